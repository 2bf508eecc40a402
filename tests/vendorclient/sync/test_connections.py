"""Company networks: a proxy on the way, and a server whose certificate the company itself gave."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from vendorcore.errors import Offline

from tests.vendorclient.sync.roots import Root
from tests.vendorclient.sync.site import SERVER_ID, Reply, Site, unused_url
from vendorclient.sync.bodies import FileSlice
from vendorclient.sync.transport import HttpTransport

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from pathlib import Path

SIZE = 700_000


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "original"
    path.write_bytes(bytes(range(250)) * (SIZE // 250))
    return path


class Taker(BaseHTTPRequestHandler):
    """Takes one body and says that it is ours; as a proxy it is asked with whole addresses."""

    protocol_version = "HTTP/1.1"
    taken: list[tuple[str, bytes]]

    def do_PATCH(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.taken.append((self.path, body))
        self.send_response(204)
        self.send_header("Vendor-Server", SERVER_ID)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def taking(context: ssl.SSLContext | None = None) -> Iterator[tuple[int, list[tuple[str, bytes]]]]:
    taken: list[tuple[str, bytes]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Taker,), {"taken": taken}))
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who hangs up is no news
    server.daemon_threads = True
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_address[1], taken
    finally:
        server.shutdown()
        thread.join(20)
        server.server_close()


def send(transport: HttpTransport, path: Path) -> None:
    with FileSlice(path, 0, SIZE) as piece:
        transport.call("PATCH", "/uploads/1", body=piece)


def test_a_file_goes_by_the_proxy_that_the_system_names(original: Path) -> None:
    nowhere = unused_url()
    with taking() as (port, taken):
        send(HttpTransport(nowhere, proxy=f"http://127.0.0.1:{port}"), original)
    assert taken == [(f"{nowhere}/uploads/1", original.read_bytes())]


def test_a_proxy_that_is_gone_is_offline(original: Path) -> None:
    with Site(lambda _: Reply(204)) as site:
        with pytest.raises(Offline):
            send(HttpTransport(site.url, proxy=unused_url()), original)
        assert site.requests == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's own store is asked")
def test_a_root_that_the_company_gave_is_trusted_and_a_strange_one_is_not(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    company, stranger = Root(tmp_path, "company"), Root(tmp_path, "stranger")
    monkeypatch.setenv("SSL_CERT_FILE", str(company.file))
    with taking(company.context()) as (port, taken):
        send(HttpTransport(f"https://127.0.0.1:{port}"), original)
        assert taken == [("/uploads/1", original.read_bytes())]
    with taking(stranger.context()) as (port, taken):
        with pytest.raises(Offline, match="not-our-server"):
            send(HttpTransport(f"https://127.0.0.1:{port}"), original)
        assert taken == []


class TwiceEncrypted:
    """What urllib3 makes of a line that is encrypted to the proxy and once more to the server."""

    def __init__(self) -> None:
        self.sent = bytearray()

    def gettimeout(self) -> float | None:
        return None

    def settimeout(self, seconds: float) -> None:
        assert seconds > 0

    def sendall(self, piece: bytes) -> None:
        self.sent += piece


def test_a_file_passes_also_where_the_line_is_no_plain_socket(original: Path) -> None:
    line = TwiceEncrypted()
    with FileSlice(original, 10, SIZE - 10) as piece:
        piece.send_to(line)  # type: ignore[arg-type]  # as urllib3 itself passes it for one
    assert line.sent == original.read_bytes()[10:]
