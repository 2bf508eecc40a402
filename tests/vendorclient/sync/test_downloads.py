"""Files come from any server, whole or from an offset on; what breaks is Offline."""

from __future__ import annotations

import re
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import Offline

from vendorclient.sync.downloads import SMALL_BYTES, Downloads

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENT = bytes(range(256)) * 8192


class Shelf(BaseHTTPRequestHandler):
    """Serves one file: /parts with ranges, /whole without, /cut half of it, /on from elsewhere."""

    def do_GET(self) -> None:
        if self.path == "/gone":
            return self._send(404, b"")
        if self.path == "/on":
            self.send_response(302)
            self.send_header("Location", "/parts")
            return self.end_headers()
        asked = re.match(r"bytes=(\d+)-", self.headers.get("Range", ""))
        offset = int(asked[1]) if asked and self.path != "/whole" else 0
        self._send(206 if offset else 200, CONTENT[offset:], cut=self.path == "/cut")
        return None

    def _send(self, status: int, content: bytes, *, cut: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if cut else content)

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def downloads() -> Iterator[Downloads]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    with closing(Downloads(f"http://127.0.0.1:{server.server_port}")) as downloads:
        yield downloads
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("path", ["/parts", "/whole", "/on"])
@pytest.mark.parametrize("offset", [0, 1_000_001])
def test_a_file_comes_from_an_offset_on(downloads: Downloads, path: str, offset: int) -> None:
    assert b"".join(downloads.content(path, offset)) == CONTENT[offset:]


def test_a_cut_line_is_offline(downloads: Downloads) -> None:
    with pytest.raises(Offline):
        b"".join(downloads.content("/cut", 0))


def test_what_is_not_there_is_told(downloads: Downloads) -> None:
    with pytest.raises(Offline, match="update-not-there"):
        downloads.small("/gone")


def test_a_small_file_that_does_not_end_is_refused(downloads: Downloads) -> None:
    assert len(CONTENT) > SMALL_BYTES
    with pytest.raises(Offline, match="not-our-server"):
        downloads.small("/parts")


def test_nobody_there_is_offline() -> None:
    with closing(Downloads("http://127.0.0.1:9")) as downloads, pytest.raises(Offline):
        downloads.small("api/v1/client/updates")
