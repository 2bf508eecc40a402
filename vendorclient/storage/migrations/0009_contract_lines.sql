-- Each contract as a line of the list: what it is narrowed and sorted by, without opening its body.
CREATE TABLE contract_line (
  contract_id TEXT PRIMARY KEY REFERENCES contract (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  number TEXT NOT NULL,
  state TEXT NOT NULL,
  signed_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  method TEXT NOT NULL,
  institution TEXT NOT NULL,        -- who ordered; everybody where nobody is named so
  products TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX contract_line_by_due ON contract_line (due_on, name, contract_id);
CREATE INDEX contract_line_by_signed ON contract_line (signed_on, name, contract_id);
CREATE INDEX contract_line_by_name ON contract_line (name, contract_id);

-- The planned days of each process, so that what has begun without a photo is one look-up.
CREATE TABLE planned_process (
  contract_id TEXT NOT NULL REFERENCES contract (id) ON DELETE CASCADE,
  process_id TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  PRIMARY KEY (contract_id, process_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX attachment_asked ON attachment (contract_id)
  WHERE review_state = 'more-asked' AND withdrawn_at = '';

CREATE VIEW contract_as_line AS
SELECT contract.id AS contract_id, name, number, state, signed_on, due_on, changed_at,
  coalesce(json_extract(body, '$.method'), '') AS method,
  coalesce(
    (SELECT group_concat(json_extract(value, '$.institution.name'), ', ')
      FROM json_each(body, '$.parties') WHERE json_extract(value, '$.role') = 'demanding'),
    (SELECT group_concat(json_extract(value, '$.institution.name'), ', ')
      FROM json_each(body, '$.parties')),
    '') AS institution,
  coalesce((SELECT group_concat(json_extract(value, '$.detail_name'), ', ')
    FROM json_each(body, '$.items')), '') AS products
FROM contract;
CREATE VIEW process_as_planned AS
SELECT contract.id AS contract_id, json_extract(value, '$.id') AS process_id,
  json_extract(value, '$.starts_on') AS starts_on, json_extract(value, '$.ends_on') AS ends_on
FROM contract, json_each(body, '$.processes');

INSERT INTO contract_line SELECT * FROM contract_as_line;
INSERT INTO planned_process SELECT * FROM process_as_planned;

CREATE TRIGGER contract_line_new AFTER INSERT ON contract BEGIN
  INSERT INTO contract_line SELECT * FROM contract_as_line WHERE contract_id = new.id;
  INSERT INTO planned_process SELECT * FROM process_as_planned WHERE contract_id = new.id;
END;
CREATE TRIGGER contract_line_changed
AFTER UPDATE OF body, name, number, state, signed_on, due_on ON contract BEGIN
  DELETE FROM contract_line WHERE contract_id = new.id;
  DELETE FROM planned_process WHERE contract_id = new.id;
  INSERT INTO contract_line SELECT * FROM contract_as_line WHERE contract_id = new.id;
  INSERT INTO planned_process SELECT * FROM process_as_planned WHERE contract_id = new.id;
END;
