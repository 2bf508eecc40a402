"""Knows how cards and phones arrange their pictures, and what is only housekeeping."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vendorclient.devices.device import Entry

# Folders at the root by which a card is known (DCF; Sony and Panasonic video; older Sony MP4).
ROOTS = ("DCIM", "PRIVATE", "MP_ROOT")

PHOTOS = frozenset(
    {".jpg", ".jpeg", ".jpe", ".heic", ".heif", ".hif", ".png", ".tif", ".tiff", ".webp", ".avif"}
    | {".dng", ".nef", ".cr2", ".cr3", ".arw", ".orf", ".rw2", ".pef", ".srw", ".raf"}
)
VIDEOS = frozenset(
    {".mp4", ".mov", ".m4v", ".qt", ".3gp", ".3g2", ".avi", ".mts", ".m2ts", ".mkv", ".webm"}
    | {".wmv", ".mpg"}
)

# Previews that cameras keep beside the real pictures, and what phones have thrown away.
_HOUSEKEEPING = frozenset({"canonmsc", "thmbnl", "system volume information", "lost.dir"})
_BIN_PREFIXES = (".", "$recycle")


def is_media(name: str) -> bool:
    """Whether the name is that of a photo or video; hidden files are none."""
    return not name.startswith(".") and _ending(name) in PHOTOS | VIDEOS


def is_video(name: str) -> bool:
    """Whether the name is that of a video; the content decides later."""
    return _ending(name) in VIDEOS


def is_housekeeping(folder: str) -> bool:
    """Whether a folder holds previews, rubbish or a system's own things."""
    return folder.lower() in _HOUSEKEEPING or folder.lower().startswith(_BIN_PREFIXES)


def newest_first(folders: Iterable[list[Entry]]) -> list[list[Entry]]:
    """Return the folders with the newest picture first; each folder in the order of its names.

    Names of folders alone would mislead: phones number them in two ways at once.
    """
    ordered = [sorted(folder, key=_by_name) for folder in folders if folder]
    return sorted(ordered, key=_newest, reverse=True)


def _ending(name: str) -> str:
    return name[name.rfind(".") :].lower() if "." in name else ""


def _by_name(entry: Entry) -> tuple[str, str]:
    return entry.name.casefold(), entry.path


def _newest(folder: list[Entry]) -> tuple[float, str]:
    times = [entry.modified_at.timestamp() for entry in folder if entry.modified_at]
    return max(times, default=0.0), folder[0].path
