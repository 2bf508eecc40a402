"""What every form of the portal needs: days out of words, and errors shown on the same page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_YEAR, LAST_YEAR = 1900, 2999


def day(said: Mapping[str, str], field: str) -> date:
    """Return the day that a field holds; InvalidEntry for anything else."""
    try:
        found = date.fromisoformat(said.get(field, ""))
    except ValueError as error:
        raise InvalidEntry(field=field, reason="not-a-day") from error
    # Nothing here is older or later, and no clock can be turned beyond the ends of the calendar.
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise InvalidEntry(field=field, reason="not-a-day")
    return found
