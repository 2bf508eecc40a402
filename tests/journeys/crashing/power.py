"""What is left on a disk when the power fails: the calls again, without what was not synced.

Names (created, renamed, removed, made folders) count once their folder was synced, the bytes and
the length of a file once the file was synced. That is the least that a disk promises.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Call:
    """One line of the record: a letter of shim.c, a path, where, and the bytes."""

    op: str
    path: str
    offset: int
    data: bytes


def calls(record: Path) -> Iterator[Call]:
    """Yield the calls in the order in which they were made."""
    with record.open("rb") as file:
        while head := file.readline():
            op, path, offset, size = head.split()
            yield Call(
                op.decode(), file.read(int(path)).decode(), int(offset), file.read(int(size))
            )


@dataclass
class Content:
    """One file, whatever it is called: what a reader sees, and what the disk holds for sure."""

    seen: bytearray = field(default_factory=bytearray)
    safe: bytes = b""


class Disk:
    """A folder as the running program sees it, and as it would be after a power cut."""

    def __init__(self) -> None:
        self._seen: dict[str, Content] = {}
        self._safe: dict[str, Content] = {}

    def found(self, path: str, content: bytes) -> None:
        """Begin with a file that was there, and safe, before anything was written down."""
        self._seen[path] = self._safe[path] = Content(bytearray(content), content)

    def take(self, call: Call) -> None:
        """Let one call happen."""
        act = {
            "w": self._write,
            "f": self._sync,
            "y": self._sync_all,
            "t": self._cut,
            "o": self._empty,
            "c": self._create,
            "r": self._rename,
            "u": self._remove,
        }.get(call.op)
        if act is not None:
            act(call)

    def after_power_cut(self) -> dict[str, bytes]:
        """Return the files that are left, each with the bytes that are left of it."""
        return {path: content.safe for path, content in self._safe.items()}

    def _at(self, path: str) -> Content:
        return self._seen.setdefault(path, Content())

    def _write(self, call: Call) -> None:
        seen = self._at(call.path).seen
        seen.extend(bytes(max(0, call.offset - len(seen))))
        seen[call.offset : call.offset + len(call.data)] = call.data

    def _sync(self, call: Call) -> None:
        if call.path in self._seen:
            content = self._seen[call.path]
            content.safe = bytes(content.seen)
            return
        inside = {path for path in (*self._seen, *self._safe) if _folder(path) == call.path}
        for path in inside:
            if path in self._seen:
                self._safe[path] = self._seen[path]
            else:
                del self._safe[path]

    def _sync_all(self, _call: Call) -> None:
        """A sync of the whole disk: all that is seen is safe, names and bytes."""
        for content in self._seen.values():
            content.safe = bytes(content.seen)
        self._safe = dict(self._seen)

    def _cut(self, call: Call) -> None:
        seen = self._at(call.path).seen
        del seen[call.offset :]
        seen.extend(bytes(call.offset - len(seen)))

    def _empty(self, call: Call) -> None:
        self._at(call.path).seen.clear()

    def _create(self, call: Call) -> None:
        self._at(call.path)

    def _rename(self, call: Call) -> None:
        self._seen[call.data.decode()] = self._seen.pop(call.path, Content())

    def _remove(self, call: Call) -> None:
        self._seen.pop(call.path, None)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def write_out(files: dict[str, bytes], old_root: Path, new_root: Path) -> None:
    """Lay the files that are left into another folder, as if the computer started again."""
    for path, content in files.items():
        target = new_root / Path(path).relative_to(old_root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
