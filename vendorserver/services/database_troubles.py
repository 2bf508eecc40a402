"""What the database's complaint means for whoever asked: a full disk is not a busy server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.errors import Busy, NoSpace, VendorError

from vendorserver.storage import free_bytes

if TYPE_CHECKING:
    from django.db import OperationalError

# What a database needs beside itself to do anything at all.
_ROOM_BYTES = 1 << 20
# SQLite, PostgreSQL and the system say it in their own words.
_FULL = ("disk is full", "no space left", "could not extend", "quota exceeded")


def told(error: OperationalError) -> VendorError:
    """Return "server-full" when the disk is full, "busy" for everything that passes by itself."""
    text = str(error).lower()
    if any(words in text for words in _FULL) or ("i/o error" in text and _is_full()):
        return NoSpace("server-full")
    return Busy(retry_after=1)


def _is_full() -> bool:
    """Whether the disk takes nothing more; on a full one SQLite fails even those who only read."""
    return free_bytes() < _ROOM_BYTES
