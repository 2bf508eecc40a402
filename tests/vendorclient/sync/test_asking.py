"""A body that asks first: it goes when it is wanted, and stays where the answer is there."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from vendorcore.errors import Offline, Refused

from tests.vendorclient.sync.roots import Root
from tests.vendorclient.sync.site import SERVER_ID
from vendorclient.sync.bodies import FileSlice
from vendorclient.sync.transport import HttpTransport

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from pathlib import Path

SIZE = 700_000
ASKING = {"Expect": "100-continue"}


class Desk(BaseHTTPRequestHandler):
    """Takes bodies, or says at once that it needs none, as its server is told."""

    protocol_version = "HTTP/1.1"
    server: Server

    def handle_expect_100(self) -> bool:
        if self.server.hangs_up:
            self.close_connection = True
            return False
        if self.server.answers_at_once:
            self._answer(self.server.answers_at_once)
            return False
        return self.server.is_deaf or super().handle_expect_100()

    def do_POST(self) -> None:
        self.server.came.append(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer(201)

    def _answer(self, status: int) -> None:
        self.server.lines.add(self.client_address)
        self.send_response(status)
        self.send_header("Vendor-Server", SERVER_ID)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    hangs_up = is_deaf = False
    answers_at_once = 0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.came: list[bytes] = []
        self.lines: set[Any] = set()


@contextmanager
def serving(
    secret: ssl.SSLContext | None = None, **ways: Any
) -> Iterator[tuple[Server, HttpTransport]]:
    server = Server()
    for name, value in ways.items():
        setattr(server, name, value)
    if secret:
        server.socket = secret.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    scheme = "https" if secret else "http"
    transport = HttpTransport(f"{scheme}://127.0.0.1:{server.server_port}", server_id=SERVER_ID)
    try:
        yield server, transport
    finally:
        transport.close()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "original"
    path.write_bytes(bytes(range(250)) * (SIZE // 250))
    return path


def post(transport: HttpTransport, path: Path) -> int:
    with FileSlice(path, 0, SIZE, asks=True) as piece:
        return transport.call("POST", "/uploads/", body=piece, headers=ASKING).status


def test_what_is_wanted_goes_on_one_kept_connection(original: Path) -> None:
    with serving() as (server, transport):
        assert [post(transport, original), post(transport, original)] == [201, 201]
    assert server.came == [original.read_bytes()] * 2
    assert len(server.lines) == 1


def test_what_is_there_already_is_not_carried(original: Path) -> None:
    with serving(answers_at_once=201) as (server, transport):
        # Nothing can follow on a line whose announced body never came: each opens a new one.
        assert [post(transport, original), post(transport, original)] == [201, 201]
    assert server.came == []
    assert len(server.lines) == 2


def test_a_refusal_comes_before_the_body(original: Path) -> None:
    with serving(answers_at_once=403) as (server, transport), pytest.raises(Refused):
        post(transport, original)
    assert server.came == []


def test_who_does_not_know_the_question_gets_the_body(original: Path) -> None:
    with serving(is_deaf=True) as (server, transport):
        assert post(transport, original) == 201
    assert server.came == [original.read_bytes()]


def test_who_hangs_up_instead_is_offline(original: Path) -> None:
    with serving(hangs_up=True) as (server, transport), pytest.raises(Offline):
        post(transport, original)
    assert server.came == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's own store is asked")
def test_an_encrypted_line_is_asked_as_well(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Root(tmp_path, "company")
    monkeypatch.setenv("SSL_CERT_FILE", str(root.file))
    with serving(root.context()) as (server, transport):
        assert [post(transport, original), post(transport, original)] == [201, 201]
    assert server.came == [original.read_bytes()] * 2
    assert len(server.lines) == 1
    with serving(root.context(), answers_at_once=201) as (server, transport):
        assert post(transport, original) == 201
    assert server.came == []
