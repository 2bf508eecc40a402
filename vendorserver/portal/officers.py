"""담당자: an institution's people, whose contracts are in whose hands, moving and standing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vendorcore.errors import VendorError
from vendorcore.text import _, n_, problem_sentence

from vendorserver.portal import words
from vendorserver.portal.forms import day
from vendorserver.portal.guard import for_viewer
from vendorserver.services import charges

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from vendorserver.services.access import Viewer


@require_GET
@for_viewer
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the people of one's own institution."""
    return _page(request, viewer)


@require_POST
@for_viewer
def take(_request: HttpRequest, viewer: Viewer, contract_id: str) -> HttpResponse:
    """Take a contract into one's own hands."""
    charges.take(viewer, contract_id, timezone.now())
    return HttpResponseRedirect(f"/contracts/{contract_id}")


@require_POST
@for_viewer
def hand_over(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Move all running contracts of one officer to another."""
    said, now = request.POST, timezone.now()

    def work() -> str:
        giver, taker = said.get("giver", ""), said.get("taker", "")
        moved = charges.hand_over(viewer, giver, taker, said.get("reason", ""), now)
        if said.get("leave"):
            charges.leave(viewer, giver, now)
        return n_("계약 {n}건을 넘겼습니다.", "계약 {n}건을 넘겼습니다.", moved)

    return _done(request, viewer, work)


@require_POST
@for_viewer
def stand_in(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Have a colleague stand in for all of one's contracts up to a day."""
    said, now = request.POST, timezone.now()

    def work() -> str:
        until = day(said, "until_on")
        charges.stand_in(viewer, said.get("substitute", ""), until, now)
        return _("{day}까지 대신할 담당자를 정했습니다.", day=until)

    return _done(request, viewer, work)


def _done(request: HttpRequest, viewer: Viewer, work: Callable[[], str]) -> HttpResponse:
    try:
        return _page(request, viewer, done=work())
    except VendorError as error:
        if error.code in ("forbidden", "not-found"):
            raise
        problem = problem_sentence(error.code, error.details)
        return _page(request, viewer, status=422, problem=problem)


def _page(request: HttpRequest, viewer: Viewer, status: int = 200, **more: object) -> HttpResponse:
    people = [(words.account_word(one.role), one) for one in charges.officers(viewer)]
    shown = {"viewer": viewer, "people": people, "may_move": viewer.role in charges.MOVERS}
    return render(request, "officers.html", shown | {"said": request.POST} | more, status=status)
