"""enrol: joins this computer to its server with the ticket that was handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _

from vendorclient.app.enrolling import enrol
from vendorclient.app.way import Way
from vendorclient.storage.accounts import Accounts

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take the ticket."""
    parser.add_argument("ticket", metavar="TICKET", help=_("받은 등록 코드 전체"))


def run(options: Namespace, session: Session, out: Output) -> int:
    """Enrol; what was done before as the local account belongs to this person from now on."""
    account = enrol(session.db, options.ticket, Way.of(session.folder))
    server = Accounts(session.db).server()
    record = {
        "login": account.login,
        "name": account.name,
        "role": account.role,
        "vendor": account.vendor_name,
        "server": server.name if server else "",
        "url": server.url if server else "",
    }
    said = _(
        "{vendor}의 {name} 계정으로 서버에 연결했습니다.",
        vendor=account.vendor_name,
        name=account.name or account.login,
    )
    out.show(record, said)
    return 0
