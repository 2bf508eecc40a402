"""Sends what lies in the outbox and receives what the server says; docs/sync.md tells how."""
