"""The photos on the table: a list of values, a painter, a view that knows its keys."""
