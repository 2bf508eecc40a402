"""The files of a release that an operator laid into updates/: for the desktop programs to fetch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.errors import Refused

from vendorserver.settings import current

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANIFEST = "manifest.json"
_NAME = re.compile(r"\w[\w.+-]{0,150}", re.ASCII)
_BLOCK = 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFile:
    """An installer; read(start, stop) yields its bytes."""

    path: Path
    size_bytes: int

    def read(self, start: int, stop: int) -> Iterator[bytes]:
        """Yield the bytes from start up to stop."""
        with self.path.open("rb") as file:
            file.seek(start)
            while start < stop and (block := file.read(min(_BLOCK, stop - start))):
                start += len(block)
                yield block


def manifest() -> str:
    """Return the signed manifest as it was laid there; programs check it, not we."""
    try:
        return _file(MANIFEST).path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("not-found") from error


def installer(name: str) -> ReleaseFile:
    """Return an installer by its name."""
    return _file(name)


def _file(name: str) -> ReleaseFile:
    """Return a file of the folder itself; a name can lead nowhere else."""
    data_dir = current().data_dir
    if data_dir is None or _NAME.fullmatch(name) is None:
        raise Refused("not-found")
    path = data_dir / "updates" / name
    if not path.is_file() or path.is_symlink():
        raise Refused("not-found")
    return ReleaseFile(path=path, size_bytes=path.stat().st_size)
