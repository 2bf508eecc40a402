"""Reads one file inside the worker process: tags first, then the pixels.

The libraries are loaded with the first file that needs them, so that the process starts quickly.
"""

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from vendorcore.domain import MediaKind
from vendorcore.evidence.facts import Facts
from vendorcore.media.kinds import HEAD_BYTES, kind_of, mime_of
from vendorcore.media.reading import THUMBNAIL_SIDE, Reading, bare_facts

Tell = Callable[[Facts], None]


def nobody(_: Facts) -> None:
    """Listen to nothing."""


def read_file(path: Path, name: str = "", *, thorough: bool = True, tell: Tell = nobody) -> Reading:
    """Return the reading of a file, never an exception for a bad one.

    `tell` hears the facts before the pixels are decoded, which may take long or break the
    process; `thorough=False` leaves the pixels alone and answers with the embedded preview.
    """
    with in_silence():
        return _read(path, bare_facts(path, name), thorough=thorough, tell=tell)


@contextmanager
def in_silence() -> Iterator[None]:
    """Let nobody hear what libraries think of odd files."""
    logging.getLogger("exifread").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def picture(path: Path, side: int) -> bytes:
    """Return a photo, or the first frame of a video, as an upright JPEG; nothing if there is none.

    Neither side is longer than `side` pixels.
    """
    with in_silence():
        mime = _mime(path)
        if kind_of(mime) is MediaKind.VIDEO:
            return _poster(path, side)
        return _photo(path, mime, side) if kind_of(mime) is MediaKind.PHOTO else b""


def codes(path: Path) -> list[str]:
    """Return what the QR codes in a photo say; nothing when it has none or cannot be read."""
    from vendorcore.media.codes import codes_in

    with in_silence():
        try:
            mime = _mime(path)
            return codes_in(path, mime) if kind_of(mime) is MediaKind.PHOTO else []
        except Exception:
            return []


def _photo(path: Path, mime: str, side: int) -> bytes:
    from vendorcore.media.picture import thumbnail
    from vendorcore.media.stills import picture_of, read_still

    try:
        still = read_still(path, mime)
        return thumbnail(picture_of(path, mime, still, side), still.turn, side)
    except Exception:
        return b""


def _mime(path: Path) -> str:
    with path.open("rb") as file:
        return mime_of(file.read(HEAD_BYTES))


def _read(path: Path, bare: Facts, *, thorough: bool, tell: Tell) -> Reading:
    if bare.problem:
        return Reading(facts=bare)
    mime = _mime(path)
    kind = kind_of(mime)
    bare = replace(bare, mime=mime, kind=kind)
    if kind is MediaKind.PHOTO:
        return _read_photo(path, bare, thorough=thorough, tell=tell)
    if kind is MediaKind.VIDEO:
        return _read_video(path, bare, thorough=thorough, tell=tell)
    return Reading(facts=replace(bare, problem="I_UNREADABLE"))


def _read_photo(path: Path, bare: Facts, *, thorough: bool, tell: Tell) -> Reading:
    from vendorcore.media.stills import decode, embedded, read_still

    still = read_still(path, bare.mime, thorough=thorough)
    facts = _with(bare, still.fields)
    if facts.problem or not thorough:
        return Reading(facts=facts, thumbnail_jpeg=embedded(path, bare.mime, still))
    tell(facts)
    measures, small = decode(path, bare.mime, still)
    return Reading(facts=_with(facts, measures), thumbnail_jpeg=small)


def _read_video(path: Path, bare: Facts, *, thorough: bool, tell: Tell) -> Reading:
    from vendorcore.media.video import facts_of_video, is_complete, second_reading

    fields = facts_of_video(path, bare.mime)
    facts = _with(bare, fields)
    if facts.problem == "I_UNREADABLE":
        return Reading(facts=facts)
    tell(facts)
    if not is_complete(fields):
        facts = _with(bare, second_reading(path, fields))
        tell(facts)
    if not facts.width:
        return Reading(facts=replace(facts, problem=facts.problem or "I_UNREADABLE"))
    return Reading(facts=facts, thumbnail_jpeg=_poster(path, THUMBNAIL_SIDE) if thorough else b"")


def _poster(path: Path, side: int) -> bytes:
    from vendorcore.media.poster import poster

    return poster(path, side)


def _with(facts: Facts, fields: dict[str, Any]) -> Facts:
    return replace(facts, **{name: value for name, value in fields.items() if value is not None})
