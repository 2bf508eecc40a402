"""Signing in and out, and the language of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from vendorcore.errors import VendorError
from vendorcore.text import Language, problem_sentence

from vendorserver.portal.proving import go_on
from vendorserver.services import accounts
from vendorserver.settings.middleware import LANGUAGE_COOKIE

if TYPE_CHECKING:
    from django.http import HttpRequest

_YEAR_SECONDS = 365 * 24 * 3600


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for login and password, or check them."""
    if request.method == "POST":
        return _check(request)
    return render(request, "sign_in.html", {"next": _next(request)})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this browser's sign-in."""
    logout(request)
    answer = HttpResponseRedirect("/sign-in")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on."""
    wished = Language.EN if request.POST.get("language") == Language.EN else Language.KO
    answer = HttpResponseRedirect(_next(request))
    answer.set_cookie(
        LANGUAGE_COOKIE,
        wished.value,
        max_age=_YEAR_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _check(request: HttpRequest) -> HttpResponse:
    name, password = request.POST.get("login", ""), request.POST.get("password", "")
    try:
        account = accounts.proven(name, password, timezone.now())
    except VendorError as error:
        said = problem_sentence(error.code, error.details)
        shown = {"next": _next(request), "login": name, "problem": said}
        status = 429 if error.code == "too-many-attempts" else 401
        return render(request, "sign_in.html", shown, status=status)
    return go_on(request, account, _next(request))


def _next(request: HttpRequest) -> str:
    """Return where to go on; never to another server."""
    wished = request.POST.get("next") or request.GET.get("next") or "/contracts"
    hosts, secure = {request.get_host()}, request.is_secure()
    safe = url_has_allowed_host_and_scheme(wished, allowed_hosts=hosts, require_https=secure)
    return wished if safe else "/contracts"
