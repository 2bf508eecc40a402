"""Names for things, made where the thing is made (RFC 9562, version 7); never sorted by."""

import os
import re
import time
from uuid import UUID

_USUAL = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def new_id() -> str:
    """Return a fresh UUIDv7 as text."""
    milliseconds = time.time_ns() // 1_000_000
    number = (milliseconds & (2**48 - 1)) << 80 | int.from_bytes(os.urandom(10), "big")
    number = number & ~(0xF << 76) | 7 << 76
    return str(UUID(int=number & ~(0b11 << 62) | 0b10 << 62))


def is_id(text: str) -> bool:
    """Whether the text is a UUID in its usual form."""
    return _USUAL.fullmatch(text) is not None
