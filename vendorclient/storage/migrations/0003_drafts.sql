-- Contracts that are being written (작성중): each field is a row, so that a change writes little.
CREATE TABLE draft (
  id TEXT PRIMARY KEY,              -- becomes the id of the contract
  account_id TEXT NOT NULL REFERENCES account (id),
  revises INTEGER NOT NULL CHECK (revises IN (0, 1)),  -- changes a registered contract
  done INTEGER NOT NULL DEFAULT 0,  -- how many steps of its history are in force; undo lowers it
  step TEXT NOT NULL DEFAULT 'order' CHECK (step IN ('order', 'items', 'plan', 'check')),
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;

CREATE TABLE draft_part (
  draft_id TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
  key TEXT NOT NULL,                -- name of a field, or kind:id of a part, or the order of a kind
  value TEXT NOT NULL,
  PRIMARY KEY (draft_id, key)
) STRICT, WITHOUT ROWID;

-- What each step changed, for 되돌리기 and 다시 하기.
CREATE TABLE draft_step (
  draft_id TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  parts TEXT NOT NULL,              -- JSON: key to [before, after], null where there was none
  at TEXT NOT NULL,
  PRIMARY KEY (draft_id, seq)
) STRICT, WITHOUT ROWID;

-- The plan of a product as somebody likes to begin with.
CREATE TABLE plan_template (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  detail_no TEXT NOT NULL,
  detail_name TEXT NOT NULL,
  body TEXT NOT NULL,               -- JSON list of processes, days counted from the signing
  changed_at TEXT NOT NULL
) STRICT;

-- 직접생산확인증명: the days as they are printed.
CREATE TABLE certificate (
  id TEXT PRIMARY KEY,
  detail_no TEXT NOT NULL,
  number TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL
) STRICT;

-- What was chosen lately in a search: the latest first.
CREATE TABLE recent_choice (
  kind TEXT NOT NULL CHECK (kind IN ('institution', 'product')),
  entry_id TEXT NOT NULL,
  chosen_at TEXT NOT NULL,
  PRIMARY KEY (kind, entry_id)
) STRICT, WITHOUT ROWID;

-- What the bundled catalogue lacks: from the server, or asked for here and used meanwhile.
CREATE TABLE catalogue_entry (
  kind TEXT NOT NULL CHECK (kind IN ('institution', 'product')),
  id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('listed', 'asked', 'refused', 'merged')),
  merged_into TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,               -- JSON
  changed_at TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
