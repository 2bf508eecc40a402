"""Keeps small pictures for the window; a lost one is simply made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import new_id

from vendorclient.storage.durable import disk_border

if TYPE_CHECKING:
    from pathlib import Path

    from vendorclient.paths import DataFolder


class Thumbs:
    """The small pictures of this library, named like their originals."""

    def __init__(self, folder: DataFolder) -> None:
        self._root = folder.thumbs_dir

    def path(self, sha256: str) -> Path:
        """Return where the small picture of an original lies, whether or not it is there."""
        return self._root / sha256[:2] / f"{sha256}.jpg"

    def put(self, sha256: str, jpeg: bytes) -> None:
        """Keep a small picture; an empty one means that the file has none."""
        if not jpeg:
            return
        target = self.path(sha256)
        temporary = target.with_name(new_id())
        with disk_border(target, needed=len(jpeg)):
            target.parent.mkdir(mode=0o700, exist_ok=True)
            temporary.write_bytes(jpeg)
            temporary.replace(target)
