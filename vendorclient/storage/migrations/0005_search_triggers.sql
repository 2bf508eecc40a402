-- Inside an upsert SQLite forgets the OR IGNORE of a trigger: what is noted already is asked for.
DROP TRIGGER contract_new;
DROP TRIGGER contract_changed;
DROP TRIGGER attachment_new;
DROP TRIGGER attachment_changed;
DROP TRIGGER attachment_gone;
CREATE TRIGGER contract_new AFTER INSERT ON contract
WHEN NOT EXISTS (SELECT 1 FROM search_dirty WHERE kind = 'contract' AND entity_id = new.id)
BEGIN
  INSERT INTO search_dirty VALUES ('contract', new.id);
END;
CREATE TRIGGER contract_changed AFTER UPDATE OF body ON contract
WHEN NOT EXISTS (SELECT 1 FROM search_dirty WHERE kind = 'contract' AND entity_id = new.id)
BEGIN
  INSERT INTO search_dirty VALUES ('contract', new.id);
END;
CREATE TRIGGER attachment_new AFTER INSERT ON attachment
WHEN NOT EXISTS (SELECT 1 FROM search_dirty WHERE kind = 'attachment' AND entity_id = new.id)
BEGIN
  INSERT INTO search_dirty VALUES ('attachment', new.id);
END;
CREATE TRIGGER attachment_changed AFTER UPDATE OF note, reason, withdrawn_at ON attachment
WHEN NOT EXISTS (SELECT 1 FROM search_dirty WHERE kind = 'attachment' AND entity_id = new.id)
BEGIN
  INSERT INTO search_dirty VALUES ('attachment', new.id);
END;
CREATE TRIGGER attachment_gone AFTER DELETE ON attachment
WHEN NOT EXISTS (SELECT 1 FROM search_dirty WHERE kind = 'attachment' AND entity_id = old.id)
BEGIN
  INSERT INTO search_dirty VALUES ('attachment', old.id);
END;
