"""How each answer is dressed: the server's name, safe headers, the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from asgiref.sync import iscoroutinefunction
from django.http import HttpResponse
from django.utils import translation
from django.utils.decorators import sync_and_async_middleware

from vendorcore.text import Language, use_language

from vendorserver.settings import current
from vendorserver.settings.caller import caller_account, caller_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

_Answer = TypeVar("_Answer", bound="HttpResponseBase")
LANGUAGE_COOKIE = "language"
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def language_of(cookies: dict[str, str], accept_language: str) -> Language:
    """Return the language a person chose, else the first that the browser asks for."""
    wished = cookies.get(LANGUAGE_COOKIE) or accept_language.split(",")[0]
    return Language.EN if wished.strip().lower().startswith("en") else Language.KO


@sync_and_async_middleware
def dressed(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Put the server's name and the safe headers on every answer."""
    if iscoroutinefunction(get_response):

        async def asynchronous(request: HttpRequest) -> HttpResponseBase:
            answer: HttpResponseBase = await get_response(request)
            return with_headers(answer)

        return asynchronous

    def synchronous(request: HttpRequest) -> HttpResponseBase:
        answer: HttpResponseBase = get_response(request)
        return with_headers(answer)

    return synchronous


@sync_and_async_middleware
def spoken(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Answer in the language of the reader, and remember for the log where the call comes from."""
    if iscoroutinefunction(get_response):

        async def asynchronous(request: HttpRequest) -> Any:
            language = _met(request)
            with use_language(language), translation.override(language.value):
                return await get_response(request)

        return asynchronous

    def synchronous(request: HttpRequest) -> Any:
        language = _met(request)
        with use_language(language), translation.override(language.value):
            return get_response(request)

    return synchronous


@sync_and_async_middleware
def headed(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Answer HEAD as GET without its body: players and downloaders ask for the size first."""
    if iscoroutinefunction(get_response):

        async def asynchronous(request: HttpRequest) -> Any:
            head = _taken_as_get(request)
            answer = await get_response(request)
            return _without_body(answer) if head else answer

        return asynchronous

    def synchronous(request: HttpRequest) -> Any:
        head = _taken_as_get(request)
        answer = get_response(request)
        return _without_body(answer) if head else answer

    return synchronous


def _taken_as_get(request: HttpRequest) -> bool:
    if request.method != "HEAD":
        return False
    request.method = "GET"
    return True


def _without_body(answer: HttpResponseBase) -> HttpResponseBase:
    """Return the head alone; a stream is never begun for it, so nothing has to be closed."""
    if not answer.streaming:
        return answer  # the network's own side sends no body after HEAD
    bare = HttpResponse(status=answer.status_code, headers=dict(answer.items()))
    bare.cookies = answer.cookies
    return bare


def _met(request: HttpRequest) -> Language:
    # Behind a named proxy uvicorn has put the caller's own address here.
    caller_address.set(request.META.get("REMOTE_ADDR", ""))
    caller_account.set("")
    return language_of(request.COOKIES, request.headers.get("Accept-Language", ""))


def with_headers(response: _Answer) -> _Answer:
    """Put the server's name and the safe headers on an answer."""
    response.headers["Vendor-Server"] = current().server_id
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    return response
