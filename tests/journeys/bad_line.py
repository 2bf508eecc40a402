"""A bad line of bytes between two programs: slow, narrow, cut after so many bytes, silent."""

from __future__ import annotations

import asyncio
import struct
import threading
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import random
    from types import TracebackType

_PIECE = 16 << 10
_PATIENCE_S = 20
# Reset instead of a polite end: whoever sends learns that nothing more is read.
_RESET = struct.pack("ii", 1, 0)


class _End(Enum):
    """How the client's side of a connection ended."""

    TOLD = auto()
    CUT = auto()
    SILENT = auto()


@dataclass(kw_only=True)
class Weather:
    """What the line does to each connection; may be changed at any time."""

    latency_s: float = 0.0
    bytes_per_second: int = 0
    cut_after: int = 0
    """Reset a connection after so many bytes from the client; 0: never."""
    cut_share: float = 0.0
    """Which share of the connections is cut, at a random place within cut_after."""
    swallow_after: int = 0
    """Half-open: the server hears no more after so many bytes, and nobody is told; 0: never."""
    mute_after: int = 0
    """The client hears no more after so many bytes of answers, and nobody is told; 0: never."""
    half_close_after: int = 0
    """The server is told that the client says no more, and the client is not; 0: never."""
    times: int = -1
    """How many connections fall silent or half-closed before the line is good; -1: all."""
    refuse: bool = False


@dataclass
class BadLine:
    """Listens on this computer and leads to a server; counts what the client sent."""

    server_url: str
    random: random.Random
    weather: Weather = field(default_factory=Weather)
    sent_bytes: int = 0
    cuts: int = 0
    silences: int = 0
    url: str = ""

    def __post_init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._open: set[asyncio.Task[None]] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._listen())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE_S)
        self._loop.close()

    def _do(self, work: object) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(_PATIENCE_S)  # type: ignore[arg-type]  # coroutines only

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._taken, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def _close(self) -> None:
        self._server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _taken(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            await self._carried(reader, writer)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            writer.close()
            self._open.discard(task)

    async def _carried(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.weather.refuse:
            _reset(writer)
            return
        address = urlsplit(self.server_url)
        there, back = await asyncio.open_connection(address.hostname, address.port)
        answers = asyncio.create_task(self._pump(there, writer))
        try:
            match await self._up(reader, back):
                case _End.CUT:
                    _reset(writer)
                    _reset(back)
                    self.cuts += 1
                case _End.TOLD:
                    back.write_eof()
                    await answers
                case _End.SILENT:  # neither side hears of the other: each must notice by itself
                    await answers
        finally:
            answers.cancel()
            back.close()

    async def _up(self, reader: asyncio.StreamReader, back: asyncio.StreamWriter) -> _End:
        """Carry the client's bytes; how that ended."""
        place, passed, silent = self._place_of_cut(), 0, False
        while piece := await reader.read(_PIECE):
            passed += len(piece)
            if place and passed > place:
                return _End.CUT
            silent = silent or self._falls_silent(passed, self.weather.swallow_after)
            if not silent and self._falls_silent(passed, self.weather.half_close_after):
                back.write_eof()
                silent = True
            if silent:
                continue
            self.sent_bytes += len(piece)
            await self._wait(len(piece))
            back.write(piece)
            await back.drain()
        return _End.SILENT if silent else _End.TOLD

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        passed, silent = 0, False
        while piece := await reader.read(_PIECE):
            passed += len(piece)
            silent = silent or self._falls_silent(passed, self.weather.mute_after)
            if silent:
                continue
            await self._wait(0)
            writer.write(piece)
            await writer.drain()
        if not silent:
            writer.close()

    def _falls_silent(self, passed: int, after: int) -> bool:
        """Whether this connection goes quiet here; so many do as the weather says."""
        if not after or passed <= after or not self.weather.times:
            return False
        self.weather.times -= 1
        self.silences += 1
        return True

    async def _wait(self, size: int) -> None:
        rate = self.weather.bytes_per_second
        pause = self.weather.latency_s + (size / rate if rate else 0)
        if pause:
            await asyncio.sleep(pause)

    def _place_of_cut(self) -> int:
        if not self.weather.cut_after:
            return 0
        if not self.weather.cut_share:
            return self.weather.cut_after
        if self.random.random() >= self.weather.cut_share:
            return 0
        return self.random.randint(1, self.weather.cut_after)


def _reset(writer: asyncio.StreamWriter) -> None:
    import socket

    sock = writer.get_extra_info("socket")
    if sock is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()
