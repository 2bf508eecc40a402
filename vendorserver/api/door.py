"""How much may come in with one request: more is told before a byte of it is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from vendorcore.errors import Refused
from vendorcore.text import use_language

from vendorserver.api.answers import refusal
from vendorserver.services import papers
from vendorserver.services.problems import problem_of
from vendorserver.settings.middleware import language_of, with_headers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, MutableMapping

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    Inner = Callable[[Message, Receive, Send], Awaitable[None]]

_FORM_WITH_SCANS = re.compile(r"/(apply/[^/]+|applications/mine|account/change|desk/[^/]+/papers)")
_ONE_SCAN = re.compile(r"/api/v1/registrations/[^/]+/papers/[^/]+")
# The words of a form beside its scans; a scan of an application may weigh five megabytes.
_WORDS = 1024 * 1024
SCANS_AT_ONCE = 8
# A browser shows the answer only when its own sentence came to an end; so much is thrown away.
DRAINED = 64 * 1024 * 1024


def room(path: str) -> int:
    """Return how many bytes a request to this address may bring."""
    if _ONE_SCAN.fullmatch(path):
        # One byte more, so that the call itself says in its own words what is too large.
        return papers.MOST_BYTES + 1
    if _FORM_WITH_SCANS.fullmatch(path):
        return SCANS_AT_ONCE * papers.MOST_BYTES + _WORDS
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


async def through(inner: Inner, scope: Message, receive: Receive, send: Send) -> None:
    """Let a request pass that brings no more than its address may take."""
    headers = {bytes(k).lower(): bytes(v).decode("latin-1") for k, v in scope["headers"]}
    path, most = scope["path"], room(scope["path"])
    if headers.get(b"content-type", "").lower().startswith("multipart/") and not _takes_files(path):
        await _refuse(
            scope, headers, receive, send, Refused("wrong-content-type", wanted="application/json")
        )
    elif _announced(headers) > most:
        await _refuse(scope, headers, receive, send, Refused("too-large", limit=most))
    else:
        await _counted(inner, scope, headers, receive, send)


def _takes_files(path: str) -> bool:
    return _FORM_WITH_SCANS.fullmatch(path) is not None


def _announced(headers: Mapping[bytes, str]) -> int:
    length = headers.get(b"content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0


async def _counted(
    inner: Inner, scope: Message, headers: Mapping[bytes, str], receive: Receive, send: Send
) -> None:
    """Count what comes: who announces nothing may bring no more either."""
    most, came, over = room(scope["path"]), 0, False

    async def counting() -> Message:
        nonlocal came, over
        message = await receive()
        came += len(message.get("body", b""))
        if came <= most:
            return message
        over = True
        return {"type": "http.disconnect"}

    await inner(scope, counting, send)
    if over:
        await _refuse(scope, headers, receive, send, Refused("too-large", limit=most))


async def _refuse(
    scope: Message, headers: Mapping[bytes, str], receive: Receive, send: Send, error: Refused
) -> None:
    """Throw away what still comes, then say why."""
    drained, more = 0, True
    while more and drained <= DRAINED:
        message = await receive()
        drained += len(message.get("body", b""))
        more = message["type"] == "http.request" and message.get("more_body", False)
    answer = with_headers(_said(scope["path"], headers, error))
    told = [(k.lower().encode(), v.encode("latin-1")) for k, v in answer.items()]
    await send({"type": "http.response.start", "status": answer.status_code, "headers": told})
    await send({"type": "http.response.body", "body": answer.content})


def _said(path: str, headers: Mapping[bytes, str], error: Refused) -> HttpResponse:
    cookies = dict(
        part.strip().split("=", 1) for part in headers.get(b"cookie", "").split(";") if "=" in part
    )
    language = language_of(cookies, headers.get(b"accept-language", ""))
    with use_language(language), translation.override(language.value):
        if path.startswith("/api/"):
            return refusal(problem_of(error))
        page = render_to_string("413.html", {"megabytes": papers.MOST_BYTES // 1024**2})
        return HttpResponse(page, status=problem_of(error).status)
