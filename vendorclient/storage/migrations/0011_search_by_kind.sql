-- Contracts and photos have tokens of their own, so that a search for ten contracts never reads a
-- hundred thousand photos. The index is made anew, as what has changed is, at the next search.
INSERT INTO search_index (search_index) VALUES ('delete-all');
DELETE FROM search_entry;
DELETE FROM search_dirty;
INSERT INTO search_dirty SELECT 'attachment', id FROM attachment ORDER BY id;
INSERT INTO search_dirty SELECT 'contract', id FROM contract ORDER BY id;
