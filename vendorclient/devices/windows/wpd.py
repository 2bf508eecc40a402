"""Phones and cameras on Windows, through Windows Portable Devices."""

from __future__ import annotations

import hashlib
from collections import Counter
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from vendorcore.errors import DeviceGone, NotReadable

from vendorclient.devices.device import DeviceKind, DeviceState, Entry, Status, StorageSpace
from vendorclient.devices.layout import PHONE_ROOTS, is_media
from vendorclient.devices.native import Found
from vendorclient.devices.pairs import marked
from vendorclient.devices.refusing import check
from vendorclient.devices.walk import Listing, walk
from vendorclient.devices.windows import portable
from vendorclient.devices.windows import wpd_names as names
from vendorclient.devices.windows.portable import Opened, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vendorclient.devices.windows.portable import (
        Factory,
        Named,
        OpenedStream,
        Thing,
    )

T = TypeVar("T")
_MAKERS = ("nikon", "canon", "sony", "fuji", "olympus", "panasonic", "pentax", "ricoh", "leica")
_HELD = (names.ALREADY_OPENED, names.BUSY, names.SHARING_VIOLATION)
_SHUT = (names.NOT_FOUND, names.NOT_READY, names.ACCESS_DENIED)
_SKIPPED_AT_ONCE = 1 << 20


class Driver:
    """Everything that Windows shows as a portable device, but for disks."""

    def __init__(self, factory: Factory | None = None) -> None:
        self._factory = factory or _real()

    def find(self) -> list[Found]:
        """Return what is connected now."""
        try:
            return [_found(one) for one in portable.connected(self._factory)]
        except Refusal:
            return []

    def open(self, address: str) -> Talk:
        """Begin to talk with a device."""
        return Talk(self._factory, address)


