"""withdraw: takes back what was handed in (철회), with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _

from vendorclient.app.withdrawing import withdraw

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take the attachment and the reason."""
    parser.add_argument(
        "--attachment", metavar="ID", required=True, help=_("첨부의 이름표(contracts show)")
    )
    parser.add_argument("--reason", metavar="TEXT", required=True, help=_("철회 사유"))


def run(options: Namespace, session: Session, out: Output) -> int:
    """Take one attachment back."""
    done = withdraw(
        session.db,
        attachment_id=options.attachment,
        reason=options.reason,
        account_id=session.account_id,
        now=session.now,
    )
    record = {"withdrawal": done.id, "attachment": done.attachment_id}
    out.show(record, _("철회했습니다. 인터넷에 연결되면 수요기관에 알립니다."))
    return 0
