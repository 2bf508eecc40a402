"""Starts the program: `vendorclient`, or `python -m vendorclient`."""

import sys

from vendorclient.cli.main import main as run


def main() -> None:
    """Run the command line and end with its exit code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
