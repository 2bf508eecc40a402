"""What every form of the portal needs: days out of words, and errors shown on the same page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from collections.abc import Mapping


def day(said: Mapping[str, str], field: str) -> date:
    """Return the day that a field holds; InvalidEntry for anything else."""
    try:
        return date.fromisoformat(said.get(field, ""))
    except ValueError as error:
        raise InvalidEntry(field=field, reason="not-a-day") from error
