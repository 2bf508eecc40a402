"""Waiting for news: answers at once when there is some, else when the bell rings or time is up."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.db import close_old_connections

from vendorserver.services import changes
from vendorserver.services.waking import BELL

if TYPE_CHECKING:
    from vendorserver.services.access import Viewer

# Another process may have written the news; its bell is not heard here.
LOOK_AGAIN_SECONDS = 5.0


async def awaited(viewer: Viewer, cursor: str, seconds: float) -> changes.Page:
    """Return the news after a cursor, waiting at most so many seconds for the first."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    with BELL.listening(viewer.vendor_id) as bell:
        while True:
            bell.clear()
            page = await sync_to_async(_read)(viewer, cursor)
            left = deadline - loop.time()
            if page.changes or left <= 0 or BELL.closed:
                return page
            await _pause(bell, min(left, LOOK_AGAIN_SECONDS))


async def _pause(bell: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(bell.wait(), seconds)
    except TimeoutError:
        return


def _read(viewer: Viewer, cursor: str) -> changes.Page:
    try:
        return changes.read(viewer, cursor)
    finally:
        # A request that only waits keeps no connection open meanwhile.
        close_old_connections()
