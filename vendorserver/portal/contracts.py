"""The list of contracts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from vendorcore.domain import korean_day

from vendorserver.portal import words
from vendorserver.portal.days_left import Left, left_of
from vendorserver.portal.guard import for_viewer
from vendorserver.portal.search import Search
from vendorserver.services import charges, progressing, searches, visible
from vendorserver.services.progressing import Counted

if TYPE_CHECKING:
    from datetime import date

    from django.core.paginator import Page
    from django.http import HttpRequest, HttpResponse

    from vendorcore.domain import Progress

    from vendorserver.models import Contract
    from vendorserver.services.access import Viewer

ROWS_A_PAGE = 25
# Terms, contact, purchases and papers of an order are large or sealed, and not shown here.
SHOWN = ("name", "number", "signed_on", "due_on", "state", "vendor__name")


@require_GET
@for_viewer
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the viewer's contracts, searched and in pages."""
    search = Search.from_query(request.GET)
    rows = search.among(visible.contracts(viewer))
    if search.mine:
        rows = rows.filter(charges.in_charge(viewer, _today()))
    rows = rows.select_related("vendor").only(*SHOWN).order_by("-created_at", "-id")
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
    progress: Progress
    left: Left


def _entries(viewer: Viewer, page: Page[Contract]) -> list[Entry]:
    rows, today = list(page), _today()
    counts = progressing.counted(viewer, [row.id for row in rows])
    prefetch_related_objects(rows, "parties")
    return [_entry(row, counts.get(row.id, Counted()), today) for row in rows]


def _entry(row: Contract, counts: Counted, today: date) -> Entry:
    return Entry(
        row=row,
        state_word=words.state_word(row.state),
        institutions=", ".join(dict.fromkeys(party.name for party in row.parties.all())),
        photos=sum(counts.pieces.values()),
        processes=len(counts.processes),
        begun=len(counts.pieces),
        progress=counts.progress(today),
        left=left_of(row, today),
    )


def _today() -> date:
    return korean_day(timezone.now())
