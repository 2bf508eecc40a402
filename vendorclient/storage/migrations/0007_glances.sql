-- Facts read while a card is copied are a first look: pixels are decoded later, before anything is
-- weighed. What was read so far was read wholly.
ALTER TABLE facts ADD COLUMN is_whole INTEGER NOT NULL DEFAULT 1 CHECK (is_whole IN (0, 1));
