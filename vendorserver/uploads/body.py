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
PATIENCE_SECONDS = 60.0


class End(StrEnum):
    """How a body ended."""

    OPEN = "open"
    COMPLETE = "complete"
    CUT = "cut"
    STALLED = "stalled"
    TAKEN_OVER = "taken-over"


class Body:
    """What a sender sends; never more of it in memory than one segment."""

    def __init__(self, receive: Receive, patience: float = PATIENCE_SECONDS) -> None:
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
        message = await self._message()
        if message is None:
            self.end = End.TAKEN_OVER if self._told else End.STALLED
            return b""
        if message["type"] != "http.request":
            self.end = End.CUT
            return b""
        if not message.get("more_body"):
            self.end = End.COMPLETE
        body: bytes = message.get("body", b"")
        return body

    async def segment(self) -> list[bytes]:
        """Return the next pieces: eight MiB, what two seconds bring, or what is left."""
        pieces, size = [], 0
        until = asyncio.get_running_loop().time() + SEGMENT_SECONDS
        while self.end is End.OPEN and size < SEGMENT_BYTES:
            pieces.append(await self.piece())
            size += len(pieces[-1])
            if asyncio.get_running_loop().time() >= until:
                break
        return pieces

    async def _message(self) -> MutableMapping[str, Any] | None:
        if self._told:
            return None
        self.begun = True
        try:
            async with asyncio.timeout(self._patience) as self._timer:
                return await self._receive()
        except TimeoutError:
            return None
        finally:
            self._timer = None
