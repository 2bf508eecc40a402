"""Keeps together what belongs to one shot: photo and raw, live photo and motion, the edit."""

from __future__ import annotations

import itertools
import re
from collections import Counter
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
# Names that need a look although no other file shares their shot.
_ALONE = ("IMG_E", "img_e", *"0123456789")
_ODD = (*_ALONE, "G", "g")
_EDIT_LISTS = (".aae", ".AAE")
_STREAM = re.compile(r"^(\d{5})$")
# Cameras cut a film a little below 2 or 4 GB, where FAT32 or the maker's rule ends a file.
_FULL_BYTES = 19 * 10**8


def marked(entries: Iterable[Entry], names: Iterable[str]) -> list[Entry]:
    """Return the entries of one folder with their groups and roles; names are of other files.

    Most stand alone and are handed back as they came: there may be many thousands.
    """
    found = list(entries)
    others = [name for name in names if name[-4:] in _EDIT_LISTS]
    if not others and _stand_alone(found):
        return found
    shots = [_shot(_stem(entry.name)) for entry in found]
    count = Counter(shots)
    count.update(map(_stem, others))
    chained = _chained(found)
    photos = {_stem(entry.name) for entry in found if ending(entry.name) in PHOTOS}
    whole = {stem for stem in map(_stem, (entry.name for entry in found)) if not _is_edit(stem)}
    return [
        _marked(entry, shot, photos, whole, chained)
        if count[shot] > 1 or entry.name.startswith(_ALONE)
        else entry
        for entry, shot in zip(found, shots, strict=True)
    ]


def _stand_alone(entries: list[Entry]) -> bool:
    """Whether no two files share a stem and no name needs a look: most folders of most cards."""
    stems = {entry.name.rpartition(".")[0].upper() for entry in entries}
    if len(stems) < len(entries):
        return False
    return not any(entry.name.startswith(_ODD) for entry in entries)


def together(picked: Collection[str], entries: Iterable[Entry]) -> list[str]:
    """Return the paths that were picked and what belongs to the same shots."""
    found = list(entries)
    groups = {entry.group for entry in found if entry.path in picked and entry.group}
    return [entry.path for entry in found if entry.path in picked or entry.group in groups]


def _marked(
    entry: Entry,
    shot: str,
    photos: Collection[str],
    whole: Collection[str],
    chained: dict[str, str],
) -> Entry:
    """Return an entry with its group; an edit alone and an AVCHD film have their own rules."""
    stem, folder = _stem(entry.name), entry.path.rpartition("/")[0]
    alone = _STREAM.match(stem) or (_is_edit(stem) and shot not in whole)
    group = chained.get(entry.path, "" if alone else f"{folder}/{shot}")
    return entry._replace(group=group, role=_role(entry.name, photos))


def _is_edit(stem: str) -> bool:
    return _APPLE_EDIT.match(stem) is not None


def _shot(stem: str) -> str:
    """Return the name that the files of one shot share."""
    if stem.startswith("IMG_E") and (found := _APPLE_EDIT.match(stem)):
        return f"{found[1]}_{found[2]}"
    if stem.startswith("G") and (found := _GOPRO.match(stem)):
        return f"GOPRO{found[1]}"
    return stem


def _role(name: str, photos: Collection[str]) -> Role:
    stem = _stem(name)
    if _is_edit(stem):
        return Role.EDIT
    if stem in photos and is_video(name):
        return Role.MOTION
    return Role.RAW if stem in photos and is_raw(name) else Role.ORIGINAL


def _chained(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the group of each AVCHD film that goes on in the next file."""
    clips = sorted(
        (one for one in entries if one.name[:5].isdigit() and _STREAM.match(_stem(one.name))),
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
    dot = name.rfind(".")
    stem = name[:dot].upper() if dot > 0 else name.upper()
    return stem.removesuffix("_O") if name[-4:] in _EDIT_LISTS else stem
