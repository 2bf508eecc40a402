"""A file with contracts: one of ours, or rows of 계약정보서비스 that become drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.documents.public_rows import MOST_BYTES
from vendorcore.errors import InvalidEntry, NotReadable

from vendorclient.app.contracts import contract_from_text
from vendorclient.app.tables import read_public_rows

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.documents.public_rows import Row
    from vendorcore.domain import Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundInFile:
    """What a file holds: a contract of ours, else rows of the public service."""

    contract: Contract | None = None
    rows: tuple[Row, ...] = ()


def look_into(path: Path) -> FoundInFile:
    """Return what a file holds; NotReadable or InvalidEntry says why it is neither."""
    try:
        return FoundInFile(contract=contract_from_text(_text(path)))
    except (InvalidEntry, NotReadable) as error:
        try:
            return FoundInFile(rows=tuple(read_public_rows(path)))
        except NotReadable as other:
            # A damaged contract of ours is told as what it is.
            ours = path.suffix.casefold() == ".json"
            raise (error if ours else other) from other


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotReadable("spreadsheet-too-large", limit=MOST_BYTES)
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotReadable(path=path.name) from error
