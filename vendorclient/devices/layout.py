"""Knows how cards and phones arrange their pictures, and what is only housekeeping."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Folders at the root by which a card is known (DCF; AVCHD and XAVC video; older Sony; XDCAM).
ROOTS = ("DCIM", "PRIVATE", "MP_ROOT", "AVCHD", "XDROOT")
# Where a phone keeps what people look for; what its programs keep elsewhere is not shown.
PHONE_ROOTS = (*ROOTS, "PICTURES", "MOVIES")

PHOTOS = frozenset(
    {".jpg", ".jpeg", ".jpe", ".heic", ".heif", ".hif", ".png", ".tif", ".tiff", ".webp", ".avif"}
)
RAWS = frozenset(
    {".dng", ".nef", ".nrw", ".cr2", ".cr3", ".arw", ".orf", ".rw2", ".pef", ".srw", ".raf", ".3fr"}
)
VIDEOS = frozenset(
    {".mp4", ".mov", ".m4v", ".qt", ".3gp", ".3g2", ".avi", ".mts", ".m2ts", ".mkv", ".webm"}
    | {".wmv", ".mpg", ".mxf"}
)
_MEDIA = PHOTOS | RAWS | VIDEOS

# Previews that cameras keep beside the real pictures, and what phones have thrown away.
_HOUSEKEEPING = frozenset(
    {"canonmsc", "eosmisc", "thmbnl", "system volume information", "lost.dir", "avf_info"}
)
_BIN_PREFIXES = (".", "$recycle")
# Small copies of videos: XAVC keeps them in M4ROOT/SUB, Insta360 beside the video.
_PROXIES = ("m4root/sub", "android/data", "android/obb", "android/media")
_PROXY_NAME = re.compile(r"^LRV_\d{8}", re.IGNORECASE)

_CONTAINERS = frozenset(
    {"dcim", "private", "avchd", "bdmv", "m4root", "mp_root", "xdroot", "contents"}
)
_VIDEO_FOLDERS = frozenset({"stream", "clip", "clips001"})
_MONTH = re.compile(r"^(\d{6})(?:_(\w*))?$")
_DCF = re.compile(r"^(\d{3})(\w{5})$")
_NUMBERED = re.compile(r"^(DJI_|CAMERA)(\d*)", re.IGNORECASE)
_HIGHEST_DCF = 999


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which folders are numbered together; those of a camera come before all others."""

    place: str
    scheme: str
    is_camera: bool


def is_media(name: str) -> bool:
    """Whether the name is that of a photo or video; hidden files and small copies are none."""
    dot = name.rfind(".")
    if dot < 1 or name[dot:].lower() not in _MEDIA:
        return False
    first = name[0]
    return first != "." and (first not in "Ll" or not _PROXY_NAME.match(name))


def is_video(name: str) -> bool:
    """Whether the name is that of a video; the content decides later."""
    return ending(name) in VIDEOS


def is_raw(name: str) -> bool:
    """Whether the name is that of a camera's raw picture."""
    return ending(name) in RAWS


def is_housekeeping(path: str) -> bool:
    """Whether a folder holds previews, rubbish or a system's own things."""
    lower = path.lower()
    name = lower.rsplit("/", 1)[-1]
    return (
        name in _HOUSEKEEPING
        or name.startswith(_BIN_PREFIXES)
        or "/".join(lower.split("/")[-2:]) in _PROXIES
    )


def is_container(path: str) -> bool:
    """Whether a folder is only there to hold the folders with the pictures."""
    return _name(path).lower() in _CONTAINERS


def shelf_of(path: str) -> Shelf:
    """Return which folders this one is numbered with."""
    place, name = path.rpartition("/")[0], _name(path)
    if _MONTH.match(name):
        return Shelf(place, "month", is_camera=True)
    if found := _DCF.match(name):
        return Shelf(place, re.sub(r"[\d_]", "", found[2]).upper(), is_camera=True)
    if found := _NUMBERED.match(name):
        return Shelf(place, found[1].upper(), is_camera=True)
    return Shelf(place, f"={name}", is_camera=name.lower() in _VIDEO_FOLDERS)


def newest_first(folders: Iterable[str]) -> list[str]:
    """Return the folders of one shelf by their numbers, the highest first."""
    return sorted(folders, key=_rank, reverse=True)


def heads(ordered: list[str]) -> list[str]:
    """Return which folders of a shelf may be the newest.

    That is the highest number; but after 999 a camera starts at 100 again, and then it is the
    highest number below the gap. Only the dates of the pictures can tell.
    """
    if _rank(ordered[0])[0] != _HIGHEST_DCF:
        return ordered[:1]
    numbers = [_rank(path)[0] for path in ordered]
    steps = [higher - lower for higher, lower in itertools.pairwise(numbers)]
    widest = max(steps, default=1)
    return [ordered[0], ordered[steps.index(widest) + 1]] if widest > 1 else ordered[:1]


def ending(name: str) -> str:
    """Return the ending of a name with its dot, in small letters."""
    dot = name.rfind(".")
    return name[dot:].lower() if dot >= 0 else ""


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def _rank(path: str) -> tuple[int, str]:
    name = _name(path)
    if found := _MONTH.match(name):
        return int(found[1]), (found[2] or "").strip("_")
    if found := _DCF.match(name):
        return int(found[1]), name
    if (found := _NUMBERED.match(name)) and found[2]:
        return int(found[2]), name
    return 0, name
