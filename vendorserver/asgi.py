"""The server as one application: uploads first, everything else through Django."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vendorserver.settings.django")

from asgiref.sync import sync_to_async

from vendorserver.settings.handler import handler

# Whoever waits for news must not hold a thread meanwhile.
_django = handler(waiting=("/api/v1/changes",))

# Only now: the tables exist for Python once Django was set up.
from vendorserver.api.door import through  # noqa: E402
from vendorserver.services.postman import Keeper, Postman  # noqa: E402
from vendorserver.services.runner import Runner  # noqa: E402
from vendorserver.services.waking import BELL  # noqa: E402
from vendorserver.uploads.app import upload_app  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Scope = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
    Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_UPLOADS = "/uploads"


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request, or begin and end with the server."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["path"] == _UPLOADS or scope["path"].startswith(_UPLOADS + "/"):
        await upload_app(scope, receive, send)
    else:
        await through(_django, scope, receive, in_turn(send))


def in_turn(send: Send) -> Send:
    """Let the loop hear, between two pieces of an answer, that the reader has gone away.

    Django sends a long answer in one go; the pieces after a broken one would each be warned of.
    """

    async def sent(message: MutableMapping[str, Any]) -> None:
        await send(message)
        if message.get("more_body"):
            await asyncio.sleep(0)

    return sent


async def _lifespan(receive: Receive, send: Send) -> None:
    runners = (Runner(), Runner(slow=True), Postman(), Keeper())
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            BELL.open()
            for runner in runners:
                await sync_to_async(runner.start)()
            await send({"type": "lifespan.startup.complete"})
        else:
            BELL.close()
            for runner in runners:
                await sync_to_async(runner.stop)()
            await send({"type": "lifespan.shutdown.complete"})
            return
