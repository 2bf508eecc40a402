"""Times as devices tell them; some are of no calendar."""

from __future__ import annotations

from datetime import UTC, datetime


def instant(seconds: float) -> datetime | None:
    """Return the time of a file; a card may hold one that no calendar knows."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
