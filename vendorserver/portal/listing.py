"""The contract list as a spreadsheet, and the searches that people keep."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vendorcore.documents.listing import write_listing
from vendorcore.domain import korean_day
from vendorcore.text import _

from vendorserver.portal import words
from vendorserver.portal.guard import for_viewer
from vendorserver.portal.search import Search
from vendorserver.services import audit, charges, searches, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from vendorserver.models import Contract
    from vendorserver.services.access import Viewer

MOST_ROWS = 10_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@for_viewer
def export(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give the contracts that a search finds as XLSX; that they left the house is logged."""
    search = Search.from_query(request.GET)
    found = search.among(visible.contracts(viewer))
    if search.mine:
        found = found.filter(charges.in_charge(viewer, korean_day(timezone.now())))
    rows = found.order_by("-created_at", "-id")[:MOST_ROWS]
    file = io.BytesIO()
    write_listing(_("계약"), _head(), _lines(rows), file)
    audit.record(viewer.account_id, "contracts.exported", "", search=search.query)
    answer = HttpResponse(file.getvalue(), content_type=_XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="contracts.xlsx"'
    return answer


@require_POST
@for_viewer
def keep(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Keep the present search under a name; without one nothing is kept."""
    query = Search.from_query(dict(parse_qsl(request.POST.get("query", "")[:2000]))).query
    name = request.POST.get("name", "")
    if name.strip() and query:
        searches.keep(viewer, name, query)
    return HttpResponseRedirect(f"/contracts?{query}")


@require_POST
@for_viewer
def drop(_request: HttpRequest, viewer: Viewer, search_id: str) -> HttpResponse:
    """Forget a kept search."""
    searches.drop(viewer, search_id)
    return HttpResponseRedirect("/contracts")


def _head() -> tuple[str, ...]:
    return (
        _("계약명"),
        _("계약번호"),
        _("계약방법"),
        _("계약일"),
        _("납품기한"),
        _("진행상태"),
        _("조달업체"),
        _("사업자등록번호"),
        _("수요기관"),
        _("세부품명"),
    )


def _lines(rows: QuerySet[Contract]) -> Iterator[tuple[str, ...]]:
    for row in rows.select_related("vendor").prefetch_related("parties", "items"):
        yield (
            row.name,
            row.number,
            words.method_word(row.method),
            row.signed_on.isoformat(),
            row.due_on.isoformat(),
            words.state_word(row.state),
            row.vendor.name,
            row.vendor.business_no,
            ", ".join(dict.fromkeys(party.name for party in row.parties.all())),
            ", ".join(f"{item.detail_name} {item.detail_no}".strip() for item in row.items.all()),
        )
