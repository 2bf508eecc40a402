"""All photos of a contract by day, several beside each other, and the ledger to print."""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from vendorcore.documents import write_ledger
from vendorcore.domain import ReviewState, Side, korean_day
from vendorcore.errors import Refused
from vendorcore.evidence import Facts, Verdict

from vendorserver.portal import evidence as pieces
from vendorserver.portal import words
from vendorserver.portal.cards import Card, card, with_words
from vendorserver.portal.guard import for_viewer
from vendorserver.services import audit, ledgers, viewings, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from vendorserver.models import Attachment, Contract
    from vendorserver.services.access import Viewer

PHOTOS_A_PAGE = 60
MOST_BESIDE = 4


@require_GET
@for_viewer
def by_day(request: HttpRequest, viewer: Viewer, contract_id: str) -> HttpResponse:
    """Show the photos of a contract by the day they were taken, those that a choice leaves."""
    contract = _contract(viewer, contract_id)
    rows = _chosen(viewer, with_words(visible.attachments(viewer)), contract, request.GET)
    page = Paginator(rows, PHOTOS_A_PAGE).get_page(request.GET.get("page"))
    cards = [card(viewer, row) for row in page]
    shown = {
        "viewer": viewer,
        "contract": contract,
        "page": page,
        "days": [(day, list(some)) for day, some in groupby(cards, lambda one: one.captured_on)],
        "processes": list(contract.processes.select_related("item")),
        "chosen": request.GET,
        "verdicts": [(v.value, words.verdict_word(v)) for v in (Verdict.WARN, Verdict.FAIL)],
        "address": f"/contracts/{contract.id}/photos",
        "rest": _rest(request.GET),
    }
    return render(request, "photos.html", shown)


@require_GET
@for_viewer
def beside(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show a few photos beside each other with their raw facts; looking is written down."""
    wished = list(dict.fromkeys(request.GET.getlist("id")))[:MOST_BESIDE]
    rows = with_words(visible.attachments(viewer)).select_related("contract", "process")
    found = rows.filter(id__in=wished).in_bulk()
    if len(found) != len(wished):
        raise Refused("not-found")
    shown = [_in_detail(viewer, found[one]) for one in wished]
    for one in wished:
        viewings.record(viewer, one, viewings.PAGE, timezone.now())
    return render(request, "beside.html", {"viewer": viewer, "pieces": shown})


@require_GET
@for_viewer
def ledger(_request: HttpRequest, viewer: Viewer, contract_id: str) -> HttpResponse:
    """Give the photo ledger as PDF; that it left the house is logged."""
    contract = _contract(viewer, contract_id)
    file = io.BytesIO()
    write_ledger(ledgers.of(viewer, contract, timezone.now()), file)
    audit.record(viewer.account_id, "contract.ledger", contract.id, vendor=contract.vendor_id)
    answer = HttpResponse(file.getvalue(), content_type="application/pdf")
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"{contract.name}.pdf") or ""
    )
    return answer


def _contract(viewer: Viewer, contract_id: str) -> Contract:
    row = visible.contracts(viewer).select_related("vendor").filter(id=contract_id).first()
    if row is None:
        raise Refused("not-found")
    return row


def _rest(said: Mapping[str, str]) -> str:
    """Return the choice as the end of an address."""
    kept = {name: said[name][:36] for name in ("process", "verdict", "review") if said.get(name)}
    return f"&{urlencode(kept)}" if kept else ""


def _of_verdict(viewer: Viewer, verdict: str) -> Q:
    """Return the condition of a verdict; remarks about foreign files count for their readers."""
    own = Q(verdict=verdict)
    return own if viewer.side is Side.VENDOR else own | ~Q(cross_findings=[])


def _chosen(
    viewer: Viewer, rows: QuerySet[Attachment], contract: Contract, said: Mapping[str, str]
) -> QuerySet[Attachment]:
    rows = rows.filter(contract=contract).order_by("captured_at", "received_at", "id")
    if said.get("process"):
        rows = rows.filter(process_id=said["process"][:36])
    if said.get("verdict") in set(Verdict):
        rows = rows.filter(_of_verdict(viewer, said["verdict"]))
    if said.get("review") == "waiting":
        rows = rows.exclude(reviews__state=ReviewState.ACCEPTED).filter(withdrawal=None)
    return rows


def _in_detail(viewer: Viewer, row: Attachment) -> dict[str, object]:
    shown: Card = card(viewer, row)
    facts = Facts.from_json(row.facts) if row.facts else Facts(name=row.name)
    day = korean_day(row.captured_at) if row.captured_at else None
    return {
        "card": shown,
        "row": row,
        "facts": facts,
        "camera": pieces.camera(facts),
        "inside": day is not None and row.process.starts_on <= day <= row.process.ends_on,
    }
