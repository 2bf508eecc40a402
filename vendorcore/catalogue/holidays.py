"""The public holidays (공휴일) of the coming years, substitutes included."""

from __future__ import annotations

from datetime import date
from functools import cache

from vendorcore.catalogue.tables import rows


@cache
def holidays() -> frozenset[date]:
    """Return all days of the table on which public offices are closed."""
    return frozenset(date.fromisoformat(row["day"]) for row in rows("holidays.csv"))
