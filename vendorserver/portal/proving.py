"""The second step of signing in: a code or a signature, or their first registration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods

from vendorcore.domain import instant_from_text, instant_text
from vendorcore.errors import VendorError
from vendorcore.text import problem_sentence

from vendorserver.models import ProofKind
from vendorserver.portal.ways import LIST, first_page
from vendorserver.services import (
    accounts,
    certificates,
    mail_codes,
    second_factor,
    sessions,
    sittings,
    totp,
)
from vendorserver.settings import current

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest

    from vendorserver.models import Account

_PENDING, _QUESTION = "pending", "question"


def go_on(request: HttpRequest, account: Account, following: str) -> HttpResponse:
    """Sign in after the right password, or ask for the second proof first.

    Who asked for no page of their own begins where their work waits.
    """
    following = first_page(account.role) if following == LIST else following
    if not second_factor.needed(account):
        return enter(request, account, following)
    request.session.cycle_key()
    answer = ask_to_register(request, account, following)
    ready = second_factor.is_set_up(account)
    return HttpResponseRedirect("/sign-in/code") if ready else answer


def ask_to_register(request: HttpRequest, account: Account, following: str) -> HttpResponse:
    """Let somebody whose password was right a moment ago register a second proof."""
    said = {"account": account.id, "at": instant_text(timezone.now()), "next": following}
    request.session[_PENDING] = said | {"proof": account.get_session_auth_hash()}
    return HttpResponseRedirect("/sign-in/setup")


def enter(request: HttpRequest, account: Account, following: str) -> HttpResponse:
    """Sign somebody in and go on."""
    before = request.session.session_key
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    if request.session.session_key == before:
        request.session.cycle_key()
    request.session.pop(sittings.BEGAN, None)
    browser = request.headers.get("User-Agent", "")
    sessions.begin(account, request.session.session_key or "", browser, timezone.now())
    return HttpResponseRedirect(following)


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the second proof that is registered."""
    account = _pending(request)
    if account is None:
        return HttpResponseRedirect("/sign-in")
    now, kind = timezone.now(), second_factor.kind_of(account)
    try:
        if request.method == "POST" and "send" not in request.POST:
            _proved(request, account, kind, now)
            return enter(request, account, request.session.pop(_PENDING)["next"])
        if kind is ProofKind.MAIL:
            mail_codes.send(account, now)
    except VendorError as error:
        return _refused(request, "code.html", error, _shown(request, account, kind))
    return render(request, "code.html", _shown(request, account, kind))


@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """Register the second proof of somebody who has none yet, then show recovery codes once."""
    account = _pending(request)
    if account is None or second_factor.is_set_up(account):
        return HttpResponseRedirect("/sign-in")
    if request.method == "GET":
        return render(request, "setup.html", _to_choose(request, account))
    try:
        if "send" in request.POST:
            mail_codes.send(account, timezone.now())
            return render(request, "setup.html", _to_choose(request, account) | {"sent": True})
        codes = _set_up(request, account)
    except VendorError as error:
        return _refused(request, "setup.html", error, _to_choose(request, account))
    following = request.session.pop(_PENDING)["next"]
    enter(request, account, following)
    return render(request, "recovery.html", {"codes": codes, "next": following})


def _set_up(request: HttpRequest, account: Account) -> list[str]:
    said, now = request.POST, timezone.now()
    ways: dict[str, Callable[[], list[str]]] = {
        ProofKind.MAIL: lambda: second_factor.set_up_mail(account, said.get("code", ""), now),
        ProofKind.CERTIFICATE: lambda: second_factor.set_up_certificate(
            account,
            said.get("certificate", ""),
            request.session.pop(_QUESTION, ""),
            said.get("signature", ""),
            now,
        ),
    }
    asked = ways.get(said.get("kind", ""))
    return asked() if asked else second_factor.set_up(account, said.get("code", ""), now)


def _proved(request: HttpRequest, account: Account, kind: ProofKind, now: datetime) -> None:
    said = request.POST
    if kind is ProofKind.CERTIFICATE and not said.get("code", "").strip():
        question = request.session.pop(_QUESTION, "")
        second_factor.prove_certificate(account, question, said.get("signature", ""), now)
    else:
        second_factor.prove(account, said.get("code", ""), now)


def _pending(request: HttpRequest) -> Account | None:
    """Return who has shown the right password a short while ago."""
    said = request.session.get(_PENDING)
    if not said:
        return None
    late = timezone.now() - instant_from_text(said["at"]) > second_factor.LONGEST_WAIT
    account = None if late else accounts.active(said["account"])
    if account is None:
        return None
    same = constant_time_compare(said.get("proof", ""), account.get_session_auth_hash())
    return account if same else None


def _shown(request: HttpRequest, account: Account, kind: ProofKind) -> dict[str, object]:
    shown: dict[str, object] = {"kind": kind.value, "address": mail_codes.hidden(account.email)}
    return shown | (_asked(request) if kind is ProofKind.CERTIFICATE else {})


def _to_choose(request: HttpRequest, account: Account) -> dict[str, object]:
    secret = second_factor.secret_to_set_up(account)
    groups = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    address = totp.address(secret, account.login, current().name)
    shown = {"secret": groups, "address": address, "picture": totp.picture(address)}
    mail = {"mail": mail_codes.hidden(account.email) if account.email else ""}
    chosen = {"kind": request.POST.get("kind", "")}
    return shown | mail | chosen | _asked(request)


def _asked(request: HttpRequest) -> dict[str, object]:
    """Ask a question that only the owner of a certificate can sign; each is asked once."""
    request.session[_QUESTION] = certificates.new_question()
    return {"question": request.session[_QUESTION]}


def _refused(
    request: HttpRequest, page: str, error: VendorError, shown: dict[str, object]
) -> HttpResponse:
    said = problem_sentence(error.code, error.details)
    status = {"too-many-attempts": 429, "mail-not-sent": 503}.get(error.code, 401)
    return render(request, page, shown | {"problem": said}, status=status)
