"""verify: checks receipts and originals, also without the network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.text import _, problem_sentence

from vendorclient.app.verifying import receipt_from_file, receipts_of_library, verify
from vendorclient.cli.progress import Bar

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vendorclient.app.verifying import Verified
    from vendorclient.cli.output import Output
    from vendorclient.cli.session import Session


def arguments(parser: ArgumentParser) -> None:
    """Take the receipts."""
    parser.add_argument(
        "receipts",
        metavar="RECEIPT",
        nargs="*",
        help=_("접수번호 또는 접수증 파일. 없으면 모두 확인합니다"),
    )


def run(options: Namespace, session: Session, out: Output) -> int:
    """Check each receipt and the original that it is for; 1 when any is not valid."""
    receipts = _chosen(options.receipts, session)
    all_valid = True
    with Bar(out, _("확인하는 중"), len(receipts)) as bar:
        for one in verify(session.db, session.originals, receipts):
            all_valid = all_valid and one.valid
            out.show(
                {
                    "receipt_no": one.receipt_no,
                    "sha256": one.sha256,
                    "valid": one.valid,
                    "reason": one.reason,
                },
                _sentence(one),
            )
            bar.grow()
    if not receipts:
        out.remark(_("확인할 접수증이 없습니다."))
    return 0 if all_valid else 1


def _chosen(names: list[str], session: Session) -> list[tuple[str, str, str]]:
    files = [name for name in names if Path(name).is_file()]
    numbers = [name for name in names if name not in files]
    chosen = [receipt_from_file(Path(name)) for name in files]
    if numbers or not names:
        chosen += receipts_of_library(session.db, numbers)
    return chosen


def _sentence(one: Verified) -> str:
    if one.valid:
        return _("{receipt}  접수증과 원본이 그대로입니다.", receipt=one.receipt_no)
    return f"{one.receipt_no}  {problem_sentence(one.reason, {})}"
