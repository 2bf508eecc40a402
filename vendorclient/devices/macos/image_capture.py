"""Phones and cameras on macOS, through ImageCaptureCore, which gives originals when asked."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from vendorcore.errors import DeviceGone, NotReadable

from vendorclient.devices.device import DeviceKind, DeviceState, Entry, Status, StorageSpace
from vendorclient.devices.layout import is_media
from vendorclient.devices.macos.cocoa import ORIGINALS, RealCocoa
from vendorclient.devices.native import Found
from vendorclient.devices.pairs import marked
from vendorclient.devices.refusing import check
from vendorclient.devices.times import instant
from vendorclient.devices.walk import Listing, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vendorclient.devices.macos.cocoa import Cocoa

_LOOK_SECONDS, _OPEN_SECONDS, _CATALOGUE_SECONDS, _READ_SECONDS = 1.0, 15.0, 120.0, 60.0
_MAKERS = ("nikon", "canon", "sony", "fuji", "olympus", "panasonic", "pentax", "ricoh", "leica")
# ICReturnCode: the device asks for its passcode first, or another program uses it.
_PASSCODE, _IN_USE = -9943, -9927


class Driver:
    """The phones and cameras on the cable, as the system's browser tells of them."""

    def __init__(self, cocoa: Cocoa | None = None) -> None:
        self._cocoa = cocoa or RealCocoa()
        self._devices: dict[str, Any] = {}
        self._browser: Any = None

    def find(self) -> list[Found]:
        """Return what is connected now."""
        self._browse()
        return [_found(address, device) for address, device in self._devices.items()]

    def open(self, address: str) -> Talk:
        """Begin to talk with a device."""
        if address not in self._devices:
            self._browse()
        if address not in self._devices:
            raise DeviceGone(device=address)
        return Talk(self._cocoa, self._devices[address])

    def deviceBrowser_didAddDevice_moreComing_(  # noqa: N802 - Apple's own name
        self, _browser: Any, device: Any, _more: object
    ) -> None:
        """Take note of a device."""
        self._devices[_address(device)] = device

    def deviceBrowser_didRemoveDevice_moreGoing_(  # noqa: N802 - Apple's own name
        self, _browser: Any, device: Any, _more: object
    ) -> None:
        """Forget a device."""
        self._devices.pop(_address(device), None)

    def _browse(self) -> None:
        if self._browser is None:
            self._browser = self._cocoa.browser(self)
            self._browser.start()
        self._cocoa.until(lambda: False, _LOOK_SECONDS)


class Talk:
    """One device."""

    def __init__(self, cocoa: Cocoa, device: Any) -> None:
        self._cocoa = cocoa
        self._device = device
        self._answered = self._complete = self._gone = False
        self._error: Any = None
        self._files: dict[str, Any] = {}
        cocoa.listen(device, self)

    def status(self) -> Status:
        """Return its state; a restricted iPhone is locked or does not trust this computer."""
        if self._gone:
            return Status(DeviceState.GONE)
        if self._restricted():
            return Status(DeviceState.LOCKED)
        if not self._device.hasOpenSession():
            self._open_session()
        if self._gone:
            return Status(DeviceState.GONE)
        return Status(DeviceState.LOCKED) if self._restricted() else _status_of(self._error)

    def storages(self) -> tuple[StorageSpace, ...]:
        """Return the device as one storage: the system tells no more."""
        check(self.status(), _address(self._device))
        name = str(self._device.name())
        return (
            StorageSpace(id="device", label=name, total_bytes=0, free_bytes=0, read_only=False),
        )

    def folders(self) -> Iterator[list[Entry]]:
        """Yield its media, newest folder first, once the system has catalogued it."""
        check(self.status(), _address(self._device))
        self._cocoa.until(lambda: self._complete or self._gone, _CATALOGUE_SECONDS)
        check(self.status(), _address(self._device))
        self._files = {_path(file): file for file in self._device.mediaFiles()}
        listings = _listings(self._files)
        yield from walk(lambda folder: listings[folder], [""], is_cheap=True)

    def read(self, path: str, offset: int, count: int) -> bytes:
        """Return a part of a file."""
        file = self._file(path)
        size = int(file.fileSize())
        if offset >= size:
            return b""
        told: list[tuple[Any, Any]] = []
        file.requestReadDataAtOffset_length_completion_(
            offset, min(count, size - offset), lambda data, error: told.append((data, error))
        )
        self._cocoa.until(lambda: bool(told) or self._gone, _READ_SECONDS)
        if not told or told[0][1] is not None:
            check(self.status(), _address(self._device))
            raise NotReadable(path=path)
        return bytes(told[0][0])

    def thumbnail(self, path: str) -> bytes:
        """Return the device's own small picture, or nothing."""
        told: list[Any] = []
        self._file(path).requestThumbnailDataWithOptions_completion_(
            {}, lambda data, _error: told.append(data)
        )
        self._cocoa.until(lambda: bool(told) or self._gone, _OPEN_SECONDS)
        return bytes(told[0] or b"") if told else b""

    def close(self) -> None:
        """Let the device go."""
        if not self._gone and self._device.hasOpenSession():
            self._device.requestCloseSession()

    def device_didOpenSessionWithError_(self, _device: Any, error: Any) -> None:  # noqa: N802 - Apple
        """Take note how opening went."""
        self._answered, self._error = True, error

    def deviceDidBecomeReadyWithCompleteContentCatalog_(self, _device: Any) -> None:  # noqa: N802 - Apple
        """Take note that everything is known."""
        self._complete = True

    def cameraDeviceDidEnableAccessRestriction_(self, _device: Any) -> None:  # noqa: N802 - Apple
        """Forget what was known: the phone was locked."""
        self._complete = False

    def cameraDeviceDidRemoveAccessRestriction_(self, _device: Any) -> None:  # noqa: N802 - Apple
        """Look again: the phone was unlocked."""
        self._answered = False

    def didRemoveDevice_(self, _device: Any) -> None:  # noqa: N802 - Apple's own name
        """Take note that it was pulled out."""
        self._gone = True

    def _open_session(self) -> None:
        self._answered, self._error, self._complete = False, None, False
        if self._device.respondsToSelector_("setMediaPresentation:"):
            self._device.setMediaPresentation_(ORIGINALS)
        self._device.requestOpenSession()
        self._cocoa.until(lambda: self._answered or self._gone, _OPEN_SECONDS)

    def _restricted(self) -> bool:
        return bool(self._device.isAccessRestrictedAppleDevice())

    def _file(self, path: str) -> Any:
        if self._gone:
            raise DeviceGone(device=_address(self._device))
        if path not in self._files:
            self._files = {_path(file): file for file in self._device.mediaFiles()}
        if path not in self._files:
            raise NotReadable(path=path)
        return self._files[path]


