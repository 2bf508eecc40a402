"""The body of one request, taken in piece by piece; it can be told to stop."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

SEGMENT_BYTES = 8 << 20
SEGMENT_SECONDS = 2.0


class End(StrEnum):
    """How a body ended."""

    OPEN = "open"
    COMPLETE = "complete"
    CUT = "cut"
    STALLED = "stalled"
    TAKEN_OVER = "taken-over"


class Body:
    """What a sender sends; never more of it in memory than one segment."""

    def __init__(self, receive: Receive, patience: float) -> None:
        self._receive = receive
        self._patience = patience
        self._timer: asyncio.Timeout | None = None
        self._told = False
        self.begun = False
        self.keep = True
        self.end = End.OPEN

    def take_over(self, *, keep: bool) -> None:
        """Stop: another request came; keep says whether what has arrived is still wanted."""
        self._told = True
        self.keep = self.keep and keep
        if self._timer is not None:
            self._timer.reschedule(asyncio.get_running_loop().time())

    async def piece(self) -> bytes:
        """Return the next bytes; at the end b"" and the reason in end."""
        pieces = await self._in_time(self._one)
        return pieces[0] if pieces else b""

    async def segment(self) -> list[bytes]:
        """Return the next pieces: eight MiB, what two seconds bring, or what is left."""
        return await self._in_time(self._several)

    async def _in_time(self, gather: Callable[[list[bytes]], Awaitable[None]]) -> list[bytes]:
        """Return what was gathered before the patience ended or somebody took over.

        One timer for a segment: one for each piece cost more than the piece.
        """
        pieces: list[bytes] = []
        if self._told:
            self.end = End.TAKEN_OVER
            return pieces
        self.begun = True
        try:
            async with asyncio.timeout(self._patience) as self._timer:
                await gather(pieces)
        except TimeoutError:
            self.end = End.TAKEN_OVER if self._told else End.STALLED
        finally:
            self._timer = None
        return pieces

    async def _one(self, pieces: list[bytes]) -> None:
        message = await self._receive()
        if message["type"] != "http.request":
            self.end = End.CUT
            return
        if not message.get("more_body"):
            self.end = End.COMPLETE
        if body := message.get("body", b""):
            pieces.append(body)

    async def _several(self, pieces: list[bytes]) -> None:
        size, until = 0, asyncio.get_running_loop().time() + SEGMENT_SECONDS
        while self.end is End.OPEN and not self._told and size < SEGMENT_BYTES:
            count = len(pieces)
            await self._one(pieces)
            size += sum(map(len, pieces[count:]))
            if asyncio.get_running_loop().time() >= until:
                return
