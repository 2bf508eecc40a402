"""The desk is killed in the middle of a file: an unmodified client goes on where it said."""

from __future__ import annotations

import hashlib
import http.client
import io
import json
import random
import socket
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tusclient.client import TusClient

from tests.vendorserver.uploads.builders import PIECE

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[3]
SEGMENT = 8 << 20
CONTENT = random.Random(11).randbytes(20 << 20)
SHA = hashlib.sha256(CONTENT).hexdigest()


class Desk:
    """A desk on a data folder, started and killed at will."""

    def __init__(self, data: Path) -> None:
        self.data = data
        data.mkdir(exist_ok=True)

    def start(self) -> None:
        announce = self.data / "announce.json"
        announce.unlink(missing_ok=True)
        words = ["-m", "tests.vendorserver.uploads.desk", str(self.data), str(announce)]
        self._process = subprocess.Popen([sys.executable, *words], cwd=ROOT)
        until(lambda: announce.exists() and announce.read_text() != "")
        told = json.loads(announce.read_text())
        self.port, token = told["port"], told["token"]
        self.url = f"http://127.0.0.1:{self.port}"
        self.said = {"Tus-Resumable": "1.0.0", "Authorization": f"Bearer {token}"}

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            line.request(method, path, body, self.said | named)
            answer = line.getresponse()
            answer.read()
            return dict(answer.headers) | {"status": str(answer.status)}

    def send_part(self, path: str, part: bytes) -> socket.socket:
        """Announce the whole file, send a part of it and keep the line open."""
        line = socket.create_connection(("127.0.0.1", self.port))
        said = self.said | {
            "Host": "x",
            "Upload-Offset": "0",
            "Content-Type": PIECE,
            "Content-Length": str(len(CONTENT)),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        line.sendall(f"PATCH {path} HTTP/1.1\r\n{head}\r\n".encode() + part)
        return line

    def safe(self) -> int:
        with closing(sqlite3.connect(self.data / "server.db")) as rows:
            return int(rows.execute('SELECT MAX("offset") FROM upload').fetchone()[0])


def until(ready: Callable[[], bool]) -> None:
    """Wait for another process, at most a minute."""
    pause = threading.Event()
    for _turn in range(3000):
        if ready():
            return
        pause.wait(0.02)
    raise TimeoutError


@pytest.mark.journey
def test_killed_desk_goes_on_where_it_said(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "data")
    desk.start()
    try:
        path = desk.ask("POST", "/uploads/", Upload_Length=str(len(CONTENT)))["location"]
        with closing(desk.send_part(path, CONTENT[: SEGMENT + 100_000])):
            until(lambda: desk.safe() > 0)
            desk.kill()
        part = desk.data / "parts" / path.rsplit("/", 1)[-1]
        with part.open("ab") as file:
            file.write(b"never confirmed")
        desk.start()
        start = int(desk.ask("HEAD", path)["upload-offset"])
        assert 0 < start <= SEGMENT + 100_000
        client = TusClient(f"{desk.url}/uploads/", headers=desk.said)
        again = client.uploader(file_stream=io.BytesIO(CONTENT), url=desk.url + path)
        again.upload()
        assert (desk.data / "blobs" / SHA[:2] / SHA).read_bytes() == CONTENT
    finally:
        desk.kill()
