"""Windows on Linux: a Windows Python and the locked wheels under Debian's wine, for tests alone."""
