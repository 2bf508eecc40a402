-- Why an operator refused or merged what was asked for, in the operator's words.
ALTER TABLE catalogue_entry ADD COLUMN reason TEXT NOT NULL DEFAULT '';
