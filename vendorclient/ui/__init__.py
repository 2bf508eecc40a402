"""The window: five places, one grid of photos, and nothing that decides."""
