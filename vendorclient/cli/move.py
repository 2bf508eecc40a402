"""move: moves what was handed in to another process or contract, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _

from vendorclient.app.moving import move
from vendorclient.storage.attachments import Attachments

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take the attachment, where it belongs, and the reason."""
    parser.add_argument(
        "--attachment", metavar="ID", required=True, help=_("첨부의 이름표(contracts show)")
    )
    parser.add_argument("--process", metavar="ID", required=True, help=_("옮겨 갈 공정"))
    parser.add_argument("--contract", metavar="ID", default="", help=_("옮겨 갈 계약(다를 때)"))
    parser.add_argument("--reason", metavar="TEXT", required=True, help=_("옮기는 사유"))


def run(options: Namespace, session: Session, out: Output) -> int:
    """Move one attachment."""
    present = Attachments(session.db).get(options.attachment).attachment
    done = move(
        session.db,
        attachment_id=options.attachment,
        contract_id=options.contract or present.contract_id,
        process_id=options.process,
        reason=options.reason,
        account_id=session.account_id,
        now=session.now,
    )
    record = {
        "withdrawal": done.withdrawal_id,
        "attachment": done.attachment_id,
        "submission": done.submission_id,
    }
    out.show(record, _("옮겼습니다. 인터넷에 연결되면 철회하고 새 공정에 제출합니다."))
    return 0
