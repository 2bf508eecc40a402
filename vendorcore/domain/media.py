"""A photo or video as it was read from a device, named by its content."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MediaKind(StrEnum):
    """What kind of evidence a file is."""

    PHOTO = "photo"
    VIDEO = "video"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """One original in the library: sha256 (hex) of its bytes, its size and where it came from."""

    sha256: str
    size_bytes: int
    name: str
    kind: MediaKind
    device_key: str
    device_path: str
    imported_at: datetime
    modified_at: datetime | None = None
