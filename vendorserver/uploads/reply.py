"""What goes back: a status with headers, or a refusal with its sentence."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vendorcore.errors import Busy, VendorError
from vendorcore.protocol.problems import CONTENT_TYPE, Problem

from vendorserver.settings import current
from vendorserver.uploads.body import End
from vendorserver.uploads.protocol import VERSION

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from vendorserver.uploads.request import Request

    Send = Callable[[dict[str, Any]], Awaitable[None]]

STATUS = {
    "invalid-entry": 400,
    "sign-in-needed": 401,
    "forbidden": 403,
    "not-found": 404,
    "method-not-allowed": 405,
    "upload-stalled": 408,
    "wrong-offset": 409,
    "upload-taken-over": 409,
    "conflict": 409,
    "upload-gone": 410,
    "tus-version": 412,
    "too-large": 413,
    "quota-exceeded": 413,
    "wrong-content-type": 415,
    "checksum-mismatch": 460,
    "hash-mismatch": 460,
    "too-many-uploads": 429,
    "busy": 503,
    "server-full": 507,
}
DRAINED_BYTES = 32 << 20
DRAINED_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Reply:
    """A status, its headers and perhaps a body."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def refusal(error: VendorError) -> Reply:
    """Return the answer that an error becomes."""
    status = STATUS.get(error.code, 500)
    headers = {"Content-Type": CONTENT_TYPE}
    if error.code == "tus-version":
        headers["Tus-Version"] = VERSION
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, Busy):
        headers["Retry-After"] = str(round(error.retry_after) or 1)
    values = {key: _plain(value) for key, value in error.details.items()}
    code = error.code if status != 500 else "unknown"
    return Reply(status, headers, json.dumps(Problem(status, code, values).to_json()).encode())


async def answer(send: Send, request: Request, reply: Reply) -> None:
    """Send the reply; what is left of the body is swallowed, so that the sender can read it."""
    unread = request.has_body and request.body.end is not End.COMPLETE
    await send({"type": "http.response.start", **_head(reply, close=unread)})
    body = b"" if request.method == "HEAD" else reply.body
    await send({"type": "http.response.body", "body": body, "more_body": unread})
    if unread:
        await _drain(request)
        await send({"type": "http.response.body", "body": b""})


def _head(reply: Reply, *, close: bool) -> dict[str, Any]:
    headers = {
        "Tus-Resumable": VERSION,
        "Vendor-Server": current().server_id,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        **reply.headers,
    }
    if reply.status != 204:
        headers["Content-Length"] = str(len(reply.body))
    if close:
        headers["Connection"] = "close"
    pairs = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
    return {"status": reply.status, "headers": pairs}


async def _drain(request: Request) -> None:
    # Whoever waits for "100 Continue" has sent nothing yet and need not begin.
    if "expect" in request.headers and not request.body.begun:
        return
    left = DRAINED_BYTES
    try:
        async with asyncio.timeout(DRAINED_SECONDS):
            while left > 0 and request.body.end is End.OPEN:
                left -= len(await request.body.piece())
    except TimeoutError:
        return


def _plain(value: object) -> Any:
    return value if isinstance(value, int | str) else str(value)
