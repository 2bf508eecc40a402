"""Ends a command that somebody interrupted with Ctrl-C, and says what is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.errors import Cancelled

if TYPE_CHECKING:
    from vendorclient.cli.output import Output

# As shells write down what SIGINT ended: 128 and the number of the signal.
INTERRUPTED = 130


class Interrupted(KeyboardInterrupt):
    """Ctrl-C while files came in; so many are here."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count


def say_interrupted(error: KeyboardInterrupt, out: Output) -> int:
    """Say what is safe and how it goes on; return the exit code."""
    if isinstance(error, Interrupted):
        out.problem(Cancelled("import-interrupted", count=error.count))
    else:
        out.problem(Cancelled("interrupted"))
    return INTERRUPTED
