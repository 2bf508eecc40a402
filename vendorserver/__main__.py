"""Starts the server's commands: python -m vendorserver."""

import sys

from vendorserver.cli import main

if __name__ == "__main__":
    sys.exit(main())