def _listings(files: Mapping[str, Any]) -> dict[str, Listing]:
    """Return what lies in each folder: the system gives all files in one list."""
    inside: dict[str, list[str]] = {"": []}
    below: dict[str, dict[str, None]] = {"": {}}
    for path in files:
        folder = path.rpartition("/")[0]
        inside.setdefault(folder, []).append(path)
        while folder:
            parent = folder.rpartition("/")[0]
            below.setdefault(parent, {})[folder] = None
            folder = parent
    return {
        folder: Listing(_pictures(inside.get(folder, []), files), list(below.get(folder, {})))
        for folder in inside.keys() | below.keys()
    }


def _pictures(paths: list[str], files: Mapping[str, Any]) -> list[Entry]:
    names = [path.rsplit("/", 1)[-1] for path in paths]
    found = zip(paths, names, strict=True)
    return marked([_entry(path, files[path]) for path, name in found if is_media(name)], names)


def _status_of(error: Any) -> Status:
    if error is None:
        return Status()
    code = int(error.code())
    if code == _PASSCODE:
        return Status(DeviceState.LOCKED)
    if code == _IN_USE:
        return Status(DeviceState.BUSY, "?")
    return Status(DeviceState.ERROR, str(code))


def _found(address: str, device: Any) -> Found:
    kind = _kind(device)
    digest = hashlib.sha256(address.encode()).hexdigest()
    return Found(key=f"{kind}-{digest[:16]}", label=str(device.name()), kind=kind, address=address)


def _kind(device: Any) -> DeviceKind:
    """A camera only where its maker makes no phones: phones are private."""
    if str(device.productKind() or "") in ("iPhone", "iPad", "iPod"):
        return DeviceKind.IPHONE
    is_camera = str(device.name() or "").lower().startswith(_MAKERS)
    return DeviceKind.CAMERA if is_camera else DeviceKind.ANDROID


def _address(device: Any) -> str:
    return str(device.serialNumberString() or device.UUIDString() or device.name())


def _path(file: Any) -> str:
    """Return the path of a file, made of the names of its folders."""
    names, folder = [str(file.name())], file.parentFolder()
    while folder is not None and folder.name():
        names.append(str(folder.name()))
        folder = folder.parentFolder()
    return "/".join(reversed(names))


def _entry(path: str, file: Any) -> Entry:
    at = file.fileModificationDate() or file.fileCreationDate()
    return Entry(
        path=path,
        name=path.rsplit("/", 1)[-1],
        size_bytes=int(file.fileSize()),
        modified_at=None if at is None else instant(at.timeIntervalSince1970()),
    )
