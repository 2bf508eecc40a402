-- A paper that was fetched from the server was put to its contract on another computer: it is not
-- sent from here once more.
ALTER TABLE document_file ADD COLUMN fetched INTEGER NOT NULL DEFAULT 0 CHECK (fetched IN (0, 1));
