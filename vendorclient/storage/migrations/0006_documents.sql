-- The papers of contracts that were taken in on this computer: their bytes lie in originals/ too.
CREATE TABLE document_file (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  taken_at TEXT NOT NULL
) STRICT;

-- They are sent like photos: the outbox learns one more kind. SQLite cannot change a CHECK, so the
-- table is made anew; receipts look for their operation again when the transaction ends.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE operation_before AS SELECT * FROM operation;
DROP TABLE operation;
CREATE TABLE operation (
  id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL CHECK (kind IN
    ('put_contract', 'submit', 'attach', 'withdraw', 'document')),
  entity_id TEXT NOT NULL,          -- contract, submission, attachment, withdrawal or document
  contract_id TEXT NOT NULL REFERENCES contract (id),
  depends_on TEXT NOT NULL DEFAULT '',
  payload TEXT NOT NULL,            -- JSON, fixed when it was queued
  size_bytes INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN (
    'queued', 'ready', 'creating', 'uploading', 'verifying', 'attaching', 'delivered', 'released',
    'blocked', 'retry-wait', 'needs-login', 'conflict', 'rejected', 'source-missing', 'paused',
    'cancelled')),
  upload_url TEXT NOT NULL DEFAULT '',
  upload_offset INTEGER NOT NULL DEFAULT 0,
  recreated INTEGER NOT NULL DEFAULT 0,   -- how often the upload had to be created anew
  failures INTEGER NOT NULL DEFAULT 0,
  pause_s REAL NOT NULL DEFAULT 0,
  code TEXT NOT NULL DEFAULT '',    -- why it waits or was refused
  detail TEXT NOT NULL DEFAULT '',
  queued_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
INSERT INTO operation (id, seq, account_id, kind, entity_id, contract_id, depends_on, payload,
  size_bytes, state, upload_url, upload_offset, recreated, failures, pause_s, code, detail,
  queued_at, changed_at)
SELECT id, seq, account_id, kind, entity_id, contract_id, depends_on, payload,
  size_bytes, state, upload_url, upload_offset, recreated, failures, pause_s, code, detail,
  queued_at, changed_at FROM operation_before;
DROP TABLE operation_before;
CREATE INDEX operation_by_state ON operation (account_id, state, seq);
CREATE INDEX operation_by_entity ON operation (entity_id);
CREATE INDEX operation_documents ON operation (contract_id) WHERE kind = 'document';
