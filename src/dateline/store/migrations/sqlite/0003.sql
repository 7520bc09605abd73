-- From here on values carry a checksum (dateline.store.sealing), and words are cut where scripts meet.
CREATE INDEX decisions_kind ON decisions (kind, seq);
CREATE INDEX allotments_story ON allotments (story, article);
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5(
  article UNINDEXED, tokens, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* C*'"
);
