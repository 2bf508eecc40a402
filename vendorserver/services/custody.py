"""Which originals are held in custody: evidence and the papers of contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from vendorserver.models import Attachment, ContractDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLES = (Attachment, ContractDocument)


def hashes() -> Iterator[str]:
    """Yield the hash of everything that must be there: it has a receipt and was not erased."""
    for table in _TABLES:
        yield from table.objects.filter(erased_at=None).values_list("sha256", flat=True)


def named(sha256: str) -> bool:
    """Whether a receipt was given for this content."""
    return any(table.objects.filter(sha256=sha256).exists() for table in _TABLES)


def held(sha256: str) -> bool:
    """Whether this content must be there: something in custody has it and was not erased."""
    rows = (table.objects.filter(sha256=sha256, erased_at=None) for table in _TABLES)
    return any(row.exists() for row in rows)


def vendors(sha256: str) -> set[str]:
    """Return whose this content is: those who have something in custody that was not erased."""
    rows = (table.objects.filter(sha256=sha256, erased_at=None) for table in _TABLES)
    return {vendor for row in rows for vendor in row.values_list("vendor_id", flat=True)}


def of_vendor(vendor_id: str, column: str) -> Q:
    """Return the condition that a column holds the hash of something of this vendor."""
    found = Q()
    for table in _TABLES:
        mine = table.objects.filter(vendor_id=vendor_id, erased_at=None)
        found |= Q(**{f"{column}__in": mine.values("sha256")})
    return found
