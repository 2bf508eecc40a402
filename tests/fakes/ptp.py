"""A camera's or phone's side of PTP: the data sets that it answers with, made from folders.

Written after ISO 15740 and the MTP 1.1 specification; each folder below the root is a storage.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OK, BAD_HANDLE, UNSUPPORTED, NO_THUMB, NO_STORE = 0x2001, 0x2009, 0x2005, 0x2010, 0x2008
FOLDER, JPEG, UNDEFINED = 0x3001, 0x3801, 0x3000
# libgphoto2 refuses to fetch whole what has no known format, so that the right one matters.
FORMATS = {".jpg": JPEG, ".mov": 0x300D, ".avi": 0x300A, ".mp4": 0xB982, ".png": 0x380B}
ROOT = 0xFFFFFFFF
TOO_LARGE = 0xFFFFFFFF
SIZE_PROPERTY = 0xDC04
BASIC = (0x1001, 0x1002, 0x1003, 0x1004, 0x1005, 0x1006, 0x1007, 0x1008, 0x1009, 0x100A)
PARTIAL, PARTIAL_64, PROPERTIES, PROPERTY = 0x101B, 0x95C1, 0x9801, 0x9803
PROPERTY_LIST = 0x9805
READING = (0x1009, 0x101B, 0x95C1)


@dataclass
class Store:
    """What the device holds; handles are numbered as its objects are first seen."""

    root: Path
    model: str = "NIKON"
    is_android: bool = False
    gives_parts: bool = True
    locked: bool = False
    dead: bool = False
    trips: bool = False
    counts: dict[int, int] = field(default_factory=dict)
    _handles: dict[Path, int] = field(default_factory=dict)

    def reset(self) -> None:
        """Be as new: nothing is known of the objects that were there."""
        self.locked = self.dead = False
        self._handles.clear()
        self.counts.clear()

    def device_info(self) -> bytes:
        extension = "microsoft.com: 1.0; android.com: 1.0;" if self.is_android else ""
        operations = [*BASIC, PARTIAL] if self.gives_parts else [*BASIC]
        operations += [PARTIAL_64, PROPERTIES, PROPERTY, PROPERTY_LIST] if self.is_android else []
        head = struct.pack("<HIH", 100, 6 if self.is_android else 0, 100) + text(extension)
        lists = array("H", operations) + array("H", []) * 2 + array("H", []) + array("H", [JPEG])
        names = ("Google" if self.is_android else self.model, self.model, "1.0", "SN0123456789")
        return head + struct.pack("<H", 0) + lists + b"".join(map(text, names))

    def storages(self) -> list[Path]:
        return [] if self.locked else sorted(one for one in self.root.iterdir() if one.is_dir())

    def storage_ids(self) -> bytes:
        return array("I", [self._storage_id(one) for one in self.storages()])

    def storage_info(self, storage: int) -> bytes | None:
        for one in self.storages():
            if self._storage_id(one) == storage:
                space = struct.pack("<HHHQQI", 3, 2, 1, 64 << 30, 8 << 30, 99)
                return space + text(one.name) + text("")
        return None

    def handles(self, storage: int, parent: int) -> bytes | None:
        if parent in (0, ROOT):
            folders = [one for one in self.storages() if storage in (ROOT, self._storage_id(one))]
        else:
            folder = self.path(parent)
            if folder is None or self.locked:
                return None
            folders = [folder]
        inside = [item for folder in folders for item in sorted(folder.iterdir())]
        return array("I", [self._handle(item) for item in inside])

    def object_info(self, handle: int) -> bytes | None:
        path = self.path(handle)
        if path is None or self.locked:
            return None
        facts = path.stat()
        is_folder = path.is_dir()
        size = 0 if is_folder else min(facts.st_size, TOO_LARGE)
        parent = 0 if path.parent.parent == self.root else self._handle(path.parent)
        kind = _format(path)
        fixed = struct.pack("<IHHI", self._storage_id(self._top(path)), kind, 0, size)
        fixed += struct.pack("<HIIIIII", 0, 0, 0, 0, 0, 0, 0)
        fixed += struct.pack("<IHII", parent, 1 if is_folder else 0, 0, 0)
        at = datetime.fromtimestamp(facts.st_mtime, UTC).strftime("%Y%m%dT%H%M%S")
        return fixed + text(path.name) + text(at) + text(at) + text("")

    def size(self, handle: int) -> bytes | None:
        path = self.path(handle)
        return None if path is None else struct.pack("<Q", path.stat().st_size)

    def properties(self, handle: int) -> bytes | None:
        """Return name, size and dates in one answer, as phones do (GetObjPropList)."""
        path = self.path(handle)
        if path is None or self.locked:
            return None
        facts = path.stat()
        at = text(datetime.fromtimestamp(facts.st_mtime, UTC).strftime("%Y%m%dT%H%M%S"))
        size = 0 if path.is_dir() else facts.st_size
        parent = 0 if path.parent.parent == self.root else self._handle(path.parent)
        rows = [
            (0xDC01, 0x0006, struct.pack("<I", self._storage_id(self._top(path)))),
            (0xDC02, 0x0004, struct.pack("<H", _format(path))),
            (SIZE_PROPERTY, 0x0008, struct.pack("<Q", size)),
            (0xDC07, 0xFFFF, text(path.name)),
            (0xDC09, 0xFFFF, at),
            (0xDC0B, 0x0006, struct.pack("<I", parent)),
        ]
        body = b"".join(struct.pack("<IHH", handle, *row[:2]) + row[2] for row in rows)
        return struct.pack("<I", len(rows)) + body

    def part(self, handle: int, offset: int, count: int) -> bytes | None:
        path = self.path(handle)
        if path is None or self.locked:
            return None
        with path.open("rb") as file:
            file.seek(offset)
            return file.read(count)

    def path(self, handle: int) -> Path | None:
        found = next((path for path, number in self._handles.items() if number == handle), None)
        return found if found is not None and found.exists() else None

    def _handle(self, path: Path) -> int:
        return self._handles.setdefault(path, len(self._handles) + 1)

    def _storage_id(self, storage: Path) -> int:
        names = sorted(one.name for one in self.root.iterdir() if one.is_dir())
        return ((names.index(storage.name) + 1) << 16) | 1

    def _top(self, path: Path) -> Path:
        return self.root / path.relative_to(self.root).parts[0]


def _format(path: Path) -> int:
    return FOLDER if path.is_dir() else FORMATS.get(path.suffix.lower(), UNDEFINED)


def text(value: str) -> bytes:
    """Return a PTP string: its length in 16-bit units and a closing zero."""
    if not value:
        return b"\0"
    raw = (value + "\0").encode("utf-16-le")
    return struct.pack("<B", len(raw) // 2) + raw


def array(kind: str, values: list[int]) -> bytes:
    """Return a PTP array: a count and the values."""
    return struct.pack(f"<I{len(values)}{kind}", len(values), *values)
