"""An original that turned out damaged may come again from the card or phone it was on."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from vendorcore.errors import NotReadable

from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorclient.storage.database import Database

_BROKEN = ("file-changed", "source-missing")


@contextmanager
def read_anew_if_damaged(db: Database, sha256: str) -> Iterator[None]:
    """Let the next import read this original again when the block finds it missing or changed."""
    try:
        yield
    except NotReadable as error:
        if error.code in _BROKEN:
            Media(db).forget_sightings(sha256)
        raise
