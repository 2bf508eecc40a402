"""The list of contracts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, prefetch_related_objects
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from vendorcore.domain import korean_day

from vendorserver.portal import words
from vendorserver.portal.guard import for_viewer
from vendorserver.portal.search import Search
from vendorserver.services import charges, searches, visible

if TYPE_CHECKING:
    from datetime import date

    from django.core.paginator import Page
    from django.http import HttpRequest, HttpResponse

    from vendorserver.models import Contract
    from vendorserver.services.access import Viewer

ROWS_A_PAGE = 25


@require_GET
@for_viewer
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the viewer's contracts, searched and in pages."""
    search = Search.from_query(request.GET)
    rows = search.among(visible.contracts(viewer))
    if search.mine:
        rows = rows.filter(charges.in_charge(viewer, _today()))
    rows = rows.order_by("-created_at", "-id")
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    shown = {"viewer": viewer, "search": search, "page": page, "kept": searches.of(viewer)}
    shown |= {"methods": words.methods(), "states": words.states()}
    return render(request, "contracts.html", shown | {"contracts": _entries(viewer, page)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One contract in the list."""

    row: Contract
    state_word: str
    institutions: str
    photos: int
    processes: int
    begun: int
    days_left: int


def _entries(viewer: Viewer, page: Page[Contract]) -> list[Entry]:
    ids = [row.id for row in page]
    progress = _progress(viewer, ids)
    rows = visible.contracts(viewer).select_related("vendor").in_bulk(ids)
    prefetch_related_objects(list(rows.values()), "parties", "processes")
    return [_entry(rows[one], *progress.get(one, (0, 0))) for one in ids if one in rows]


def _entry(row: Contract, photos: int, begun: int) -> Entry:
    return Entry(
        row=row,
        state_word=words.state_word(row.state),
        institutions=", ".join(dict.fromkeys(party.name for party in row.parties.all())),
        photos=photos,
        processes=len(row.processes.all()),
        begun=begun,
        days_left=(row.due_on - _today()).days,
    )


def _progress(viewer: Viewer, ids: list[str]) -> dict[str, tuple[int, int]]:
    """Return, by contract, how many photos there are and how many processes have some."""
    counted = (
        visible.attachments(viewer)
        .filter(contract_id__in=ids, withdrawal=None)
        .order_by()
        .values_list("contract_id")
        .annotate(photos=Count("id"), begun=Count("process", distinct=True))
    )
    return {contract_id: (photos, begun) for contract_id, photos, begun in counted}


def _today() -> date:
    return korean_day(timezone.now())
