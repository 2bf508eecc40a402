"""The operator's commands; each translates words into one service call."""

from vendorserver.cli.program import main

__all__ = ["main"]
