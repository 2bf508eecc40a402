"""Makes names that every system can keep out of names from anywhere."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]')
_DEVICES = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]) *(\..*)?", re.IGNORECASE
)
# A name may have 255 bytes on most systems; room is left for a number in brackets.
_LONGEST_BYTES = 200


def safe_name(name: str) -> str:
    """Return a name for a file or folder: composed, without what Windows or a shell forbids."""
    clean = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).strip(" .")
    if not clean or _DEVICES.fullmatch(clean):
        clean = f"_{clean}"
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = clean, ""
    room = _LONGEST_BYTES - len((dot + ending).encode()) if ending else _LONGEST_BYTES
    short = stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .")
    return f"{short}.{ending}" if ending else short


class Names:
    """The names that one folder already has; large and small letters are the same."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def next(self, name: str) -> str:
        """Return a safe name that is not taken: IMG_1.JPG, IMG_1 (2).JPG, …"""
        safe = safe_name(name)
        stem, dot, ending = safe.rpartition(".")
        if not stem:
            stem, dot, ending = safe, "", ""
        free, number = safe, 1
        while free.casefold() in self._taken:
            number += 1
            free = f"{stem} ({number}){dot}{ending}"
        self._taken.add(free.casefold())
        return free


def fresh_folder(place: Path, name: str) -> Path:
    """Make a folder that was not there yet: NAME, NAME (2), …; what lies there is left alone."""
    names = Names()
    while True:
        folder = place / names.next(name)
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        return folder
