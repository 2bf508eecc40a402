"""Reads many files at once, small ones by the handful, and hands them on in their order."""

from __future__ import annotations

import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vendorcore.errors import Cancelled, DeviceGone, DeviceLocked, NoSpace, VendorError

from vendorclient.devices.device import DeviceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Self

    from vendorclient.devices.device import Entry
    from vendorclient.storage.pile import Laid

    Done = tuple[Entry, Laid | VendorError]

# Whoever waits for files hears of those that are done at least so often.
MOMENT_S = 0.2
# Several files are hashed and made durable at once; a device that cannot do this reads one.
_READERS = 4
_SEVERAL_READERS = (DeviceKind.CARD, DeviceKind.FOLDER)
_IN_FLIGHT = 4 * _READERS
# To hand over each small file to another thread takes longer than to read it.
_HANDFUL, _HANDFUL_BYTES = 32, 1 << 20
# Small files that come sooner than this are read where they are waited for: of two threads Python
# lets one work at a time, and passing on takes up to a fifth of the time of 20,000 (measured).
_QUICK_S = 0.001
_STOPPING = (Cancelled, DeviceGone, DeviceLocked, NoSpace)  # after these the rest would fail too


@dataclass(slots=True)
class _Handful:
    """Files that one reader reads one after the other, and what became of them so far."""

    entries: list[Entry]
    done: list[Done] = field(default_factory=list)
    told: int = 0

    def fresh(self) -> list[Done]:
        """Return what was done since the last question."""
        found = self.done[self.told :]
        self.told += len(found)
        return found


class Reading:
    """Many files that are being read, for as long as the block lasts."""

    def __init__(
        self,
        read: Callable[[Entry], Laid],
        drop: Callable[[Iterable[Laid]], None],
        kind: DeviceKind,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._clock = clock
        self._drop = drop
        self._is_several = kind in _SEVERAL_READERS
        self._read_here_s, self._read_here_files = 0.0, 0
        self._flying: deque[tuple[_Handful, Future[None]]] = deque()
        self._pool = ThreadPoolExecutor(
            _READERS if self._is_several else 1, thread_name_prefix="import"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Wait for what is being read; what nobody was told of is dropped."""
        self._pool.shutdown(cancel_futures=True)
        self._drop(done for _, done in self.finished() if not isinstance(done, VendorError))

    def of(self, entries: Iterable[Entry]) -> Iterator[list[Done]]:
        """Yield the outcomes in order, never holding more than some in the air."""
        for handful in self._handfuls(entries):
            if len(handful.entries) > 1 and not self._flying and self._is_quick:
                yield self._read_here(handful)
                continue
            self._flying.append((handful, self._pool.submit(self._read_all, handful)))
            if len(self._flying) >= _IN_FLIGHT:
                yield from self._land()
        while self._flying:
            yield from self._land()

    def finished(self) -> list[Done]:
        """Return what was read of the rest, when it has to stop before its end."""
        return [done for handful, _ in self._flying for done in handful.fresh()]

    @property
    def _is_quick(self) -> bool:
        return self._read_here_s <= _QUICK_S * self._read_here_files

    def _read_here(self, handful: _Handful) -> list[Done]:
        """Read small files in the thread of the caller, for as long as they come quickly."""
        self._flying.append((handful, Future()))
        began = self._clock()
        self._read_all(handful)
        self._read_here_s += self._clock() - began
        self._read_here_files += len(handful.entries)
        self._flying.pop()
        return handful.fresh()

    def _land(self) -> Iterator[list[Done]]:
        """Yield what became of the oldest handful, and meanwhile what is done of it."""
        handful, future = self._flying[0]
        is_done = False
        while not is_done:
            is_done = not wait((future,), MOMENT_S).not_done
            yield handful.fresh()
        self._flying.popleft()
        future.result()

    def _read_all(self, handful: _Handful) -> None:
        for entry in handful.entries:
            try:
                handful.done.append((entry, self._read(entry)))
            except _STOPPING:
                raise
            except VendorError as error:
                handful.done.append((entry, error))

    def _handfuls(self, entries: Iterable[Entry]) -> Iterator[_Handful]:
        """Yield the entries in order, small ones together."""
        most = _HANDFUL if self._is_several else 1
        held: list[Entry] = []
        held_bytes = 0
        for entry in entries:
            if held and (len(held) == most or held_bytes + entry.size_bytes > _HANDFUL_BYTES):
                yield _Handful(held)
                held, held_bytes = [], 0
            held.append(entry)
            held_bytes += entry.size_bytes
        if held:
            yield _Handful(held)
