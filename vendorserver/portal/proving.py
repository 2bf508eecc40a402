"""The second step of signing in: a code of the app, or its first registration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vendorcore.domain import instant_from_text, instant_text
from vendorcore.errors import VendorError
from vendorcore.text import problem_sentence

from vendorserver.portal.guard import for_viewer
from vendorserver.services import accounts, second_factor, sessions, totp
from vendorserver.settings import current

if TYPE_CHECKING:
    from django.http import HttpRequest

    from vendorserver.models import Account
    from vendorserver.services.access import Viewer

_PENDING = "pending"


def go_on(request: HttpRequest, account: Account, following: str) -> HttpResponse:
    """Sign in after the right password, or ask for the second proof first."""
    if not second_factor.needed(account):
        return enter(request, account, following)
    request.session.cycle_key()
    said = {"account": account.id, "at": instant_text(timezone.now()), "next": following}
    request.session[_PENDING] = said
    ready = second_factor.is_set_up(account)
    return HttpResponseRedirect("/sign-in/code" if ready else "/sign-in/setup")


def enter(request: HttpRequest, account: Account, following: str) -> HttpResponse:
    """Sign somebody in and go on."""
    _sign_in(request, account)
    return HttpResponseRedirect(following)


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the app."""
    account = _pending(request)
    if account is None:
        return HttpResponseRedirect("/sign-in")
    if request.method == "GET":
        return render(request, "code.html")
    try:
        second_factor.prove(account, request.POST.get("code", ""), timezone.now())
    except VendorError as error:
        return _refused(request, "code.html", error, {})
    return enter(request, account, request.session.pop(_PENDING)["next"])


@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """Register the app of somebody who has none yet, then show the recovery codes once."""
    account = _pending(request)
    if account is None or second_factor.is_set_up(account):
        return HttpResponseRedirect("/sign-in")
    shown = _secret(account)
    if request.method == "GET":
        return render(request, "setup.html", shown)
    try:
        codes = second_factor.set_up(account, request.POST.get("code", ""), timezone.now())
    except VendorError as error:
        return _refused(request, "setup.html", error, shown)
    following = request.session.pop(_PENDING)["next"]
    _sign_in(request, account)
    return render(request, "recovery.html", {"codes": codes, "next": following})


@require_GET
@for_viewer
def account(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show where somebody is signed in."""
    found = sessions.of(viewer, timezone.now())
    here = request.session.session_key
    shown = {"viewer": viewer, "sessions": found, "here": here}
    return render(request, "account.html", shown)


@require_POST
@for_viewer
def end_session(_request: HttpRequest, viewer: Viewer, session_id: str) -> HttpResponse:
    """End a sign-in elsewhere."""
    sessions.end(viewer, session_id)
    return HttpResponseRedirect("/account")


def _sign_in(request: HttpRequest, account: Account) -> None:
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    browser = request.headers.get("User-Agent", "")
    sessions.begin(account, request.session.session_key or "", browser, timezone.now())


def _pending(request: HttpRequest) -> Account | None:
    """Return who has shown the right password a short while ago."""
    said = request.session.get(_PENDING)
    if not said:
        return None
    late = timezone.now() - instant_from_text(said["at"]) > second_factor.LONGEST_WAIT
    return None if late else accounts.active(said["account"])


def _secret(account: Account) -> dict[str, object]:
    secret = second_factor.secret_to_set_up(account)
    groups = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    return {"secret": groups, "address": totp.address(secret, account.login, current().name)}


def _refused(
    request: HttpRequest, page: str, error: VendorError, shown: dict[str, object]
) -> HttpResponse:
    said = problem_sentence(error.code, error.details)
    status = 429 if error.code == "too-many-attempts" else 401
    return render(request, page, shown | {"problem": said}, status=status)
