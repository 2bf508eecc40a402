"""What was read from one file."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from vendorcore.evidence.facts import Facts, possible

# The longer side of the small pictures in windows and pages.
THUMBNAIL_SIDE = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Facts and a small picture; the thumbnail is empty when there is no picture.

    `seems_cut` is said by a first look: a photo without its end is to be decoded at once.
    """

    facts: Facts
    thumbnail_jpeg: bytes = b""
    seems_cut: bool = False


def bare_facts(path: Path, name: str = "") -> Facts:
    """Return what the file system alone knows of a file."""
    about = path.stat()
    return Facts(
        name=name or path.name,
        size_bytes=about.st_size,
        modified_at=instant_of(about.st_mtime),
        problem="" if about.st_size else "I_EMPTY",
    )


def instant_of(seconds: float) -> datetime | None:
    """Return the time of a file; some file systems answer with nonsense."""
    try:
        instant = datetime.fromtimestamp(round(seconds), UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return possible(instant)
