"""One writer at a time for each upload: who comes later ends who came before."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vendorcore.errors import Busy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from vendorserver.uploads.body import Body

LONGEST_WAIT_SECONDS = 10.0


@dataclass
class _Turn:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    bodies: list[Body] = field(default_factory=list)
    visitors: int = 0


class Turns:
    """Knows which request is writing which upload in this process."""

    def __init__(self) -> None:
        self._turns: dict[str, _Turn] = {}

    @asynccontextmanager
    async def take(
        self, upload_id: str, body: Body | None = None, *, keep: bool
    ) -> AsyncIterator[None]:
        """Stop whoever writes this upload, wait until they have put away what they hold."""
        turn = self._turns.setdefault(upload_id, _Turn())
        for other in turn.bodies:
            other.take_over(keep=keep)
        mine = [body] if body else []
        turn.bodies += mine
        turn.visitors += 1
        try:
            await _acquire(turn.lock)
            try:
                yield
            finally:
                turn.lock.release()
        finally:
            turn.bodies = [one for one in turn.bodies if one not in mine]
            turn.visitors -= 1
            if not turn.visitors:
                del self._turns[upload_id]


async def _acquire(lock: asyncio.Lock) -> None:
    try:
        async with asyncio.timeout(LONGEST_WAIT_SECONDS):
            await lock.acquire()
    except TimeoutError as error:
        raise Busy(retry_after=LONGEST_WAIT_SECONDS) from error
