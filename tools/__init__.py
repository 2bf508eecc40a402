"""What dev.py does for developers; the standard library only."""
