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
        _part(caller, _path(held), held.sha256, held.size_bytes, 0, 1)
    except Refused as error:
        if error.details.get("status") in (404, 410):
            return False
        raise
    except Untrusted:
        return False
    return True


def bytes_of(caller: Caller, held: Held) -> Iterator[bytes]:
    """Yield an original piece by piece; Untrusted at the end when its hash is another one."""
    return bytes_at(caller, _path(held), held.sha256, held.size_bytes)


def bytes_at(caller: Caller, path: str, sha256: str, size_bytes: int) -> Iterator[bytes]:
    """Yield what lies at a path piece by piece; Untrusted when it is not what it should be."""
    digest, start = hashlib.sha256(), 0
    while start < size_bytes:
        stop = min(start + PIECE_BYTES, size_bytes)
        piece = _part(caller, path, sha256, size_bytes, start, stop).body
        if len(piece) != stop - start:
            raise Offline("not-our-server", reason="short")
        digest.update(piece)
        yield piece
        start = stop
    if digest.hexdigest() != sha256:
        raise Untrusted(sha256=sha256)


def _path(held: Held) -> str:
    return f"/api/v1/attachments/{held.attachment_id}/original"


def _part(caller: Caller, path: str, sha256: str, size_bytes: int, start: int, stop: int) -> Answer:
    """Return a part; Untrusted when it is of another content or another length."""
    answer = caller.call("GET", path, headers={"Range": f"bytes={start}-{stop - 1}"})
    whole = f"bytes {start}-{stop - 1}/{size_bytes}"
    agrees = answer.headers.get("Content-Range", whole if stop - start == size_bytes else "")
    if answer.headers.get("ETag") != f'"{sha256}"' or agrees != whole:
        raise Untrusted(sha256=sha256)
    return answer
