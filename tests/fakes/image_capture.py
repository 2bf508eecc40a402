"""ImageCaptureCore as Apple documents it, over a folder.

Methods have Apple's selectors as pyobjc writes them; what comes later comes when the system's
events are served, never before the call returns.
"""

# ruff: noqa: N802 - the names and the order of arguments are Apple's own

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PASSCODE, IN_USE = -9943, -9927


class Error:
    def __init__(self, code: int) -> None:
        self._code = code

    def code(self) -> int:
        return self._code


class Moment:
    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def timeIntervalSince1970(self) -> float:
        return self._seconds


class Folder:
    def __init__(self, path: Path, root: Path) -> None:
        self._path, self._root = path, root

    def name(self) -> str:
        return "" if self._path == self._root else self._path.name

    def parentFolder(self) -> Folder | None:
        return None if self._path == self._root else Folder(self._path.parent, self._root)


class File:
    def __init__(self, path: Path, camera: Camera) -> None:
        self._path, self._camera = path, camera

    def name(self) -> str:
        return self._path.name

    def parentFolder(self) -> Folder:
        return Folder(self._path.parent, self._camera.root)

    def fileSize(self) -> int:
        return self._path.stat().st_size

    def fileModificationDate(self) -> Moment:
        return Moment(self._path.stat().st_mtime)

    def fileCreationDate(self) -> None:
        return None

    def requestReadDataAtOffset_length_completion_(
        self, offset: int, length: int, done: Callable[[Any, Any], None]
    ) -> None:
        def answer() -> None:
            if self._camera.fails_reading or not self._path.exists():
                done(None, Error(-9937))
                return
            with self._path.open("rb") as file:
                file.seek(offset)
                done(file.read(length), None)

        self._camera.later(answer)

    def requestThumbnailDataWithOptions_completion_(
        self, options: dict[str, Any], done: Callable[[Any, Any], None]
    ) -> None:
        self._camera.later(lambda: done(b"small", None))


class Camera:
    """A phone or camera; the test may lock it, pull it out or let somebody else hold it."""

    def __init__(self, root: Path, system: FakeCocoa) -> None:
        self.root, self._system = root, system
        self.kind = "iPhone"
        self.presentation = 0
        self.restricted = False
        self.refusal = 0
        self.fails_reading = False
        self.unplugged = False
        self._open = False
        self._listener: Any = None

    def later(self, work: Callable[[], None]) -> None:
        if not self.unplugged:
            self._system.later(work)

    def setDelegate_(self, listener: Any) -> None:
        self._listener = listener

    def name(self) -> str:
        return "현장 아이폰"

    def productKind(self) -> str:
        return self.kind

    def serialNumberString(self) -> str:
        return "F2LXK1AB0D91"

    def UUIDString(self) -> str:
        return "0000-1111"

    def isAccessRestrictedAppleDevice(self) -> bool:
        return self.restricted

    def hasOpenSession(self) -> bool:
        return self._open

    def respondsToSelector_(self, name: str) -> bool:
        return name == "setMediaPresentation:"

    def setMediaPresentation_(self, presentation: int) -> None:
        self.presentation = presentation

    def requestOpenSession(self) -> None:
        def answer() -> None:
            self._open = not self.refusal
            error = Error(self.refusal) if self.refusal else None
            self._listener.device_didOpenSessionWithError_(self, error)
            if self._open:
                self._listener.deviceDidBecomeReadyWithCompleteContentCatalog_(self)

        self.later(answer)

    def requestCloseSession(self) -> None:
        self._open = False

    def mediaFiles(self) -> list[File]:
        return [File(path, self) for path in sorted(self.root.rglob("*")) if path.is_file()]

    def pull_out(self) -> None:
        self.unplugged = True
        self._open = False
        self._system.devices.remove(self)
        if self._listener is not None:
            self._listener.didRemoveDevice_(self)
        self._system.told.deviceBrowser_didRemoveDevice_moreGoing_(None, self, False)


class Browser:
    def __init__(self, system: FakeCocoa, listener: Any) -> None:
        self._system, self._listener = system, listener

    def start(self) -> None:
        for device in self._system.devices:
            added = self._listener.deviceBrowser_didAddDevice_moreComing_
            self._system.later(partial(added, self, device, False))


class FakeCocoa:
    """The system: it serves its events only while somebody waits."""

    def __init__(self) -> None:
        self.devices: list[Camera] = []
        self.told: Any = None
        self._events: list[Callable[[], None]] = []

    def later(self, work: Callable[[], None]) -> None:
        self._events.append(work)

    def browser(self, listener: Any) -> Browser:
        self.told = listener
        return Browser(self, listener)

    def listen(self, device: Camera, listener: Any) -> None:
        device.setDelegate_(listener)

    def until(self, done: Callable[[], bool], seconds: float) -> bool:
        while not done() and self._events:
            self._events.pop(0)()
        return done()
