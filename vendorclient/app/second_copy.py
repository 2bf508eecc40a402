"""Keeps a second copy of every original in a folder that somebody chose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.errors import NeedsDevice, NotReadable

from vendorclient.app.damaged import read_anew_if_damaged
from vendorclient.storage.copies import Copies
from vendorclient.storage.document_files import DocumentFiles
from vendorclient.storage.media import Media
from vendorclient.storage.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vendorclient.storage.database import Database
    from vendorclient.storage.originals import Originals

_SETTING, _MARK = "second-copy-folder", "second-copy-mark"


def choose_place(db: Database, place: Path | None) -> None:
    """Choose the folder of the second copies, or none; it must be there and writable."""
    if place is not None and not place.is_dir():
        raise NotReadable(path=str(place))
    mark = "" if place is None else Copies(place).claim()
    Settings(db).set(_MARK, mark)
    Settings(db).set(_SETTING, "" if place is None else str(place.absolute()))


def chosen_place(db: Database) -> str:
    """Return the folder of the second copies; empty when none was chosen."""
    return Settings(db).get(_SETTING) or ""


def copies(db: Database) -> Copies | None:
    """Return the second place, if one was chosen."""
    place = chosen_place(db)
    return Copies(Path(place), Settings(db).get(_MARK) or "") if place else None


def copy_missing(
    db: Database, originals: Originals, sha256s: Iterable[str] | None = None
) -> list[str]:
    """Copy what is not in the second place yet; return what was copied.

    NeedsDevice("copies-away") when the place cannot be reached; NotReadable at the end when an
    original is missing or damaged: the others are copied first.
    """
    second = copies(db)
    if second is None:
        return []
    if not second.is_there():
        raise NeedsDevice("copies-away", path=str(second.place))
    wanted = _everything(db) if sha256s is None else list(sha256s)
    gone = Media(db).released()
    missing = [one for one in wanted if one not in gone and not second.holds(one)]
    copied, refused = [], None
    for sha256 in missing:
        try:
            with read_anew_if_damaged(db, sha256):
                second.put(originals.path(sha256), sha256)
            copied.append(sha256)
        except NotReadable as error:
            refused = refused or error
    if refused is not None:
        raise refused
    return copied


def _everything(db: Database) -> list[str]:
    """Return the photos and videos, and the papers of contracts."""
    return [*(one.sha256 for one in Media(db).all()), *DocumentFiles(db).all()]