class Talk:
    """One device; objects are known by numbers that only hold while it stays open."""

    def __init__(self, factory: Factory, address: str) -> None:
        self._factory = factory
        self._address = address
        self._opened: Opened | None = None
        self._ids: dict[str, str] = {"": names.ROOT_OBJECT}
        self._reading: tuple[str, int, OpenedStream] | None = None

    def status(self) -> Status:
        """Return its state: a locked phone shows no storage, or says that it found nothing."""
        try:
            shown = self._twice(lambda device: self._storages(device))
        except Refusal as error:
            self.close()
            return self._status_of(error)
        if not shown:
            self.close()
        return Status() if shown else Status(DeviceState.LOCKED)

    def storages(self) -> tuple[StorageSpace, ...]:
        """Return its storages."""
        with self._border(""):
            return self._twice(lambda device: tuple(self._spaces(device)))

    def folders(self) -> Iterator[list[Entry]]:
        """Yield its media, newest folder first."""
        with self._border(""):
            listed = [self._list(storage) for storage in self._twice(self._storages)]
            roots = [
                path
                for listing in listed
                for path in listing.folders
                if path.rsplit("/", 1)[-1].upper() in PHONE_ROOTS
            ]
            yield from walk(self._list, roots)

    def read(self, path: str, offset: int, count: int) -> bytes:
        """Return a part of a file; a device that cannot seek is read from the beginning."""
        with self._border(path):
            return self._twice(lambda device: self._part(device, path, offset, count))

    def thumbnail(self, path: str) -> bytes:
        """Return the device's own small picture, or nothing."""
        try:
            return self._twice(lambda device: self._small(device, path))
        except Refusal:
            return b""

    def close(self) -> None:
        """Let the device go."""
        opened, self._opened, self._reading = self._opened, None, None
        self._ids = {"": names.ROOT_OBJECT}
        if opened is not None:
            with suppress(Refusal):
                opened.close()

    def _storages(self, device: Opened) -> dict[str, Thing]:
        things = [device.thing(one) for one in device.children(names.ROOT_OBJECT)]
        return self._noted("", [one for one in things if one.is_storage])

    def _spaces(self, device: Opened) -> Iterator[StorageSpace]:
        for storage in self._storages(device).values():
            total, free = device.room(storage.id)
            yield StorageSpace(
                id=storage.id,
                label=storage.name,
                total_bytes=total,
                free_bytes=free,
                read_only=False,
            )

    def _list(self, folder: str) -> Listing:
        things = self._twice(lambda device: self._inside(device, folder))
        entries = [_entry(path, one) for path, one in things.items() if not one.is_folder]
        pictures = [entry for entry in entries if is_media(entry.name)]
        below = [path for path, one in things.items() if one.is_folder]
        return Listing(marked(pictures, [entry.name for entry in entries]), below)

    def _inside(self, device: Opened, folder: str) -> dict[str, Thing]:
        things = [device.thing(one) for one in device.children(self._id(device, folder))]
        return self._noted(folder, things)

    def _noted(self, folder: str, things: list[Thing]) -> dict[str, Thing]:
        """Take note of what lies in a folder, by its path."""
        by_path = _by_path(folder, things)
        self._ids |= {path: one.id for path, one in by_path.items()}
        return by_path

    def _id(self, device: Opened, path: str) -> str:
        """Return the number of an object, looked up again when the device was reopened."""
        if path not in self._ids:
            self._inside(device, path.rpartition("/")[0])
        if path not in self._ids:
            raise Refusal(names.FILE_NOT_FOUND)
        return self._ids[path]

    def _part(self, device: Opened, path: str, offset: int, count: int) -> bytes:
        if self._reading is None or self._reading[:2] != (path, offset):
            stream = device.stream(self._id(device, path), names.DEFAULT_RESOURCE)
            if offset and not stream.seek(offset):
                _skip(stream, offset)
            self._reading = (path, offset, stream)
        stream = self._reading[2]
        piece = stream.read(count)
        self._reading = (path, offset + len(piece), stream)
        return piece

    def _small(self, device: Opened, path: str) -> bytes:
        stream = device.stream(self._id(device, path), names.THUMBNAIL_RESOURCE)
        pieces = []
        while piece := stream.read(_SKIPPED_AT_ONCE):
            pieces.append(piece)
        return b"".join(pieces)

    def _twice(self, work: Callable[[Opened], T]) -> T:
        """Do something, and once more when the device had been let go behind our back."""
        if self._opened is not None:
            try:
                return work(self._opened)
            except Refusal as error:
                if error.code == names.FILE_NOT_FOUND:
                    raise
                self.close()
        self._opened = Opened(self._factory, self._address)
        return work(self._opened)

    def _status_of(self, error: Refusal) -> Status:
        if error.code in _HELD:
            return Status(DeviceState.BUSY, "?")
        is_there = self._address in [one.id for one in _quietly(self._factory)]
        if not is_there:
            return Status(DeviceState.GONE)
        shut = error.code in _SHUT
        return Status(DeviceState.LOCKED if shut else DeviceState.ERROR, str(error))

    @contextmanager
    def _border(self, path: str) -> Iterator[None]:
        """Turn refusals into our errors: is the device gone, shut, or only this file bad?"""
        try:
            yield
        except Refusal as error:
            check(self.status(), self._address)
            if not path:
                raise DeviceGone(device=self._address) from error
            # An iPhone that converts while it sends gives up in the middle with this code.
            code = "device-converts" if error.code == names.GENERAL_FAILURE else ""
            raise NotReadable(code, path=path) from error


def kind_of(named: Named) -> DeviceKind:
    """A camera only where its maker makes no phones: phones are private."""
    maker = named.maker.lower()
    if "apple" in maker:
        return DeviceKind.IPHONE
    return DeviceKind.CAMERA if maker.startswith(_MAKERS) else DeviceKind.ANDROID


def _found(named: Named) -> Found:
    kind = kind_of(named)
    digest = hashlib.sha256(named.id.encode("utf-8", "surrogatepass")).hexdigest()
    return Found(key=f"{kind}-{digest[:16]}", label=named.label, kind=kind, address=named.id)


def _by_path(folder: str, things: list[Thing]) -> dict[str, Thing]:
    """Return things by their paths; a camera with two cards may call both by the same name."""
    count = Counter(one.name for one in things)
    names_here = [one.name if count[one.name] == 1 else f"{one.id}~{one.name}" for one in things]
    start = f"{folder}/" if folder else ""
    return {start + name: one for name, one in zip(names_here, things, strict=True)}


def _entry(path: str, thing: Thing) -> Entry:
    return Entry(
        path=path,
        name=thing.name,
        size_bytes=thing.size_bytes,
        modified_at=thing.modified_at,
    )


def _skip(stream: OpenedStream, offset: int) -> None:
    while offset and (piece := stream.read(min(offset, _SKIPPED_AT_ONCE))):
        offset -= len(piece)


def _quietly(factory: Factory) -> list[Named]:
    try:
        return portable.connected(factory)
    except Refusal:
        return []


def _real() -> Factory:
    from vendorclient.devices.windows.wpd_types import Factory as RealFactory

    return RealFactory()
