"""verify: checks receipts and originals, also without the network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.errors import NotReadable
from vendorcore.text import _, problem_sentence

from vendorclient.app.verifying import receipt_from_file, receipts_of_library, verify
from vendorclient.cli.progress import Bar
from vendorclient.storage.names import plain

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
                    "detail": _why(one),
                    "released": one.released,
                },
                _sentence(one),
            )
            bar.grow()
    if not receipts:
        out.remark(_("확인할 접수증이 없습니다."))
    return 0 if all_valid else 1


def _chosen(names: list[str], session: Session) -> list[tuple[str, str, str]]:
    for name in filter(_is_folder, names):
        raise NotReadable("receipt-folder", path=plain(name))
    files = [name for name in names if Path(name).is_file() or _is_path(name)]
    numbers = [name for name in names if name not in files]
    chosen = [receipt_from_file(Path(name)) for name in files]
    if numbers or not names:
        chosen += receipts_of_library(session.db, numbers)
    return chosen


def _sentence(one: Verified) -> str:
    if one.released:
        told = _("접수증이 그대로입니다. 원본은 서버에 있습니다.")
        return f"{one.receipt_no}  {told}"
    if one.valid:
        return _("{receipt}  접수증과 원본이 그대로입니다.", receipt=one.receipt_no)
    return f"{one.receipt_no}  {_why(one)}"


def _why(one: Verified) -> str:
    """Return why a receipt or its original is not what it was; nothing when it is."""
    if one.valid:
        return ""
    return str(problem_sentence(_SAID.get(one.reason, one.reason), {}))


def _is_folder(name: str) -> bool:
    return Path(name).is_dir()


def _is_path(name: str) -> bool:
    """Whether a name that is no file here was meant as one, not as a receipt's number."""
    return Path(name).name != name or name.endswith(".json")


# The same codes are said of what is still to be sent; here it was delivered long ago.
_SAID = {
    "file-changed": "original-changed",
    "source-missing": "original-missing",
    "untrusted": "receipt-changed",
    "invalid-entry": "receipt-changed",
    "attachment-unknown": "receipt-foreign",
    "media-unknown": "receipt-foreign",
}
