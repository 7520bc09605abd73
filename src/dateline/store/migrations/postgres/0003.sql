-- From here on values carry a checksum (dateline.store.sealing), and words are cut where scripts meet. An article's words
-- stand in parts: a tsvector holds 16,383 places, 256 of one word, and one megabyte.
CREATE INDEX decisions_kind ON decisions (kind, seq);
CREATE INDEX allotments_story ON allotments (story, article);
DROP TABLE words;
CREATE TABLE words (
  article TEXT COLLATE "C" NOT NULL,
  part INTEGER NOT NULL,
  tokens TSVECTOR NOT NULL,
  PRIMARY KEY (article, part)
);
CREATE INDEX words_tokens ON words USING gin (tokens);
