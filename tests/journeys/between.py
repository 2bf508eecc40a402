"""A bad line between client and server: it cuts, answers in the server's place, or passes on."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.vendorclient.sync.site import Reply, Request, Site

if TYPE_CHECKING:
    from collections.abc import Callable

    Rule = Callable[[Request], Reply | None]

_PATIENCE_S = 60
_ONE_HOP = {"content-length", "connection", "transfer-encoding", "vendor-server", "date", "server"}
CUT = Reply(cut=True)
SIGN_IN_PAGE = Reply(200, b"<html>Wi-Fi</html>", {"Content-Type": "text/html"}, server="")


class Line(Site):
    """Passes every request on, unless one of its rules answers it."""

    def __init__(self, server_url: str) -> None:
        super().__init__(self._answered)
        self.turn_to(server_url)
        self.rules: list[Rule] = []

    def turn_to(self, server_url: str) -> None:
        """Lead to another address from now on."""
        self._target = urlsplit(server_url).netloc

    def seen(self, method: str, start: str = "/") -> list[Request]:
        """Return the requests of one kind that came by."""
        return [
            request
            for request in self.requests
            if request.method == method and request.path.startswith(start)
        ]

    def forward(self, request: Request) -> Reply:
        """Pass a request on and return the server's answer."""
        connection = http.client.HTTPConnection(self._target, timeout=_PATIENCE_S)
        try:
            connection.request(request.method, request.path, request.body, request.headers)
            answer = connection.getresponse()
            headers = {k: v for k, v in answer.getheaders() if k.lower() not in _ONE_HOP}
            server = answer.getheader("Vendor-Server") or ""
            return Reply(answer.status, answer.read(), headers, server)
        except OSError:
            return CUT
        finally:
            connection.close()

    def forward_part(self, request: Request, size: int) -> Reply:
        """Pass on only the first bytes of a body, then cut both sides."""
        connection = http.client.HTTPConnection(self._target, timeout=_PATIENCE_S)
        connection.putrequest(request.method, request.path, skip_host=True)
        for name, value in request.headers.items():
            connection.putheader(name, value)
        connection.endheaders(request.body[:size])
        connection.close()
        return CUT

    def once(self, method: str, start: str, answer: Callable[[Request], Reply]) -> None:
        """Let one request of a kind be answered so; all others pass."""
        spent: list[Request] = []

        def rule(request: Request) -> Reply | None:
            if spent or request.method != method or not request.path.startswith(start):
                return None
            spent.append(request)
            return answer(request)

        self.rules.append(rule)

    def always(self, reply: Reply, start: str = "/") -> None:
        """Answer every request to a place so."""
        self.rules.append(lambda request: reply if request.path.startswith(start) else None)

    def _answered(self, request: Request) -> Reply:
        for rule in self.rules:
            reply = rule(request)
            if reply is not None:
                return reply
        return self.forward(request)
