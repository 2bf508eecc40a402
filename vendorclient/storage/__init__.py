"""What the client remembers: database, originals, outbox; the only place with SQL."""
