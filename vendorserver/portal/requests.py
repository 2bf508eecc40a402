"""The list of open 보완 요청, and the forms that answer and postpone one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vendorcore.errors import Conflict, InvalidEntry, Refused, VendorError

from vendorserver.portal import evidence
from vendorserver.portal.forms import day
from vendorserver.portal.guard import for_viewer
from vendorserver.services import supplements, visible

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vendorserver.services.access import Viewer

MOST = 500


@require_GET
@for_viewer
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the open requests, the most urgent first."""
    now, rows = timezone.now(), list(supplements.waiting(viewer)[:MOST])
    late = sum(row.due_at < now for row in rows)
    shown = {"viewer": viewer, "rows": rows, "late": late, "this_moment": now}
    return render(request, "requests.html", shown)


@require_POST
@for_viewer
def reply(request: HttpRequest, viewer: Viewer, request_id: str) -> HttpResponse:
    """Answer a request."""
    try:
        supplements.reply(viewer, request_id, request.POST.get("text", ""), timezone.now())
    except InvalidEntry as error:
        return _again(request, viewer, request_id, error)
    return _back(viewer, request_id)


@require_POST
@for_viewer
def postpone(request: HttpRequest, viewer: Viewer, request_id: str) -> HttpResponse:
    """Move the due time, with a reason."""
    said = request.POST
    try:
        supplements.postpone(
            viewer, request_id, day(said, "day"), said.get("reason", ""), timezone.now()
        )
    except (InvalidEntry, Conflict) as error:
        return _again(request, viewer, request_id, error)
    return _back(viewer, request_id)


def _back(viewer: Viewer, request_id: str) -> HttpResponse:
    return HttpResponseRedirect(f"/evidence/{_attachment_of(viewer, request_id)}#review")


def _again(
    request: HttpRequest, viewer: Viewer, request_id: str, error: VendorError
) -> HttpResponse:
    return evidence.shown(request, viewer, _attachment_of(viewer, request_id), error)


def _attachment_of(viewer: Viewer, request_id: str) -> str:
    row = visible.supplements(viewer).filter(id=request_id).first()
    if row is None:
        raise Refused("not-found")
    return row.attachment_id
