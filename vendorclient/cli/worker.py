"""worker: is the process that reads foreign files; the program starts it by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take nothing beyond what every command takes."""


def run(options: Namespace, session: Session, out: Output) -> int:  # noqa: ARG001 - as all commands
    """Answer until the parent hangs up."""
    from vendorcore.media import worker

    worker.main()
    return 0
