"""Fetches small texts and large files; what they are worth is decided by whoever asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin

from vendorcore.errors import Offline

from vendorclient.sync.transport import CONNECT_S, READ_S, border, new_session

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL_BYTES = 1 << 20
_PIECE = 256 << 10
_OK, _PARTIAL = 200, 206


class Source(Protocol):
    """A place that has the manifest and the installers."""

    def small(self, url: str) -> bytes:
        """Return a small file; Offline when it is not there."""

    def content(self, url: str, offset: int) -> Iterator[bytes]:
        """Yield a file from an offset on; Offline when the line breaks."""


class Downloads:
    """Files of one server; a whole address may lead elsewhere, such as to a release page."""

    def __init__(self, base: str, *, version: str = "0", proxy: str = "") -> None:
        self._base = base.rstrip("/") + "/"
        self._session = new_session(version=version, proxy=proxy)

    def close(self) -> None:
        """Close all connections."""
        self._session.close()

    def small(self, url: str) -> bytes:
        """Return a small file."""
        found = bytearray()
        for piece in self.content(url, 0):
            found += piece
            if len(found) > SMALL_BYTES:
                raise Offline("not-our-server", reason="endless")
        return bytes(found)

    def content(self, url: str, offset: int) -> Iterator[bytes]:
        """Yield a file from an offset on, also from a server that only sends whole files."""
        headers = {"Range": f"bytes={offset}-"} if offset else {}
        # A release page sends on to where its files lie; the hash tells whether they are right.
        with (
            border(),
            self._session.get(
                urljoin(self._base, url),
                headers=headers,
                timeout=(CONNECT_S, READ_S),
                stream=True,
            ) as response,
        ):
            if response.status_code not in (_OK, _PARTIAL):
                raise Offline("update-not-there", status=response.status_code)
            to_skip = 0 if response.status_code == _PARTIAL else offset
            for piece in response.iter_content(_PIECE):
                yield piece[to_skip:]
                to_skip = max(0, to_skip - len(piece))
