"""Calls Django itself in this thread: all of its layers, without the hops of the network's door."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.test import Client

from tests.vendorserver.asgi_caller import Answer

if TYPE_CHECKING:
    from django.http import HttpResponse


class DirectCaller:
    """Somebody with an access token, a session, or neither, as in asgi_caller."""

    def __init__(self, token: str = "", session: str = "") -> None:
        self._client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        self._sent = {"Host": "127.0.0.1"}
        if token:
            self._sent["Authorization"] = f"Bearer {token}"
        if session:
            self._client.cookies["session"] = session

    def call(
        self, method: str, path: str, body: Any = None, raw: bytes = b"", **headers: str
    ) -> Answer:
        content = raw if body is None else json.dumps(body).encode()
        sent = self._sent | {name.replace("_", "-"): value for name, value in headers.items()}
        kind = sent.pop("content-type", "application/json" if body is not None else "")
        for cookie in filter(None, sent.pop("cookie", "").split("; ")):
            name, _, value = cookie.partition("=")
            self._client.cookies[name] = value
        return _told(self._client.generic(method, path, content, kind, headers=sent))


def _told(answer: HttpResponse) -> Answer:
    body = b"".join(answer) if answer.streaming else answer.content
    return Answer(answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, body)
