"""init: a new server, with the demonstration's accounts when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _

from vendorserver.settings.folder import make_folder, mark_ready

if TYPE_CHECKING:
    from argparse import Namespace

    from vendorserver.cli.output import Output


def init(asked: Namespace, out: Output) -> int:
    """Make the data folder, its keys and its database."""
    from vendorserver.cli.program import start_django

    make_folder(asked.data, name=asked.name, demo=asked.demo)
    start_django(asked.data)
    from vendorserver.services import schema, signing
    from vendorserver.settings import current

    schema.bring_up_to_date()
    fingerprint = next(iter(signing.public_keys().values())).fingerprint
    out.row(
        {"data": str(asked.data), "server_id": current().server_id, "fingerprint": fingerprint},
        _("서버 자료를 만들었습니다: {path}", path=asked.data),
    )
    if asked.demo:
        _demo(out)
    mark_ready(asked.data)
    return 0


def _demo(out: Output) -> None:
    from vendorserver.cli.people import show_accounts
    from vendorserver.services import demo

    if not demo.exists():
        demo.create()
    show_accounts(out)
