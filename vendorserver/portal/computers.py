"""컴퓨터 연결: a vendor's person joins a computer by a code, and cuts a lost one off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from vendorcore.domain import Side
from vendorcore.errors import InvalidEntry, Refused, VendorError
from vendorcore.text import problem_sentence

from vendorserver.portal.guard import for_viewer
from vendorserver.services import accounts, devices, enrolment
from vendorserver.settings import current

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vendorserver.models import Account
    from vendorserver.services.access import Viewer


@require_http_methods(["GET", "POST"])
@for_viewer
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the viewer's computers; whoever knows the password gets a code for another one."""
    me = _me(viewer)
    if request.method == "GET":
        return _page(request, viewer, me)
    try:
        present, now = request.POST.get("present", ""), timezone.now()
        if not present:
            raise InvalidEntry(field="password", reason="empty")
        url = current().public_url or request.build_absolute_uri("/").rstrip("/")
        ticket = enrolment.new_ticket(accounts.proven(me.login, present, now), url, now)
    except VendorError as error:
        status = {"too-many-attempts": 429, "wrong-password": 401}.get(error.code, 422)
        problem = problem_sentence(error.code, error.details)
        return _page(request, viewer, me, status, problem=problem)
    return _page(request, viewer, me, ticket=ticket.text, days=enrolment.LIFETIME.days)


@require_POST
@for_viewer
def end(_request: HttpRequest, viewer: Viewer, device_id: str) -> HttpResponse:
    """Cut one of the viewer's own computers off."""
    if not devices.of(_me(viewer)).filter(id=device_id).exists():
        raise Refused("not-found")
    devices.revoke(device_id, timezone.now(), "owner")
    return HttpResponseRedirect("/account/computers")


def _me(viewer: Viewer) -> Account:
    me = accounts.active(viewer.account_id)
    if viewer.side is not Side.VENDOR or me is None:
        raise Refused("forbidden")
    return me


def _page(
    request: HttpRequest, viewer: Viewer, me: Account, status: int = 200, **said: object
) -> HttpResponse:
    rows = devices.of(me).filter(revoked_at=None)
    return render(request, "computers.html", {"viewer": viewer, "rows": rows} | said, status=status)
