"""Asks the server for an original that it has confirmed: whether it is there, or its bytes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from vendorcore.errors import Offline, Refused, Untrusted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorclient.storage.releases import Held
    from vendorclient.sync.answers import Answer
    from vendorclient.sync.caller import Caller

PIECE_BYTES = 4 << 20


def has(caller: Caller, held: Held) -> bool:
    """Whether our server says now that it has this very content in this length."""
    try:
        _part(caller, held, 0, 1)
    except Refused as error:
        if error.details.get("status") in (404, 410):
            return False
        raise
    except Untrusted:
        return False
    return True


def bytes_of(caller: Caller, held: Held) -> Iterator[bytes]:
    """Yield an original piece by piece; Untrusted at the end when its hash is another one."""
    digest, start = hashlib.sha256(), 0
    while start < held.size_bytes:
        stop = min(start + PIECE_BYTES, held.size_bytes)
        piece = _part(caller, held, start, stop).body
        if len(piece) != stop - start:
            raise Offline("not-our-server", reason="short")
        digest.update(piece)
        yield piece
        start = stop
    if digest.hexdigest() != held.sha256:
        raise Untrusted(sha256=held.sha256)


def _part(caller: Caller, held: Held, start: int, stop: int) -> Answer:
    """Return a part; Untrusted when it is of another content or another length."""
    path = f"/api/v1/attachments/{held.attachment_id}/original"
    answer = caller.call("GET", path, headers={"Range": f"bytes={start}-{stop - 1}"})
    whole = f"bytes {start}-{stop - 1}/{held.size_bytes}"
    agrees = answer.headers.get("Content-Range", whole if stop - start == held.size_bytes else "")
    if answer.headers.get("ETag") != f'"{held.sha256}"' or agrees != whole:
        raise Untrusted(sha256=held.sha256)
    return answer
