"""The agreement of docs/api.md over HTTP: translates between requests and services."""
