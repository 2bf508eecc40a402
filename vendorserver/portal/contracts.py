"""The list of contracts and the page of one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, prefetch_related_objects
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from vendorcore.domain import korean_day
from vendorcore.errors import Refused

from vendorserver.portal import history, words
from vendorserver.portal.cards import Card, card, with_words
from vendorserver.portal.guard import for_viewer
from vendorserver.portal.search import Search
from vendorserver.portal.timeline import Line, Span, line
from vendorserver.services import searches, viewings, visible

if TYPE_CHECKING:
    from datetime import date

    from django.core.paginator import Page
    from django.http import HttpRequest, HttpResponse

    from vendorserver.models import Contract, ContractProcess
    from vendorserver.services.access import Viewer

ROWS_A_PAGE = 25


@require_GET
@for_viewer
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the viewer's contracts, searched and in pages."""
    search = Search.from_query(request.GET)
    rows = search.among(visible.contracts(viewer)).order_by("-created_at", "-id")
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    shown = {"viewer": viewer, "search": search, "page": page, "kept": searches.of(viewer)}
    shown |= {"methods": words.methods(), "states": words.states()}
    return render(request, "contracts.html", shown | {"contracts": _entries(viewer, page)})


@require_GET
@for_viewer
def one(request: HttpRequest, viewer: Viewer, contract_id: str) -> HttpResponse:
    """Show one contract with its processes and their evidence."""
    row = visible.contracts(viewer).select_related("vendor").filter(id=contract_id).first()
    if row is None:
        raise Refused("not-found")
    shown = {"viewer": viewer, "contract": row, "head": _head(row)}
    shown["opened"] = viewings.opened(viewer, row.id)
    shown["history"] = history.of(viewer, contract_id)
    return render(request, "contract.html", shown | {"processes": _processes(viewer, row)})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessShown:
    """One process of a contract with its line of days and its evidence."""

    row: ContractProcess
    cards: list[Card]
    counted: int
    line: Line


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


def _head(row: Contract) -> dict[str, Any]:
    parties = [(words.role_word(party.role), party.name) for party in row.parties.all()]
    return {
        "state_word": words.state_word(row.state),
        "method": words.method_word(row.method),
        "parties": parties,
        "items": list(row.items.all()),
        "days_left": (row.due_on - _today()).days,
    }


def _processes(viewer: Viewer, contract: Contract) -> list[ProcessShown]:
    cards: dict[str, list[Card]] = defaultdict(list)
    rows = with_words(visible.attachments(viewer).filter(contract=contract))
    for row in rows.order_by("captured_at", "received_at", "id"):
        cards[row.process_id].append(card(viewer, row))
    processes = list(contract.processes.select_related("item"))
    span = _span(contract, processes, [one for some in cards.values() for one in some])
    return [_process(row, cards[row.id], span) for row in processes]


def _process(row: ContractProcess, cards: list[Card], span: Span) -> ProcessShown:
    valid = [one for one in cards if one.withdrawn is None]
    photos = [(one.captured_on, one.verdict) for one in valid if one.captured_on]
    plan = (row.starts_on, row.ends_on)
    return ProcessShown(
        row=row, cards=cards, counted=len(valid), line=line(span, plan, photos, _today())
    )


def _span(contract: Contract, processes: list[ContractProcess], cards: list[Card]) -> Span:
    days = [contract.signed_on, contract.due_on]
    days += [day for row in processes for day in (row.starts_on, row.ends_on)]
    return Span.around(days + _near(days, cards))


def _near(days: list[date], cards: list[Card]) -> list[date]:
    """Return the days of photos, but not of a camera whose clock was never set."""
    longest = (max(days) - min(days)).days + 60
    taken = [one.captured_on for one in cards if one.captured_on]
    return [day for day in taken if abs((day - min(days)).days) <= longest]


def _today() -> date:
    return korean_day(timezone.now())
