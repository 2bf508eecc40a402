"""Viewing copies: what a browser can show of an original; made once by a job."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import MediaKind
from vendorcore.errors import Refused
from vendorcore.media.copying import make_copy

from vendorserver.services import custody, jobs, visible
from vendorserver.services.holdings import SHELF
from vendorserver.services.numbers import locked
from vendorserver.settings import current
from vendorserver.storage import as_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from vendorcore.media import Workshop

    from vendorserver.models import Attachment
    from vendorserver.services.access import Viewer

JOB = "view"
TYPES = {".jpg": "image/jpeg", ".mp4": "video/mp4"}
_BLOCK_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewingCopy:
    """A photo or video as browsers show it; read(start, stop) yields its bytes."""

    path: Path
    mime: str
    size_bytes: int

    def read(self, start: int, stop: int) -> Iterator[bytes]:
        """Yield the bytes from start up to stop."""
        with self.path.open("rb") as file:
            file.seek(start)
            while (left := stop - file.tell()) > 0 and (
                block := file.read(min(left, _BLOCK_BYTES))
            ):
                yield block


def ask_for(row: Attachment, now: datetime) -> None:
    """Have a copy made of a photo or video that was read."""
    if row.kind in (MediaKind.PHOTO, MediaKind.VIDEO):
        jobs.enqueue(JOB, row.sha256, now)


def make(sha256: str, _shop: Workshop, _now: datetime) -> None:
    """Make the copy of one original, unless it is there already or the original was erased."""
    if of_original(sha256) is None and custody.held(sha256):
        part = _path(sha256, f".{os.getpid()}.part")
        part.parent.mkdir(parents=True, exist_ok=True)
        try:
            _make(sha256, part)
        finally:
            part.unlink(missing_ok=True)


def one(viewer: Viewer, attachment_id: str) -> ViewingCopy:
    """Return the copy of an attachment; Refused("not-found") before it is made."""
    row = visible.media(viewer).filter(id=attachment_id).first()
    found = of_original(row.sha256) if row else None
    if found is None:
        raise Refused("not-found")
    return found


def of_original(sha256: str) -> ViewingCopy | None:
    """Return the copy of an original; None when there is none (yet)."""
    for ending, mime in TYPES.items():
        path = _path(sha256, ending)
        if path.exists():
            return ViewingCopy(path=path, mime=mime, size_bytes=path.stat().st_size)
    return None


def keep(sha256: str, part: Path, mime: str) -> None:
    """Put a finished copy where it is looked for."""
    ending = next(ending for ending, known in TYPES.items() if known == mime)
    target = _path(sha256, ending)
    target.parent.mkdir(parents=True, exist_ok=True)
    part.replace(target)


def _make(sha256: str, part: Path) -> None:
    with as_file(sha256) as source:
        mime = make_copy(source, part)
    with transaction.atomic():
        # Originals are erased under this lock: nothing of one comes back afterwards.
        locked(SHELF)
        if mime and custody.held(sha256):
            keep(sha256, part, mime)


def _path(sha256: str, ending: str) -> Path:
    return current().folder("derived") / "viewing" / sha256[:2] / f"{sha256}{ending}"
