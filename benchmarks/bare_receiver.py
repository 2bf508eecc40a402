"""The least that a receiver can do: stream a body into a file, hash it, make it durable."""

from __future__ import annotations

import hashlib
import os
import tempfile
from typing import Any


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Take one PUT."""
    if scope["type"] != "http":
        return
    digest, more = hashlib.sha256(), True
    with tempfile.TemporaryFile(dir=os.environ.get("RECEIVER_FOLDER"), buffering=0) as file:
        while more:
            message = await receive()
            piece, more = message.get("body", b""), message.get("more_body", False)
            digest.update(piece)
            file.write(piece)
        os.fsync(file.fileno())
    body = digest.hexdigest().encode()
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 201, "headers": headers})
    await send({"type": "http.response.body", "body": body})
