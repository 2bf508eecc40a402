"""Originals on an S3-compatible store: pieces of 8 MiB while they grow, one object when whole."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import new_id
from vendorcore.errors import Conflict, Refused

from vendorserver.models import GrowingFile
from vendorserver.storage.local import MOST_HASHES, Found, is_name, is_part, is_whole
from vendorserver.storage.running import RunningHash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from vendorserver.storage.bucket import Bucket

PIECE_BYTES = 8 << 20


class S3Blobs:
    """The shelf in a bucket; what is durable stands in a row, the running hash in memory."""

    def __init__(self, bucket: Bucket, piece_bytes: int = PIECE_BYTES) -> None:
        self._bucket = bucket
        self._piece_bytes = piece_bytes
        self._owner = new_id().replace("-", "")
        self._hashes: dict[str, RunningHash] = {}
        self._lock = threading.Lock()

    def begin(self, name: str, offset: int = 0) -> int:
        """Open a part at this offset, cutting off what lies beyond; return where it really ends."""
        _check_part(name)
        with transaction.atomic():
            row, _new = GrowingFile.objects.select_for_update().get_or_create(
                name=name, defaults={"owner": self._owner}
            )
            length = min(row.length, offset)
            pieces, useless = self._cut(row, length)
            row.pieces, row.length, row.owner = pieces, length, self._owner
            row.version += 1
            row.save()
        self._bucket.delete(useless)
        known = self._hashes.get(name)
        if known is not None and known.go_back(length):
            known.remember()
        return length

    def append(self, name: str, offset: int, chunks: Iterable[bytes]) -> int:
        """Add bytes at the offset; return the new end once it would survive a power cut."""
        row = self._opened(name)
        running = self._hash_at(row, offset)
        kept, useless = self._cut(row, offset)
        pieces, tail = self._without_tail(kept, useless)
        buffer = bytearray(tail)
        for chunk in chunks:
            buffer += chunk
            running.add([chunk])
            while len(buffer) >= self._piece_bytes:
                pieces.append(self._put(name, bytes(buffer[: self._piece_bytes])))
                del buffer[: self._piece_bytes]
        if buffer:
            pieces.append(self._put(name, bytes(buffer)))
        self._commit(row, pieces, running.length)
        self._bucket.delete(useless)
        return running.length

    def finish(self, name: str, sha256: str = "") -> str:
        """Make a part a whole file and return its hash; hash-mismatch when another was wanted."""
        row = self._row(name)
        found = self._hash_at(row, row.length).hexdigest()
        if sha256 not in ("", found):
            raise Refused("hash-mismatch", expected=sha256, found=found)
        self._bucket.join([key for key, _size in row.pieces], _whole(found))
        if self._bucket.size(_whole(found)) != row.length:
            raise Refused("hash-mismatch", expected=row.length, found=found)
        self.delete(name)
        return found

    def open_range(self, name: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """Yield the bytes from start up to stop (not included)."""
        if is_whole(name):
            yield from self._bucket.read(_whole(name), start, stop)
            return
        place, end = 0, self._row(name).length if stop is None else stop
        for key, size in self._row(name).pieces:
            if place < end and place + size > start:
                yield from self._bucket.read(key, max(start - place, 0), min(end - place, size))
            place += size

    def size(self, name: str) -> int:
        """Return the number of bytes, -1 when there is no such file."""
        if is_whole(name):
            return self._bucket.size(_whole(name))
        _check_part(name)
        row = GrowingFile.objects.filter(name=name).first()
        return row.length if row else -1

    def delete(self, name: str) -> None:
        """Remove a part or a whole file; one that is not there is no error."""
        if is_whole(name):
            self._bucket.delete([_whole(name)])
            return
        _check_part(name)
        row = GrowingFile.objects.filter(name=name).first()
        if row is not None:
            row.delete()
            self._bucket.delete([key for key, _size in row.pieces])
        else:
            self._bucket.delete([key for key, *_ in self._bucket.listed(f"parts/{name}/")])
        with self._lock:
            self._hashes.pop(name, None)

    def found(self) -> Iterator[Found]:
        """Yield whole objects and growing parts, whether a row knows of them or not.

        A part is the sum of its pieces here, also of those that nothing names any more.
        """
        for key, size, touched in self._bucket.listed("blobs/"):
            name = key.rpartition("/")[2]
            if is_name(name):
                yield Found(name, size, touched)
        parts: dict[str, tuple[int, datetime]] = {}
        for key, size, touched in self._bucket.listed("parts/"):
            name = key.split("/")[1]
            known, latest = parts.get(name, (0, touched))
            parts[name] = (known + size, max(latest, touched))
        yield from (Found(name, *seen) for name, seen in parts.items() if is_part(name))

    def _row(self, name: str) -> GrowingFile:
        _check_part(name)
        row = GrowingFile.objects.filter(name=name).first()
        if row is None:
            raise FileNotFoundError(name)
        return row

    def _opened(self, name: str) -> GrowingFile:
        """Return the row for writing; whoever opened the part last is the one who may."""
        row = self._row(name)
        if row.owner != self._owner:
            raise Conflict("upload-taken-over")
        return row

    def _commit(self, row: GrowingFile, pieces: list[tuple[str, int]], length: int) -> None:
        """Make the pieces count, unless somebody else has opened the part meanwhile."""
        mine = GrowingFile.objects.filter(name=row.name, version=row.version, owner=self._owner)
        if not mine.update(pieces=pieces, length=length, version=row.version + 1):
            self._bucket.delete([one[0] for one in pieces if list(one) not in row.pieces])
            raise Conflict("upload-taken-over")

    def _put(self, name: str, content: bytes) -> tuple[str, int]:
        key = f"parts/{name}/{new_id()}"
        self._bucket.put(key, content)
        return key, len(content)

    def _cut(self, row: GrowingFile, length: int) -> tuple[list[tuple[str, int]], list[str]]:
        """Return the pieces up to a length, and the keys of those that are of no use then."""
        pieces: list[tuple[str, int]] = []
        useless: list[str] = []
        place = 0
        for key, size in row.pieces:
            if place + size <= length:
                pieces.append((key, size))
            else:
                useless.append(key)
                if place < length:
                    rest = b"".join(self._bucket.read(key, 0, length - place))
                    pieces.append(self._put(row.name, rest))
            place += size
        return pieces, useless

    def _without_tail(
        self, pieces: list[tuple[str, int]], useless: list[str]
    ) -> tuple[list[tuple[str, int]], bytes]:
        if not pieces or pieces[-1][1] == self._piece_bytes:
            return pieces, b""
        key, size = pieces[-1]
        useless.append(key)
        return pieces[:-1], b"".join(self._bucket.read(key, 0, size))

    def _hash_at(self, row: GrowingFile, length: int) -> RunningHash:
        """Return the running hash at this length, reading the part once when memory lacks it."""
        with self._lock:
            known = self._hashes.get(row.name)
        if known is None or not known.go_back(length):
            known = RunningHash(self.open_range(row.name, 0, length))
        if known.length != length:
            raise Refused("hash-mismatch", expected=length, found=known.length)
        with self._lock:
            self._hashes.pop(row.name, None)
            self._hashes[row.name] = known
            while len(self._hashes) > MOST_HASHES:
                self._hashes.pop(next(iter(self._hashes)))
        return known


def _whole(sha256: str) -> str:
    return f"blobs/{sha256[:2]}/{sha256}"


def _check_part(name: str) -> None:
    if not is_part(name):
        raise ValueError("neither a part nor a SHA-256")
