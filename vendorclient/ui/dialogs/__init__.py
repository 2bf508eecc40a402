"""Small windows over the window: a reason, the keys, a farewell."""
