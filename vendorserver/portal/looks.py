"""Looking at evidence leaves a mark that both parties can read; so does an operator's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from vendorcore.errors import InvalidEntry
from vendorcore.text import _, problem_sentence

from vendorserver.portal import evidence
from vendorserver.portal.guard import for_viewer
from vendorserver.services import break_glass, viewings
from vendorserver.services.access import require

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vendorserver.services.access import Viewer

ROWS_A_PAGE = 50


@require_GET
@for_viewer
def piece(request: HttpRequest, viewer: Viewer, attachment_id: str) -> HttpResponse:
    """Show one piece of evidence and write down who looked."""
    answer = evidence.shown(request, viewer, attachment_id)
    viewings.record(viewer, attachment_id, viewings.PAGE, timezone.now())
    return answer


@require_GET
@for_viewer
def index(request: HttpRequest, viewer: Viewer, contract_id: str) -> HttpResponse:
    """Show who looked at the evidence and the papers of a contract."""
    rows = viewings.of_contract(viewer, contract_id)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    words = {viewings.PAGE: _("화면에서 봄"), viewings.ORIGINAL: _("원본을 내려받음")}
    looks = [(viewings.who(row.account), words.get(row.action, row.action), row) for row in page]
    shown = {"viewer": viewer, "contract_id": contract_id, "page": page, "looks": looks}
    return render(request, "looks.html", shown | {"opened": viewings.opened(viewer, contract_id)})


@require_http_methods(["GET", "POST"])
@for_viewer
def emergency(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Let an operator open one contract, with a reason."""
    require(viewer, *break_glass.OPENERS)
    shown: dict[str, object] = {"viewer": viewer, "said": request.POST}
    if request.method == "GET":
        return render(request, "emergency.html", shown)
    named, reason = request.POST.get("contract", ""), request.POST.get("reason", "")
    try:
        grant = break_glass.open_contract(viewer, named, reason, timezone.now())
    except InvalidEntry as error:
        shown["problem"] = problem_sentence(error.code, error.details)
        return render(request, "emergency.html", shown, status=422)
    return HttpResponseRedirect(f"/contracts/{grant.contract_id}")
