"""A tiny real web server in a thread: it answers what a test tells it and notes what came."""

from __future__ import annotations

import json
import socket
import struct
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

SERVER_ID = "0197f6f0-0000-7000-8000-000000000001"


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    connection: int = 0


@dataclass(frozen=True)
class Reply:
    """What the site answers; cut closes the connection instead."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    server: str = SERVER_ID
    cut: bool = False


def json_reply(value: Any, status: int = 200, **headers: str) -> Reply:
    return Reply(status, json.dumps(value).encode(), headers)


def problem(status: int, code: str, headers: dict[str, str] | None = None, **values: Any) -> Reply:
    body = json.dumps({"code": code, "status": status, "values": values}).encode()
    return Reply(status, body, headers or {})


class Site:
    """Answers with what the given function returns for each request."""

    def __init__(self, answer: Callable[[Request], Reply]) -> None:
        self.requests: list[Request] = []
        site = self

        class Answering(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            server_version = "site"

            def answer(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                port = self.client_address[1]
                request = Request(self.command, self.path, dict(self.headers), body, port)
                site.requests.append(request)
                site._reply(self, answer(request))

            def log_message(self, *args: Any) -> None:
                pass

        for method in ("GET", "POST", "PUT", "PATCH", "HEAD", "DELETE"):
            setattr(Answering, f"do_{method}", Answering.answer)

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *args: Any) -> None:
                pass

        self._server = Quiet(("127.0.0.1", 0), Answering)
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @staticmethod
    def _reply(to: BaseHTTPRequestHandler, reply: Reply) -> None:
        if reply.cut:
            reset = struct.pack("ii", 1, 0)
            to.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
            to.close_connection = True
            to.connection.close()
            return
        to.send_response_only(reply.status)
        if reply.server:
            to.send_header("Vendor-Server", reply.server)
        for name, value in reply.headers.items():
            to.send_header(name, value)
        to.send_header("Content-Length", str(len(reply.body)))
        to.end_headers()
        if to.command != "HEAD":
            to.wfile.write(reply.body)


def unused_url() -> str:
    """Return an address at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"
