"""The ways of contracting (계약방법)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vendorcore.catalogue.tables import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodEntry:
    """One way of contracting: its key, its Korean name, what it means."""

    key: str
    name: str
    meaning: str


@cache
def contract_methods() -> tuple[MethodEntry, ...]:
    """Return all ways of contracting."""
    return tuple(
        MethodEntry(key=row["key"], name=row["name_ko"], meaning=row["definition_ko"])
        for row in rows("contract_methods.csv")
    )
