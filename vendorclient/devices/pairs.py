"""Keeps together what belongs to one shot: photo and raw, live photo and motion, the edit."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from vendorclient.devices.device import Role
from vendorclient.devices.layout import PHOTOS, ending, is_raw, is_video

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from vendorclient.devices.device import Entry

# iPhone: IMG_E0123 is the edited IMG_0123; IMG_0123(1).JPG and IMG_0123_O.AAE also exist.
_APPLE_EDIT = re.compile(r"^(IMG)_E(\d{4})$", re.IGNORECASE)
# GoPro: GX010012, GX020012 are the chapters of one film; so were GOPR0012, GP010012.
_GOPRO = re.compile(r"^(?:G[HXLP]\d{2}|GOPR)(\d{4})$", re.IGNORECASE)
_STREAM = re.compile(r"^(\d{5})$")
# Cameras cut a film a little below 2 or 4 GB, where FAT32 or the maker's rule ends a file.
_FULL_BYTES = 19 * 10**8


def marked(entries: Iterable[Entry], names: Iterable[str]) -> list[Entry]:
    """Return the entries of one folder with their groups and roles; names are all names there."""
    found = list(entries)
    photos = {_stem(entry.name) for entry in found if ending(entry.name) in PHOTOS}
    shots = Counter(_shot(entry.name) for entry in found)
    shots.update(_stem(name) for name in names if ending(name) == ".aae")
    chained = _chained(found)
    return [_marked(entry, photos, shots, chained) for entry in found]


def together(picked: Collection[str], entries: Iterable[Entry]) -> list[str]:
    """Return the paths that were picked and what belongs to the same shots."""
    found = list(entries)
    groups = {entry.group for entry in found if entry.path in picked and entry.group}
    return [entry.path for entry in found if entry.path in picked or entry.group in groups]


def _marked(
    entry: Entry, photos: Collection[str], shots: Counter[str], chained: dict[str, str]
) -> Entry:
    folder, shot = entry.path.rpartition("/")[0], _shot(entry.name)
    group = chained.get(entry.path, f"{folder}/{shot}" if shots[shot] > 1 else "")
    return replace(entry, group=group, role=_role(entry.name, photos))


def _shot(name: str) -> str:
    """Return the name that the files of one shot share."""
    stem = _stem(name)
    if found := _APPLE_EDIT.match(stem):
        return f"{found[1]}_{found[2]}"
    if found := _GOPRO.match(stem):
        return f"GOPRO{found[1]}"
    return stem


def _role(name: str, photos: Collection[str]) -> Role:
    stem = _stem(name)
    if _APPLE_EDIT.match(stem):
        return Role.EDIT
    if stem in photos and is_video(name):
        return Role.MOTION
    return Role.RAW if stem in photos and is_raw(name) else Role.ORIGINAL


def _chained(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the group of each AVCHD film that goes on in the next file."""
    clips = sorted(
        (entry for entry in entries if _STREAM.match(_stem(entry.name)) and is_video(entry.name)),
        key=lambda entry: entry.name,
    )
    groups: dict[str, str] = {}
    for before, after in itertools.pairwise(clips):
        follows = int(_stem(after.name)) == int(_stem(before.name)) + 1
        if follows and before.size_bytes >= _FULL_BYTES:
            groups.setdefault(before.path, before.path)
            groups[after.path] = groups[before.path]
    return groups


def _stem(name: str) -> str:
    stem = name[: len(name) - len(ending(name))].upper()
    return stem.removesuffix("_O") if ending(name) == ".aae" else stem
