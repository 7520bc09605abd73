CREATE TABLE results (
  stage TEXT NOT NULL,
  key TEXT NOT NULL,
  value BLOB NOT NULL,
  PRIMARY KEY (stage, key)
) WITHOUT ROWID;
CREATE TABLE articles (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  lang TEXT,
  published TEXT,
  text TEXT NOT NULL,
  data BLOB NOT NULL
);
CREATE TABLE rejections (
  input TEXT NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (input, code)
);
CREATE TABLE judgements (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  data BLOB NOT NULL
);
CREATE TABLE allotments (
  article TEXT PRIMARY KEY,
  story TEXT NOT NULL
);
CREATE TABLE state (
  name TEXT PRIMARY KEY,
  data BLOB NOT NULL
);
