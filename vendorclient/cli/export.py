"""export: writes a contract out as a folder for the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.text import _, n_

from vendorclient.app.exporting import export_contract, export_size
from vendorclient.cli.progress import Bar

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take the contract and the place."""
    parser.add_argument("--contract", metavar="ID", required=True, help=_("계약의 이름표"))
    parser.add_argument("--to", metavar="DIR", required=True, help=_("내보낼 곳"))


def run(options: Namespace, session: Session, out: Output) -> int:
    """Write originals, ledger and receipts."""
    size = export_size(session.db, options.contract)
    with Bar(out, _("내보내는 중"), size, in_bytes=True) as bar:
        done = export_contract(
            session.db,
            originals=session.originals,
            thumbs=session.thumbs,
            contract_id=options.contract,
            to=Path(options.to),
            now=session.now,
            on_bytes=bar.grow,
        )
    record = {
        "folder": str(done.folder),
        "files": done.files,
        "receipts": done.receipts,
        "bytes": done.size_bytes,
    }
    count = n_("원본 {n}개", "원본 {n}개", done.files)
    out.show(record, _("{folder}에 {count}를 썼습니다.", folder=done.folder, count=count))
    return 0
