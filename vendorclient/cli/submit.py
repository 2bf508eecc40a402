"""submit: hands in what was put to the processes of a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _, n_

from vendorclient.app.submitting import submit

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take the contract."""
    parser.add_argument("--contract", metavar="ID", required=True, help=_("계약의 이름표"))


def run(options: Namespace, session: Session, out: Output) -> int:
    """Hand in; the sending is done by sync."""
    done = submit(
        session.db,
        contract_id=options.contract,
        account_id=session.account_id,
        now=session.now,
    )
    count = len(done.attachment_ids)
    record = {
        "submission": done.submission_id,
        "attachments": count,
        "queued": done.queued,
        "attachment_ids": list(done.attachment_ids),
    }
    said = n_(
        "사진·동영상 {n}개를 제출했습니다. 인터넷에 연결되면 보냅니다.",
        "사진·동영상 {n}개를 제출했습니다. 인터넷에 연결되면 보냅니다.",
        count,
    )
    out.show(record, said)
    return 0
