"""`vendorclient update` asks whom it knows, and refuses in words what it cannot believe."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from vendorcore.protocol import SigningKey
from vendorcore.protocol.updates import Installer, Release

from vendorclient.paths import open_data_folder, preset_server
from vendorclient.storage.accounts import Accounts, Server
from vendorclient.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.vendorclient.cli.terminal import Terminal

STRANGER = SigningKey.generate()
RELEASE = Release(
    sequence=1,
    version="99.0",
    minimum_version="0.1",
    issued_at="2026-01-01T00:00:00Z",
    expires_at="2999-01-01T00:00:00Z",
    files=(Installer(system="any", name="a.exe", url="/a.exe", size_bytes=1, sha256="0" * 64),),
)


class Shelf(BaseHTTPRequestHandler):
    """Hands out a manifest that a stranger signed."""

    def do_GET(self) -> None:
        content = RELEASE.signed(STRANGER).text.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_without_a_server_there_is_nobody_to_ask(terminal: Terminal) -> None:
    said = terminal.json("update", "--later")
    assert (said.code, said.row["error"]["code"]) == (1, "update-no-server")


def test_a_stranger_s_version_is_refused_and_the_program_goes_on(
    terminal: Terminal, address: str
) -> None:
    database = Database(open_data_folder(terminal.data).database_path)
    account = Accounts(database).active()
    Accounts(database).enrol(account, Server(id="s", url=address, name="s"), {})
    database.close()
    said = terminal("update", "--now")
    assert said.code == 1
    assert "계속 쓰실 수 있습니다" in said.err
    assert not (terminal.data / "updates").exists()
    assert terminal.json("status").code == 0


def test_the_installer_s_word_names_the_server(tmp_path: Path) -> None:
    assert preset_server(tmp_path) == ""
    (tmp_path / "server.txt").write_text("https://증빙.example/\r\n", encoding="utf-16")
    assert preset_server(tmp_path) == "https://증빙.example/"
