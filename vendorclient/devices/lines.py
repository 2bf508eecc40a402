"""The line to a driver: straight through, or to a worker process that may hang, crash or die."""

from __future__ import annotations

import sys
import time
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from vendorcore.errors import VendorError
from vendorcore.media.child import Child, itself

from vendorclient.devices.desk import Desk
from vendorclient.devices.wire import error_from_wire

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vendorcore.media.frames import Message

    from vendorclient.devices.native import Driver

START_SECONDS = 30.0
# Some calls of libgphoto2 keep the interpreter's lock while they wait for a slow camera.
SILENCE_SECONDS = 15.0
# A camera may take 50 ms for each of several thousand files of one folder.
PATIENCE_SECONDS = 300.0
MEMORY_BYTES = 512 << 20


class LineBroken(VendorError):
    """The worker process crashed or hung; a new one answers the next question."""

    code = "device-worker-lost"


class Line(Protocol):
    """Whoever takes a question to a driver and brings the answer back."""

    def ask(self, message: Message) -> tuple[Message, bytes]:
        """Return the answer, or raise what the driver raised."""

    @property
    def is_busy(self) -> bool:
        """Whether the driver answers somebody now; the next question would have to wait."""

    def close(self) -> None:
        """Let the driver go."""


class Straight:
    """Asks a driver in this process; for those that are our own Python and cannot hang."""

    def __init__(self, driver: Driver) -> None:
        self._desk = Desk(driver)
        self._lock = Lock()

    def ask(self, message: Message) -> tuple[Message, bytes]:
        """Return the answer."""
        with self._lock:
            return _unpacked(self._desk.answer(message))

    @property
    def is_busy(self) -> bool:
        """Whether somebody is being answered now."""
        return self._lock.locked()

    def close(self) -> None:
        """Let the devices go."""
        with self._lock:
            self._desk.close()


class Worker:
    """Asks a driver in a process of its own; kills it when it falls silent."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        silence: float = SILENCE_SECONDS,
        patience: float = PATIENCE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._command = tuple(command)
        self._silence = silence
        self._patience = patience
        self._clock = clock
        self._child: Child | None = None
        self._lock = Lock()

    def ask(self, message: Message) -> tuple[Message, bytes]:
        """Return the answer; LineBroken when the process died or fell silent."""
        with self._lock:
            child = self._child or self._start()
            child.send(message)
            answer = self._wait(child)
            if answer is None:
                self._drop()
                raise LineBroken(asked=message["ask"])
            return _unpacked(answer)

    @property
    def is_busy(self) -> bool:
        """Whether somebody is being answered now."""
        return self._lock.locked()

    def close(self) -> None:
        """End the process; a call that is under way raises LineBroken."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def _wait(self, child: Child) -> tuple[Message, bytes] | None:
        """Return the answer; none when the process died, fell silent or took for ever."""
        until = self._clock() + self._patience
        while (now := self._clock()) < until:
            frame = child.wait(min(until, now + self._silence), MEMORY_BYTES)
            if frame is None or "beat" not in frame[0]:
                return frame
        return None

    def _start(self) -> Child:
        self._child = Child(self._command)
        self._child.wait(self._clock() + START_SECONDS, MEMORY_BYTES)
        return self._child

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


def command_for(driver: str) -> tuple[str, ...]:
    """Return the command that starts a driver's process; a frozen program starts itself."""
    if getattr(sys, "frozen", False):
        return (*itself(), "worker", "--devices", driver)
    return (sys.executable, "-m", "vendorclient.devices.worker", driver)


def _unpacked(answer: tuple[Message, bytes]) -> tuple[Message, bytes]:
    if "error" in answer[0]:
        raise error_from_wire(answer[0])
    return answer
