"""업체: an operator finds vendors, and enters and lifts sanctions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vendorcore.domain import Role, business_number_digits, korean_day
from vendorcore.errors import InvalidEntry
from vendorcore.text import problem_sentence

from vendorserver.models import Account, Vendor
from vendorserver.portal.guard import for_viewer
from vendorserver.services import sanctions
from vendorserver.services.access import require

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vendorserver.services.access import Viewer

KEEPERS = (Role.ADMIN, Role.APPROVER)
MOST = 50


@require_GET
@for_viewer
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the vendors that a search finds, with their sanctions."""
    require(viewer, *KEEPERS)
    return _page(request, viewer)


@require_POST
@for_viewer
def impose(request: HttpRequest, viewer: Viewer, vendor_id: str) -> HttpResponse:
    """Enter a sanction."""
    require(viewer, *KEEPERS)
    said = request.POST
    try:
        days = (_day("starts_on", said), _day("ends_on", said))
        sanctions.impose(_operator(viewer), vendor_id, days, said.get("reason", ""), timezone.now())
    except InvalidEntry as error:
        return _page(request, viewer, error)
    return HttpResponseRedirect("/desk/vendors")


@require_POST
@for_viewer
def lift(request: HttpRequest, viewer: Viewer, sanction_id: str) -> HttpResponse:
    """End a sanction early."""
    require(viewer, *KEEPERS)
    try:
        reason = request.POST.get("reason", "")
        sanctions.lift(_operator(viewer), sanction_id, reason, timezone.now())
    except InvalidEntry as error:
        return _page(request, viewer, error)
    return HttpResponseRedirect("/desk/vendors")


def _page(request: HttpRequest, viewer: Viewer, error: InvalidEntry | None = None) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    rows = Vendor.objects.prefetch_related("sanctions").order_by("name", "id")
    if words:
        digits = business_number_digits(words)
        same = Q(name__icontains=words)
        rows = rows.filter(same | Q(business_no__startswith=digits) if digits else same)
    today = korean_day(timezone.now())
    shown = {"viewer": viewer, "vendors": rows[:MOST], "words": words, "today": today}
    if error is not None:
        shown["problem"] = problem_sentence(error.code, error.details)
    return render(request, "firms.html", shown, status=422 if error else 200)


def _operator(viewer: Viewer) -> Account:
    return Account.objects.get(id=viewer.account_id)


def _day(field: str, said: dict[str, str]) -> date:
    try:
        return date.fromisoformat(said.get(field, ""))
    except ValueError as error:
        raise InvalidEntry(field=field, reason="not-a-day") from error
