"""Verifies receipts and originals: one changed byte anywhere and they are not valid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry, NotReadable, Untrusted, VendorError
from vendorcore.protocol import Receipt, Signed

from vendorclient.storage.accounts import Accounts
from vendorclient.storage.attachments import Attachments
from vendorclient.storage.media import Media
from vendorclient.storage.operations import OperationKind
from vendorclient.storage.originals import Stored
from vendorclient.storage.outbox import Outbox
from vendorclient.storage.receipts import Receipts
from vendorclient.storage.releases import Releases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from vendorcore.protocol import VerifyKey

    from vendorclient.storage.database import Database
    from vendorclient.storage.originals import Originals

_BROKEN = ("file-changed", "source-missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """One receipt and whether it and its original are what they were; reason says why not.

    released: the original was given up here by a rule; the server has it.
    """

    receipt_no: str
    sha256: str
    reason: str = ""
    released: bool = False

    @property
    def valid(self) -> bool:
        """Whether nothing was found against it."""
        return not self.reason


def receipts_of_library(db: Database, numbers: Iterable[str] = ()) -> list[tuple[str, str, str]]:
    """Return (number, sha256, text) of all receipts, or of those named."""
    texts = Receipts(db).texts()
    wanted = list(numbers)
    missing = set(wanted) - {number for number, _, _ in texts}
    if missing:
        raise InvalidEntry("receipt-unknown", receipt=min(missing))
    return [one for one in texts if not wanted or one[0] in wanted]


def receipt_from_file(path: Path) -> tuple[str, str, str]:
    """Return a receipt that was exported; its number and hash are not known before the check."""
    try:
        return path.name, "", path.read_bytes().decode("utf-8")
    except OSError as error:
        raise NotReadable(path=str(path)) from error
    except UnicodeDecodeError:
        return path.name, "", ""


def verify(
    db: Database, originals: Originals, receipts: Iterable[tuple[str, str, str]]
) -> Iterator[Verified]:
    """Yield each receipt with its verdict; works without the network, by the pinned keys."""
    keys = Accounts(db).keys()
    for number, sha256, text in receipts:
        try:
            receipt = proved(db, number, sha256, text, keys)
            released = _check_original(db, originals, receipt)
        except VendorError as error:
            if error.code in _BROKEN:
                Media(db).forget_sightings(sha256)  # the next import reads it from the card again
            yield Verified(receipt_no=number, sha256=sha256, reason=error.code)
        else:
            yield Verified(receipt_no=receipt.receipt_no, sha256=receipt.sha256, released=released)


def proved(
    db: Database,
    number: str,
    sha256: str,
    text: str,
    keys: Mapping[str, VerifyKey] | None = None,
) -> Receipt:
    """Return a receipt that one of the pinned keys signed and that is about what we sent."""
    receipt = Receipt.check(Signed.from_text(text), keys or Accounts(db).keys())
    _compare(db, receipt, number, sha256)
    return receipt


def _compare(db: Database, receipt: Receipt, number: str, sha256: str) -> None:
    """Check that the receipt is about what we sent, not only that somebody signed it."""
    if sha256 and (receipt.receipt_no, receipt.sha256) != (number, sha256):
        raise Untrusted(receipt=number)
    if (receipt.sha256, receipt.contract, receipt.process, receipt.size_bytes) != _sent(
        db, receipt.op_id
    ):
        raise Untrusted(receipt=number)


def _sent(db: Database, op_id: str) -> tuple[str, str, str, int]:
    """Return content, contract, process and size of what was sent; a paper is of no process."""
    op = Outbox(db).get(op_id)
    if op is not None and op.kind is OperationKind.DOCUMENT:
        return op.sha256, op.contract_id, "", op.size_bytes
    sent = Attachments(db).get(op_id).attachment
    size_bytes = Media(db).get(sent.sha256).size_bytes
    return sent.sha256, sent.contract_id, sent.process_id, size_bytes


def _check_original(db: Database, originals: Originals, receipt: Receipt) -> bool:
    """Compare the original with its name; return whether it was given up here instead."""
    is_here = originals.path(receipt.sha256).exists()
    if not is_here and Releases(db).is_released(receipt.sha256):
        return True
    if not originals.holds(Stored(receipt.sha256, receipt.size_bytes)):
        code = "file-changed" if is_here else "source-missing"
        raise NotReadable(code)
    if not originals.verify(receipt.sha256):
        raise NotReadable("file-changed")
    return False
