"""Any folder as a device: the way that always works."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.errors import NotReadable

from vendorclient.devices.device import DeviceKind
from vendorclient.devices.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorclient.devices.device import Entry


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that somebody chose."""

    root: Path
    kind = DeviceKind.FOLDER

    @property
    def key(self) -> str:
        """A name made of the folder's path."""
        digest = hashlib.sha256(os.fsencode(self.root)).hexdigest()
        return f"folder-{digest[:16]}"

    @property
    def label(self) -> str:
        """The folder's own name."""
        return self.root.name or str(self.root)

    def entries(self) -> Iterator[Entry]:
        """Yield the media in the folder and below, newest folder first."""
        return Tree(self.root).entries()

    def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
        """Yield the bytes of one file."""
        return Tree(self.root).read(entry, offset)


def open_folder(path: str | Path) -> Folder:
    """Return a folder as a device; NotReadable when it is none or may not be listed."""
    root = Path(path).absolute()
    if root.is_file():  # asked first: systems differ in what they say of listing a file
        raise NotReadable("not-a-folder", path=str(path))
    try:
        with os.scandir(root):
            return Folder(root)
    except OSError as error:
        raise NotReadable(path=str(path)) from error
