"""Whoever hangs up in the middle of a long answer is no reason for warnings."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from typing import TYPE_CHECKING, Any

import uvicorn

from vendorserver.asgi import in_turn

if TYPE_CHECKING:
    import pytest

_PIECES = 400


class _Announcing(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


def _hang_up(line: socket.socket) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    line.close()


def test_a_reader_who_goes_away_is_not_written_to_again_and_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    asked, gone, done = threading.Event(), threading.Event(), threading.Event()

    async def long_answer(_scope: Any, _receive: Any, send: Any) -> None:
        told = in_turn(send)
        await told({"type": "http.response.start", "status": 200, "headers": []})
        asked.set()
        # The whole loop stands still while the reader goes: nobody has told uvicorn yet.
        await asyncio.sleep(0)
        gone.wait(20)
        for number in range(_PIECES):
            more = number < _PIECES - 1
            await told({"type": "http.response.body", "body": b"x" * 100, "more_body": more})
        done.set()

    listener = socket.create_server(("127.0.0.1", 0))
    server = _Announcing(
        uvicorn.Config(long_answer, log_level="warning", lifespan="off", ws="none")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        assert server.listening.wait(20)
        with caplog.at_level(logging.WARNING):
            line = socket.create_connection(listener.getsockname())
            line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert asked.wait(20)
            _hang_up(line)
            gone.set()
            assert done.wait(20)
    finally:
        server.should_exit = True
        thread.join(20)
        listener.close()
    assert [one.getMessage() for one in caplog.records if "socket.send" in one.getMessage()] == []
