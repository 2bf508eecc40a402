"""Searches that a person keeps: only the person sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry

from vendorserver.models import SavedSearch

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vendorserver.services.access import Viewer

MOST = 30


def of(viewer: Viewer) -> QuerySet[SavedSearch]:
    """Return the searches that this person keeps."""
    return SavedSearch.objects.filter(account_id=viewer.account_id)


def keep(viewer: Viewer, name: str, query: str) -> SavedSearch:
    """Keep a search under a name; the same name again replaces it."""
    wished = " ".join(name.split())[:60]
    if not wished:
        raise InvalidEntry(field="search", reason="empty")
    if of(viewer).exclude(name=wished).count() >= MOST:
        raise InvalidEntry(field="search", reason="too-many")
    row, _new = SavedSearch.objects.update_or_create(
        account_id=viewer.account_id, name=wished, defaults={"query": query[:1000]}
    )
    return row


def drop(viewer: Viewer, search_id: str) -> None:
    """Forget a kept search; one that is not there is no error."""
    of(viewer).filter(id=search_id).delete()
