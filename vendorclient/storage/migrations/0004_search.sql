-- Search that is complete under three letters: bigrams of our own making, since SQLite's trigram
-- index answers nothing there. Tokens are code points in hex; texts are kept for taking them out.
CREATE TABLE search_entry (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('contract', 'attachment')),
  entity_id TEXT NOT NULL,
  contract_id TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (kind, entity_id)
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5 (grams, content = '', detail = full);

-- What has changed since it was indexed; searching catches up first. The triggers ask before they
-- write: inside INSERT ... ON CONFLICT, SQLite lets no OR IGNORE of a trigger count.
CREATE TABLE search_dirty (
  kind TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  PRIMARY KEY (kind, entity_id)
) STRICT, WITHOUT ROWID;
INSERT INTO search_dirty SELECT 'contract', id FROM contract;
INSERT INTO search_dirty SELECT 'attachment', id FROM attachment;
CREATE TRIGGER contract_new AFTER INSERT ON contract BEGIN
  INSERT INTO search_dirty SELECT 'contract', new.id WHERE NOT EXISTS
    (SELECT 1 FROM search_dirty WHERE kind = 'contract' AND entity_id = new.id);
END;
CREATE TRIGGER contract_changed AFTER UPDATE OF body ON contract BEGIN
  INSERT INTO search_dirty SELECT 'contract', new.id WHERE NOT EXISTS
    (SELECT 1 FROM search_dirty WHERE kind = 'contract' AND entity_id = new.id);
END;
CREATE TRIGGER attachment_new AFTER INSERT ON attachment BEGIN
  INSERT INTO search_dirty SELECT 'attachment', new.id WHERE NOT EXISTS
    (SELECT 1 FROM search_dirty WHERE kind = 'attachment' AND entity_id = new.id);
END;
CREATE TRIGGER attachment_changed AFTER UPDATE OF note, reason, withdrawn_at ON attachment BEGIN
  INSERT INTO search_dirty SELECT 'attachment', new.id WHERE NOT EXISTS
    (SELECT 1 FROM search_dirty WHERE kind = 'attachment' AND entity_id = new.id);
END;
CREATE TRIGGER attachment_gone AFTER DELETE ON attachment BEGIN
  INSERT INTO search_dirty SELECT 'attachment', old.id WHERE NOT EXISTS
    (SELECT 1 FROM search_dirty WHERE kind = 'attachment' AND entity_id = old.id);
END;
