"""Reads one file inside the worker process: tags first, then the pixels."""

import logging
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from vendorcore.domain import MediaKind
from vendorcore.evidence.facts import Facts
from vendorcore.media.kinds import HEAD_BYTES, kind_of, mime_of
from vendorcore.media.poster import poster
from vendorcore.media.reading import Reading, bare_facts
from vendorcore.media.stills import decode, read_still
from vendorcore.media.video import facts_of_video, is_complete, second_reading

Tell = Callable[[Facts], None]


def nobody(_: Facts) -> None:
    """Listen to nothing."""


def read_file(path: Path, name: str = "", *, thorough: bool = True, tell: Tell = nobody) -> Reading:
    """Return the reading of a file, never an exception for a bad one.

    `tell` hears the facts before the pixels are decoded, which may take long or break the
    process; `thorough=False` leaves the pixels alone and answers with the embedded preview.
    """
    logging.getLogger("exifread").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _read(path, bare_facts(path, name), thorough=thorough, tell=tell)


def _read(path: Path, bare: Facts, *, thorough: bool, tell: Tell) -> Reading:
    if bare.problem:
        return Reading(facts=bare)
    with path.open("rb") as file:
        mime = mime_of(file.read(HEAD_BYTES))
    kind = kind_of(mime)
    bare = replace(bare, mime=mime, kind=kind)
    if kind is MediaKind.PHOTO:
        return _read_photo(path, bare, thorough=thorough, tell=tell)
    if kind is MediaKind.VIDEO:
        return _read_video(path, bare, thorough=thorough, tell=tell)
    return Reading(facts=replace(bare, problem="I_UNREADABLE"))


def _read_photo(path: Path, bare: Facts, *, thorough: bool, tell: Tell) -> Reading:
    still = read_still(path, bare.mime)
    facts = _with(bare, still.fields)
    if facts.problem or not thorough:
        return Reading(facts=facts, thumbnail_jpeg=still.embedded)
    tell(facts)
    measures, small = decode(path, bare.mime, still)
    return Reading(facts=_with(facts, measures), thumbnail_jpeg=small)


def _read_video(path: Path, bare: Facts, *, thorough: bool, tell: Tell) -> Reading:
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
    return Reading(facts=facts, thumbnail_jpeg=poster(path) if thorough else b"")


def _with(facts: Facts, fields: dict[str, Any]) -> Facts:
    return replace(facts, **{name: value for name, value in fields.items() if value is not None})
