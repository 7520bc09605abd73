-- What a migration leaves to be done by the program, until it is: a kill in between loses none of it.
CREATE TABLE unfinished (task TEXT PRIMARY KEY);
INSERT INTO unfinished VALUES ('seals and words');
CREATE INDEX originals_file ON originals (file, place);
