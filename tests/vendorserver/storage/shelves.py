"""Names and contents for tests of shelves."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vendorserver.storage import Blobs

PART = "0123456789abcdef" * 2
OTHER = "f" * 32
# The store refuses to join smaller pieces than this (but for the last).
PIECE = 1 << 20


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def put(shelf: Blobs, content: bytes, name: str = PART) -> str:
    shelf.begin(name)
    shelf.append(name, 0, [content])
    return shelf.finish(name)
