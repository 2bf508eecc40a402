"""The parent's side of the worker process: asks, waits, watches, stops and starts anew."""

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any, Self

from vendorcore.domain import MediaKind
from vendorcore.errors import NotReadable
from vendorcore.evidence.facts import Facts
from vendorcore.media.child import Child, Frame, itself
from vendorcore.media.frames import Message
from vendorcore.media.kinds import HEIF, HUGE_PIXELS
from vendorcore.media.reading import Reading, bare_facts

START_SECONDS = 30.0
# Five seconds a file, the end and the new start of the process included.
FILE_SECONDS = 4.5
# 200 megapixels took four of them on an idle computer, and more than twenty on one that did ten
# things at once: an honest photo must not be refused for that. No small file is that large.
HUGE_SECONDS, HUGE_BYTES = 60.0, 4 << 20
# Watched every 20 ms; the margin keeps a fast decoder below 512 MB until it is stopped.
MEMORY_BYTES = 480 << 20
# One 200-megapixel HEIC decodes to 1.35 GB; an ordinary one maps 670 MB of address space.
HUGE_MEMORY_BYTES = 1536 << 20
# So many files are looked at in one job; when one of them hangs, each is read alone.
GLANCES = 50

Known = Mapping[str, Any]


class Workshop:
    """Reads files in a killable process; one caller at a time, others wait."""

    def __init__(
        self,
        command: Sequence[str] = (),
        *,
        seconds: float = FILE_SECONDS,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        self._command = tuple(command) or worker_command()
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._child: Child | None = None
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker process."""
        with self._lock:
            self._drop()

    def get_ready(self) -> None:
        """Start the worker process, so that the first file need not wait for it."""
        with self._lock:
            self._living_child()

    def read(self, path: Path, name: str = "", *, thorough: bool = True) -> Reading:
        """Return what the file says; a bad file is a problem in the facts, never an exception.

        Raises NotReadable when there is no such file or it may not be opened.
        """
        bare = _look_at(path, name)
        if bare.problem:
            return Reading(facts=bare)
        job = {"path": str(path.absolute()), "name": bare.name, "thorough": thorough}
        with self._lock:
            return self._ask(job, bare)

    def glances(self, files: Sequence[tuple[Path, Known]]) -> list[Reading]:
        """Return a first look at each of these files: tags and the embedded preview.

        What is known of a file already (values of Facts.to_json, its name at least) stands in its
        facts. They are looked at in one job; what does not answer is read alone. Raises NotReadable
        as `read` does.
        """
        for path, _ in files:
            _demand(path)
        job = {"files": [[str(path.absolute()), known["name"]] for path, known in files]}
        frame = self._once(job) if files else ({"looks": []}, b"")
        if frame is None:
            return [self._look_alone(path, known) for path, known in files]
        return list(_readings(*frame, (known for _, known in files)))

    def dates(self, paths: Sequence[Path]) -> Iterator[Facts]:
        """Yield when each file was taken, quickly and in the order given; nothing else is read.

        What cannot be read says so in its facts, a missing file too.
        """
        for start in range(0, len(paths), GLANCES):
            yield from self._glance(paths[start : start + GLANCES])

    def picture(self, path: Path, side: int) -> bytes:
        """Return the photo, or a video's first frame, as an upright JPEG; nothing if there is none.

        Neither side is longer than `side` pixels. Raises NotReadable as `read` does.
        """
        if _look_at(path, "").problem:
            return b""
        frame = self._once({"path": str(path.absolute()), "side": side})
        return b"" if frame is None else frame[1]

    def codes(self, path: Path) -> tuple[str, ...]:
        """Return what the QR codes in a photo say. Raises NotReadable as `read` does."""
        if _look_at(path, "").problem:
            return ()
        frame = self._once({"codes": str(path.absolute())})
        return () if frame is None else tuple(frame[0]["codes"])

    def _glance(self, paths: Sequence[Path]) -> list[Facts]:
        frame = self._once({"dates": [str(path.absolute()) for path in paths]})
        if frame is None:
            return [self._alone(path) for path in paths]
        return [Facts.from_json(said) for said in frame[0]["dates"]]

    def _alone(self, path: Path) -> Facts:
        """Read one of several files that together did not get an answer."""
        try:
            return self.read(path, thorough=False).facts
        except NotReadable:
            return Facts(name=path.name, problem="I_UNREADABLE")

    def _look_alone(self, path: Path, known: Known) -> Reading:
        reading = self.read(path, known["name"], thorough=False)
        return replace(reading, facts=Facts.from_json({**reading.facts.to_json(), **known}))

    def _once(self, job: Message) -> Frame | None:
        """Return the one answer to a job; none when the process hung, died or grew too large."""
        with self._lock:
            child = self._living_child()
            child.send(job)
            frame = child.wait(time.monotonic() + self._seconds, self._memory_bytes)
            if frame is None:
                self._drop()
            else:
                self._renew(child)
            return frame

    def _ask(self, job: Message, bare: Facts) -> Reading:
        child = self._living_child()
        began = time.monotonic()
        facts = replace(bare, problem="I_UNREADABLE")
        child.send(job)
        while (
            frame := child.wait(began + self._patience(facts), self._allowance(facts))
        ) is not None:
            message, body = frame
            if "facts" in message:
                self._renew(child)
                return Reading(facts=Facts.from_json(message["facts"]), thumbnail_jpeg=body)
            facts = Facts.from_json(message["so_far"])
        self._drop()
        return Reading(facts=_unfinished(facts))

    def _allowance(self, facts: Facts) -> int:
        is_greedy = facts.mime == HEIF and _is_huge(facts)
        return max(self._memory_bytes, HUGE_MEMORY_BYTES) if is_greedy else self._memory_bytes

    def _patience(self, facts: Facts) -> float:
        is_real = _is_huge(facts) and facts.size_bytes > HUGE_BYTES
        return max(self._seconds, HUGE_SECONDS) if is_real else self._seconds

    def _renew(self, child: Child) -> None:
        """Let a process go that kept much memory: it would count against the next file."""
        if child.memory_bytes > self._memory_bytes // 2:
            self._drop()

    def _living_child(self) -> Child:
        if self._child is not None and self._child.is_alive:
            return self._child
        self._drop()
        self._child = Child(self._command)
        self._child.wait(time.monotonic() + START_SECONDS, self._memory_bytes)
        return self._child

    def _drop(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


def worker_command() -> tuple[str, ...]:
    """Return the command that starts the worker process; a frozen program starts itself."""
    if getattr(sys, "frozen", False):
        return (*itself(), "worker")
    # Safe path (-P): a module lying in the current folder, perhaps a card, is never imported.
    return (sys.executable, "-P", "-c", "from vendorcore.media.worker import main; main()")


def _look_at(path: Path, name: str) -> Facts:
    try:
        with path.open("rb"):
            return bare_facts(path, name)
    except OSError as error:
        raise NotReadable(path=str(path)) from error


def _demand(path: Path) -> None:
    """Raise NotReadable where there is no file."""
    try:
        os.stat(path)  # noqa: PTH116 - done for each file of a full card
    except OSError as error:
        raise NotReadable(path=str(path)) from error


def _readings(message: Message, body: bytes, knowns: Iterable[Known]) -> Iterator[Reading]:
    at = 0
    for (said, size, seems_cut), known in zip(message["looks"], knowns, strict=True):
        facts, small = Facts.from_json({**said, **known}), body[at : at + size]
        yield Reading(facts=facts, thumbnail_jpeg=small, seems_cut=seems_cut)
        at += size


def _is_huge(facts: Facts) -> bool:
    return facts.kind is MediaKind.PHOTO and facts.width * facts.height > HUGE_PIXELS


def _unfinished(facts: Facts) -> Facts:
    """A photo whose pixels cannot be decoded is unreadable; a video keeps what it told."""
    if facts.kind is MediaKind.VIDEO and facts.width and not facts.problem:
        return facts
    return replace(facts, problem=facts.problem or "I_UNREADABLE")
