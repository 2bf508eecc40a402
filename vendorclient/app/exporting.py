"""Writes a contract out as a folder: originals by process, the ledger, the receipts."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.errors import NoSpace, NotReadable

from vendorclient.app.damaged import read_anew_if_damaged
from vendorclient.app.file_names import Names, fresh_folder, safe_name
from vendorclient.app.papers import write_papers
from vendorclient.storage.attachments import Attachments
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.durable import disk_border
from vendorclient.storage.media import Media
from vendorclient.storage.receipts import Receipts
from vendorclient.storage.releases import Releases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from vendorcore.domain import Contract

    from vendorclient.storage.attachments import Attached
    from vendorclient.storage.database import Database
    from vendorclient.storage.originals import Originals
    from vendorclient.storage.thumbs import Thumbs

# The word of the field itself names the folder, whatever language the reader speaks.
RECEIPTS = "접수증"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Where the contract was written to, and how much of it."""

    folder: Path
    files: int
    receipts: int
    size_bytes: int


def export_contract(
    db: Database,
    *,
    originals: Originals,
    thumbs: Thumbs,
    contract_id: str,
    to: Path,
    now: Callable[[], datetime],
    on_bytes: Callable[[int], None] = lambda _: None,
    free: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
) -> Exported:
    """Write everything of a contract that was not withdrawn; each copy is compared by its hash."""
    contract = Contracts(db).get(contract_id)
    refuse_released(db, originals, contract_id)
    attached = [one for one in Attachments(db).of_contract(contract_id) if not one.withdrawn_at]
    needed = export_size(db, contract_id)
    with disk_border(to, needed=needed):
        to.mkdir(parents=True, exist_ok=True)
        if needed > (present := free(to)):
            raise NoSpace(path=str(to), needed=needed, free=present)
        folder = fresh_folder(to, contract.name)
    _copy_originals(db, originals, contract, attached, folder, on_bytes)
    numbers = _receipt_numbers(db, attached)
    _write_receipts(db, numbers.values(), folder)
    write_papers(db, thumbs, contract, attached, numbers=numbers, folder=folder, at=now())
    return Exported(folder=folder, files=len(attached), receipts=len(numbers), size_bytes=needed)


def refuse_released(db: Database, originals: Originals, contract_id: str) -> None:
    """Refuse to begin when originals were given up here: they are to be brought back first."""
    released = Releases(db).of_contract(contract_id)
    missing = [sha256 for sha256 in released if not originals.path(sha256).exists()]
    if missing:
        raise NotReadable("original-released", count=len(missing))


def export_size(db: Database, contract_id: str) -> int:
    """Return how many bytes of originals an export would copy."""
    attached = Attachments(db).of_contract(contract_id)
    kept = [one.attachment.sha256 for one in attached if not one.withdrawn_at]
    return sum(Media(db).get(sha256).size_bytes for sha256 in kept)


def _copy_originals(
    db: Database,
    originals: Originals,
    contract: Contract,
    attached: list[Attached],
    folder: Path,
    on_bytes: Callable[[int], None],
) -> None:
    for process in contract.processes:
        target = folder / safe_name(f"{process.seq:02} {process.name}")
        names = Names()
        with disk_border(target):
            target.mkdir(exist_ok=True)
        for one in attached:
            if one.attachment.process_id == process.id:
                sha256 = one.attachment.sha256
                name = names.next(Media(db).get(sha256).name)
                with read_anew_if_damaged(db, sha256):
                    _copy(originals.path(sha256), target / name, sha256, on_bytes)


def _copy(source: Path, target: Path, sha256: str, on_bytes: Callable[[int], None]) -> None:
    digest = hashlib.sha256()
    try:
        original = source.open("rb")
    except OSError as error:
        raise NotReadable("source-missing", path=str(source)) from error
    with original, disk_border(target), target.open("wb") as copy:
        while piece := original.read(_PIECE):
            digest.update(piece)
            copy.write(piece)
            on_bytes(len(piece))
    if digest.hexdigest() != sha256:
        target.unlink()
        raise NotReadable("file-changed", path=str(source))


def _write_receipts(db: Database, numbers: Iterable[str], folder: Path) -> None:
    texts = {number: text for number, _, text in Receipts(db).texts()}
    target = folder / RECEIPTS
    with disk_border(target):
        target.mkdir(exist_ok=True)
        for number in numbers:
            path = target / f"{safe_name(number)}.json"
            path.write_bytes(texts[number].encode())


def _receipt_numbers(db: Database, attached: list[Attached]) -> dict[str, str]:
    """Return the receipt number of each attachment that has one."""
    receipts = Receipts(db)
    signed = {one.attachment.id: receipts.of_operation(one.attachment.id) for one in attached}
    return {key: str(one.payload["receipt_no"]) for key, one in signed.items() if one}
