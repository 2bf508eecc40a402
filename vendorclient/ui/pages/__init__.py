"""The five places of the window; each shows what it is given and says what the person wants."""
