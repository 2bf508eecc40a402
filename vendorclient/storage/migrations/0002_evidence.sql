-- What was set right about a camera's clock; files and facts stay as they are, rows are only added.
CREATE TABLE clock_correction (
  id TEXT PRIMARY KEY,
  device_key TEXT NOT NULL REFERENCES device (key),
  camera TEXT NOT NULL,             -- make, model and serial number as one key, '' for every camera
  milliseconds INTEGER NOT NULL,    -- added to the camera's clock
  source TEXT NOT NULL CHECK (source IN ('code', 'person')),
  reason TEXT NOT NULL CHECK (source = 'code' OR reason <> ''),
  photo TEXT NOT NULL,              -- the photo that shows our clock (SHA-256), '' without one
  code TEXT NOT NULL,               -- the signed clock as it was read, '' without one
  account_id TEXT NOT NULL REFERENCES account (id),
  stated_at TEXT NOT NULL
) STRICT;

-- Which correction holds for a file; one that was taken back holds for none.
CREATE TABLE corrected_file (
  sha256 TEXT PRIMARY KEY REFERENCES media_file (sha256),
  correction_id TEXT NOT NULL REFERENCES clock_correction (id)
) STRICT;

-- The picture's fingerprint in reach of a query.
ALTER TABLE facts ADD COLUMN dhash64 TEXT NOT NULL DEFAULT '';
UPDATE facts SET dhash64 = coalesce(json_extract(body, '$.dhash64'), '');

-- Work before, during or after (작업 전/중/후), and why a refused file is handed in nevertheless.
ALTER TABLE attachment ADD COLUMN label TEXT NOT NULL DEFAULT ''
  CHECK (label IN ('', 'before', 'during', 'after'));
ALTER TABLE attachment ADD COLUMN reason TEXT NOT NULL DEFAULT '';
UPDATE attachment SET reason = note WHERE verdict = 'fail';
