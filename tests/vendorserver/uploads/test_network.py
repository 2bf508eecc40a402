"""The desk behind a real server: an unmodified client, and connections that break."""

from __future__ import annotations

import hashlib
import http.client
import io
import random
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import uvicorn
from tusclient.client import TusClient

from tests.vendorserver.uploads.builders import PIECE, Sender, stored
from vendorserver.uploads.app import upload_app

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENT = random.Random(7).randbytes(3 << 20)


class _Announcing(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


@contextmanager
def served() -> Iterator[int]:
    """Serve the desk on a free port of this computer."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(upload_app, log_level="warning", lifespan="off", ws="none")
    server = _Announcing(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    server.listening.wait(20)
    try:
        yield int(listener.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(20)
        listener.close()


@pytest.fixture
def port(sender: Sender) -> Iterator[int]:
    with served() as found:
        yield found


def ask(
    port: int, sender: Sender, method: str, path: str, body: bytes = b"", **headers: str
) -> http.client.HTTPResponse:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    said = {"Tus-Resumable": "1.0.0", "Authorization": f"Bearer {sender.token}"} | named
    line.request(method, path, body, said)
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer


def begin(port: int, sender: Sender, length: int) -> str:
    answer = ask(port, sender, "POST", "/uploads/", Upload_Length=str(length))
    return answer.headers["Location"]


def offset(port: int, sender: Sender, path: str) -> int:
    return int(ask(port, sender, "HEAD", path).headers["Upload-Offset"])


def broken_patch(port: int, sender: Sender, path: str, start: int, sent: bytes, said: int) -> None:
    """Announce more than is sent, then pull the plug."""
    line = socket.create_connection(("127.0.0.1", port))
    head = (
        f"PATCH {path} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\n"
        f"Authorization: Bearer {sender.token}\r\nContent-Type: {PIECE}\r\n"
        f"Upload-Offset: {start}\r\nContent-Length: {said}\r\n\r\n"
    )
    line.sendall(head.encode() + sent)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    line.close()


def digest(path: str) -> str:
    return hashlib.sha256(stored(path)).hexdigest()


def test_unmodified_client_uploads_and_resumes(port: int, sender: Sender) -> None:
    client = TusClient(
        f"http://127.0.0.1:{port}/uploads/", headers={"Authorization": f"Bearer {sender.token}"}
    )
    first = client.uploader(
        file_stream=io.BytesIO(CONTENT), chunk_size=1 << 20, metadata={"filename": "사진.jpg"}
    )
    first.upload_chunk()  # type: ignore[no-untyped-call]
    again = client.uploader(
        file_stream=io.BytesIO(CONTENT), chunk_size=1 << 20, url=first.url, upload_checksum=True
    )
    assert again.offset == 1 << 20
    again.upload()
    assert digest(str(first.url)) == hashlib.sha256(CONTENT).hexdigest()


def test_broken_connections_lose_nothing_that_was_told(port: int, sender: Sender) -> None:
    path, start = begin(port, sender, len(CONTENT)), 0
    for cut in (700_001, 65_536, 1):
        left = CONTENT[start:]
        broken_patch(port, sender, path, start, left[:cut], len(left))
        start = offset(port, sender, path)
    said = {"Upload_Offset": str(start), "Content_Type": PIECE}
    assert ask(port, sender, "PATCH", path, CONTENT[start:], **said).status == 204
    assert digest(path) == hashlib.sha256(CONTENT).hexdigest()


def test_refused_large_body_still_gets_its_answer(port: int, sender: Sender) -> None:
    path = begin(port, sender, len(CONTENT))
    said = {"Upload_Offset": "5", "Content_Type": PIECE}
    assert ask(port, sender, "PATCH", path, CONTENT, **said).status == 409


def test_body_of_a_refused_request_is_never_a_request(port: int, sender: Sender) -> None:
    path = begin(port, sender, 5)
    evil = (
        f"DELETE {path} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\n"
        f"Authorization: Bearer {sender.token}\r\n\r\n"
    ).encode()
    said = {"Upload_Offset": "3", "Content_Type": PIECE}
    assert ask(port, sender, "PATCH", path, evil, **said).status in (409, 413)
    assert offset(port, sender, path) == 0
