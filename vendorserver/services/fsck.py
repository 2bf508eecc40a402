"""Whether everything that was entrusted is still whole: each original is read again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from vendorcore.errors import VendorError

from vendorserver.models import Attachment, Blob, ContractDocument
from vendorserver.services import audit, holdings, receipts
from vendorserver.storage import blobs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it was: what kind, and which."""

    kind: str
    subject: str


def damaged_records() -> Iterator[Damage]:
    """Yield what is wrong with the database, its two chains and its counts, which are mended."""
    if not _database_is_whole():
        yield Damage("database", connection.vendor)
    for kind, first in (("receipt", receipts.first_broken()), ("audit", audit.first_broken())):
        if first:
            yield Damage(kind, str(first))
    for kind, table in (("attachment", Attachment), ("document", ContractDocument)):
        held = table.objects.filter(erased_at=None)
        lost = held.exclude(sha256__in=Blob.objects.values("sha256"))
        yield from (Damage(kind, one) for one in lost.values_list("id", flat=True))
    yield from (Damage("quota", vendor_id) for vendor_id in holdings.miscounted(mend=True))


def originals() -> list[str]:
    """Return the names of all originals, for `damaged_originals`."""
    return list(Blob.objects.order_by("sha256").values_list("sha256", flat=True))


def damaged_originals(names: Iterable[str]) -> Iterator[Damage]:
    """Read each original again; yield those that are missing or changed."""
    for name in names:
        if _sha256(name) != name:
            yield Damage("original", name)


def _sha256(name: str) -> str:
    digest = hashlib.sha256()
    try:
        for block in blobs().open_range(name):
            digest.update(block)
    except (VendorError, OSError):
        return ""
    return digest.hexdigest()


def _database_is_whole() -> bool:
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        whole = cursor.fetchall() == [("ok",)]
        cursor.execute("PRAGMA foreign_key_check")
        return whole and not cursor.fetchall()
