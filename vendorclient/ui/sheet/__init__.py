"""A table to type into: keyboard, paste from a spreadsheet, fill down, remarks at bad cells."""
