"""The page about one's own sign-in: where it is open, and the codes for a lost phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vendorcore.errors import Refused, VendorError
from vendorcore.text import problem_sentence

from vendorserver.portal.guard import for_viewer
from vendorserver.portal.proving import ask_to_register, enter, go_on
from vendorserver.services import (
    accounts,
    one_time_links,
    recovery,
    recovery_codes,
    second_factor,
    sessions,
)
from vendorserver.services.access import require

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from vendorserver.services.access import Viewer


@require_GET
@for_viewer
def account(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show where somebody is signed in."""
    return _account(request, viewer)


def _account(
    request: HttpRequest, viewer: Viewer, error: VendorError | None = None
) -> HttpResponse:
    found = sessions.of(viewer, timezone.now())
    here = request.session.session_key
    me = accounts.active(viewer.account_id)
    proof = second_factor.kind_of(me).value if me and second_factor.is_set_up(me) else ""
    shown = {"viewer": viewer, "sessions": found, "here": here, "proof": proof}
    shown |= {"left": recovery_codes.left(me) if me else 0}
    if error is None:
        return render(request, "account.html", shown)
    shown |= {"problem": problem_sentence(error.code, error.details)}
    return render(request, "account.html", shown, status=_status(error))


def _status(error: VendorError) -> int:
    return 429 if error.code == "too-many-attempts" else 422


@require_POST
@for_viewer
def end_session(_request: HttpRequest, viewer: Viewer, session_id: str) -> HttpResponse:
    """End a sign-in elsewhere."""
    sessions.end(viewer, session_id)
    return HttpResponseRedirect("/account")


@require_http_methods(["GET", "POST"])
@for_viewer
def password(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Change one's own password; every other sign-in ends, this browser goes on."""
    shown: dict[str, object] = {"viewer": viewer}
    if request.method == "GET":
        return render(request, "password.html", shown)
    said = request.POST
    try:
        new = _said_twice(said)
        me = accounts.change_password(viewer, said.get("present", ""), new, timezone.now())
    except VendorError as error:
        shown["problem"] = problem_sentence(error.code, error.details)
        return render(request, "password.html", shown, status=_status(error))
    return enter(request, me, "/account")


def _said_twice(said: QueryDict) -> str:
    """Return the new password; Refused when the two differ: nobody sees what they typed."""
    if said.get("password", "") != said.get("password_again", ""):
        raise Refused("passwords-differ")
    return said.get("password", "")


@require_POST
@for_viewer
def fresh_codes(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Make new recovery codes and show them once; the old ones end."""
    me = accounts.active(viewer.account_id)
    if me is None or not second_factor.is_set_up(me):
        return HttpResponseRedirect("/account")
    try:
        accounts.proven_again(viewer, request.POST.get("present", ""), timezone.now())
    except VendorError as error:
        return _account(request, viewer, error)
    codes = recovery_codes.fresh(me)
    return render(request, "recovery.html", {"viewer": viewer, "codes": codes, "next": "/account"})


@require_POST
@for_viewer
def proof(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Let somebody who need not have a second proof choose one, or go without it again."""
    try:
        me = accounts.proven_again(viewer, request.POST.get("present", ""), timezone.now())
        if not second_factor.is_set_up(me):
            return ask_to_register(request, me, "/account")
        second_factor.give_up(me)
    except VendorError as error:
        return _account(request, viewer, error)
    return HttpResponseRedirect("/account")


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, token: str) -> HttpResponse:
    """Let the owner of a mailbox set a password and come in."""
    now = timezone.now()
    link = one_time_links.look(token, now)
    if link is None:
        problem = problem_sentence("link-spent", {})
        return render(request, "begin.html", {"problem": problem, "spent": True}, status=410)
    shown = {"login": link.account.login}
    if request.method == "GET":
        return render(request, "begin.html", shown)
    try:
        proved = one_time_links.begin(link, _said_twice(request.POST), now)
    except VendorError as error:
        said = problem_sentence(error.code, error.details)
        return render(request, "begin.html", shown | {"problem": said}, status=422)
    following = link.following or "/contracts"
    return (enter if proved else go_on)(request, link.account, following)


@require_http_methods(["GET", "POST"])
@for_viewer
def recover(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Let an operator help somebody who lost the second proof, or end that person's sign-ins."""
    require(viewer, *recovery.HELPERS)
    shown: dict[str, object] = {"viewer": viewer, "said": request.POST}
    if request.method == "GET":
        return render(request, "recover.html", shown)
    said = request.POST
    try:
        told = recovery.begin_anew(
            viewer,
            said.get("login", ""),
            said.get("reason", ""),
            timezone.now(),
            proof_too=said.get("proof") == "too",
        )
    except VendorError as error:
        shown["problem"] = problem_sentence(error.code, error.details)
        return render(request, "recover.html", shown, status=422)
    return render(
        request, "recover.html", {"viewer": viewer, "helped": said["login"], "told": told}
    )
