-- Results are large (a reading is some thirty thousand bytes): in the index of their keys itself they made every search read on.
CREATE TABLE results_by_key (
  stage TEXT NOT NULL,
  key TEXT NOT NULL,
  value BLOB NOT NULL,
  PRIMARY KEY (stage, key)
);
INSERT INTO results_by_key SELECT stage, key, value FROM results ORDER BY stage, key;
DROP TABLE results;
ALTER TABLE results_by_key RENAME TO results;
