"""Between a page and the desk: what a person wants becomes work, what comes back is shown."""
