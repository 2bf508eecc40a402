"""worker: is the process that reads foreign files; the program starts it by itself."""

from __future__ import annotations

from argparse import SUPPRESS
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take the name of a device driver, or read tables or pages; else photos and videos."""
    parser.add_argument("--devices", metavar="DRIVER", default="", help=SUPPRESS)
    parser.add_argument("--tables", action="store_true", help=SUPPRESS)
    parser.add_argument("--pages", action="store_true", help=SUPPRESS)


def run(options: Namespace, session: Session, out: Output) -> int:  # noqa: ARG001 - as all commands
    """Answer until the parent hangs up."""
    if options.devices:
        from vendorclient.devices import worker as devices

        return devices.main(options.devices)
    if options.tables:
        from vendorclient.app import table_worker

        return table_worker.main()
    if options.pages:
        from vendorclient.ui import page_worker

        return page_worker.main()
    from vendorcore.media import worker

    worker.main()
    return 0
