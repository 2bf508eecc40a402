"""How long coming back may take: four hours for a terabyte, and less for less."""

from __future__ import annotations

# The national backup centre's four hours; our plan is one terabyte for one server.
WHOLE_SECONDS = 4 * 3600.0
WHOLE_BYTES = 1_000_000_000_000
# Starting programs, tables and small files costs time that no size explains.
START_SECONDS = 120.0


def limit_seconds(size_bytes: int) -> float:
    """Return how long a restore of this size with all its checks may take."""
    return START_SECONDS + WHOLE_SECONDS * size_bytes / WHOLE_BYTES
