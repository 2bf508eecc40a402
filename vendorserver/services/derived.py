"""Pictures made from originals for looking at: re-encoded, without the camera's notes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from vendorcore.errors import Refused

from vendorserver.settings import current

if TYPE_CHECKING:
    from pathlib import Path


def keep_thumbnail(sha256: str, jpeg: bytes) -> None:
    """Store the small picture of an original; it can be made again and is not synced."""
    path = thumbnail_path(sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(jpeg)
    part.replace(path)


def thumbnail(sha256: str) -> bytes:
    """Return the small picture; Refused("not-found") before the file was weighed."""
    try:
        return thumbnail_path(sha256).read_bytes()
    except FileNotFoundError as error:
        raise Refused("not-found") from error


def thumbnail_path(sha256: str) -> Path:
    """Return where the small picture of an original lies."""
    return current().folder("derived") / "thumbnails" / sha256[:2] / f"{sha256}.jpg"
