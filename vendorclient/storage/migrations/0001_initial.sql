-- Times are UTC text ending in Z, days are YYYY-MM-DD (Korean days), sizes are bytes, hashes hex.

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- People who use this computer; the first exists before any server is known.
CREATE TABLE account (
  id TEXT PRIMARY KEY,              -- ours for ever; rows of this library name it
  server_account_id TEXT NOT NULL,  -- the server's name for the same person, '' before enrolment
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  vendor_id TEXT NOT NULL,
  vendor_name TEXT NOT NULL,
  device_id TEXT NOT NULL,          -- this computer's id at the server, '' before enrolment
  enrolled_at TEXT NOT NULL,        -- '' before enrolment
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

-- The one server of this data folder and the keys that were pinned at enrolment.
CREATE TABLE server (
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  name TEXT NOT NULL,
  clock_error_ms INTEGER NOT NULL,  -- our clock minus the server's
  clock_known INTEGER NOT NULL CHECK (clock_known IN (0, 1))
) STRICT;

CREATE TABLE server_key (
  key_id TEXT PRIMARY KEY,
  server_id TEXT NOT NULL REFERENCES server (id),
  public_key TEXT NOT NULL,
  pinned_at TEXT NOT NULL
) STRICT;

CREATE TABLE device (
  key TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('card', 'folder', 'android', 'iphone', 'camera')),
  label TEXT NOT NULL,
  seen_at TEXT NOT NULL
) STRICT;

-- Originals, named by their content.
CREATE TABLE media_file (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('photo', 'video', 'other')),
  device_key TEXT NOT NULL REFERENCES device (key),
  device_path TEXT NOT NULL,
  modified_at TEXT NOT NULL,        -- '' when the device gave none
  imported_at TEXT NOT NULL,
  import_seq INTEGER NOT NULL UNIQUE,
  released_at TEXT NOT NULL DEFAULT ''
) STRICT;

-- Where a file was seen: a shortcut that saves reading it again, never the proof.
CREATE TABLE sighting (
  device_key TEXT NOT NULL REFERENCES device (key),
  device_path TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  modified_at TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES media_file (sha256),
  seen_at TEXT NOT NULL,
  PRIMARY KEY (device_key, device_path)
) STRICT;

-- What the file says about itself (vendorcore.evidence.Facts as JSON).
CREATE TABLE facts (
  sha256 TEXT PRIMARY KEY REFERENCES media_file (sha256),
  body TEXT NOT NULL,
  captured_at_utc TEXT NOT NULL,    -- '' when unknown
  captured_on TEXT NOT NULL,        -- '' when unknown
  read_at TEXT NOT NULL
) STRICT;
CREATE INDEX facts_by_day ON facts (captured_on);

CREATE TABLE contract (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  number TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN (
    'draft', 'registered', 'producing', 'delivered', 'inspected', 'closed', 'cancelled')),
  signed_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  body TEXT NOT NULL,               -- the contract as JSON (vendorcore.protocol), our present form
  base_body TEXT NOT NULL,          -- the form the server last confirmed, '' before that
  theirs_body TEXT NOT NULL DEFAULT '',  -- the other side of an unsettled conflict
  version INTEGER NOT NULL CHECK (version >= 0),
  changed_at TEXT NOT NULL
) STRICT;

CREATE TABLE attachment (
  id TEXT PRIMARY KEY,              -- the operation's id and idempotency key
  contract_id TEXT NOT NULL REFERENCES contract (id),
  process_id TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES media_file (sha256),
  account_id TEXT NOT NULL REFERENCES account (id),
  submission_id TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  tagged_at TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'warn', 'fail')),
  findings TEXT NOT NULL,           -- ours, JSON list
  server_verdict TEXT NOT NULL DEFAULT '' CHECK (server_verdict IN ('', 'pass', 'warn', 'fail')),
  server_findings TEXT NOT NULL DEFAULT '[]',
  review_state TEXT NOT NULL DEFAULT 'waiting'
    CHECK (review_state IN ('waiting', 'accepted', 'more-asked')),
  review_reason TEXT NOT NULL DEFAULT '',
  withdrawn_at TEXT NOT NULL DEFAULT ''
) STRICT;
-- Once in each process; what was withdrawn may be attached anew.
CREATE UNIQUE INDEX attachment_once ON attachment (contract_id, process_id, sha256)
  WHERE withdrawn_at = '';
CREATE INDEX attachment_by_media ON attachment (sha256);
CREATE INDEX attachment_by_submission ON attachment (submission_id);

CREATE TABLE submission (
  id TEXT PRIMARY KEY,
  contract_id TEXT NOT NULL REFERENCES contract (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  submitted_at TEXT NOT NULL,
  complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1))
) STRICT;

CREATE TABLE withdrawal (
  id TEXT PRIMARY KEY,
  attachment_id TEXT NOT NULL UNIQUE REFERENCES attachment (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  reason TEXT NOT NULL CHECK (reason <> ''),
  withdrawn_at TEXT NOT NULL
) STRICT;

-- The outbox: what a person did and the server has not yet confirmed. The engine reads only this.
CREATE TABLE operation (
  id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL CHECK (kind IN ('put_contract', 'submit', 'attach', 'withdraw')),
  entity_id TEXT NOT NULL,          -- contract, submission, attachment or withdrawal
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
CREATE INDEX operation_by_state ON operation (account_id, state, seq);
CREATE INDEX operation_by_entity ON operation (entity_id);

-- The server's signed word, exactly as it came (canonical JSON), stored only when it verified.
CREATE TABLE receipt (
  receipt_no TEXT PRIMARY KEY,
  op_id TEXT NOT NULL UNIQUE REFERENCES operation (id),
  sha256 TEXT NOT NULL,
  signed TEXT NOT NULL,
  log_index INTEGER NOT NULL,
  stored_at TEXT NOT NULL
) STRICT;

CREATE TABLE cursor (
  account_id TEXT PRIMARY KEY REFERENCES account (id),
  value TEXT NOT NULL
) STRICT;
