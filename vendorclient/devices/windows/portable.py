"""The thin seam to Windows Portable Devices: plain values out of its calls."""

from __future__ import annotations

import ctypes
from contextlib import contextmanager
from ctypes import byref, c_void_p
from ctypes.wintypes import DWORD, ULONG
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from vendorclient.devices.windows import wpd_names as names

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT_ONCE = 64
_LONGEST_NAME = 512
# Dates of OLE count days from here, in the device's own time.
_OLE_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a wall clock of nowhere


class Refusal(Exception):
    """Windows or the device said no; code is the HRESULT without its sign."""

    def __init__(self, code: int) -> None:
        self.code = code & 0xFFFF_FFFF
        super().__init__(f"{self.code:#010x}")


class Factory(Protocol):
    """Makes the objects of WPD; wpd_types.Factory on Windows."""

    def manager(self) -> Any:
        """Return who knows the devices."""

    def device(self) -> Any:
        """Return a device that is not opened yet."""

    def values(self) -> Any:
        """Return an empty list of values."""

    def keys(self) -> Any:
        """Return an empty list of property names."""

    def free(self, address: int) -> None:
        """Give memory back that Windows had lent."""


@dataclass(frozen=True, slots=True)
class Named:
    """A device that is connected: the system's name of it and those for people."""

    id: str
    label: str
    maker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One object on a device: a file, a folder or a storage."""

    id: str
    name: str
    is_folder: bool
    is_storage: bool
    size_bytes: int
    modified_at: datetime | None


@contextmanager
def border() -> Iterator[None]:
    """Turn COM's errors into Refusal."""
    try:
        yield
    except Exception as error:
        code = getattr(error, "hresult", None) or getattr(error, "winerror", None)
        if code is None:
            raise
        raise Refusal(int(code)) from error


def connected(factory: Factory) -> list[Named]:
    """Return the phones and cameras; disks have a driver of their own."""
    with border():
        manager = factory.manager()
        manager.RefreshDeviceList()
        count = DWORD(0)
        manager.GetDevices(None, byref(count))
        if not count.value:
            return []
        addresses = (c_void_p * count.value)()
        manager.GetDevices(addresses, byref(count))
        ids = [_taken(factory, address) for address in addresses[: count.value] if address]
        return [_named(manager, one) for one in ids if "wpdbusenum" not in one.lower()]


class Opened:
    """A device that was opened for reading."""

    def __init__(self, factory: Factory, device_id: str) -> None:
        self._factory = factory
        with border():
            client = factory.values()
            client.SetStringValue(names.key_pointer(names.CLIENT_NAME), "vendorclient")
            access = names.key_pointer(names.CLIENT_ACCESS)
            client.SetUnsignedIntegerValue(access, names.GENERIC_READ)
            self._device = factory.device()
            self._device.Open(device_id, client)
            self._content = self._device.Content()

    def close(self) -> None:
        """Let the device go."""
        with border():
            self._device.Close()

    def serial(self) -> str:
        """Return the device's own number, or nothing."""
        with border():
            values = self._values(names.ROOT_OBJECT, names.DEVICE_SERIAL)
            return self._text(values, names.DEVICE_SERIAL)

    def children(self, object_id: str) -> list[str]:
        """Return the objects in a folder."""
        found: list[str] = []
        with border():
            ids = self._content.EnumObjects(0, object_id, None)
            while True:
                addresses, fetched = (c_void_p * _AT_ONCE)(), ULONG(0)
                ids.Next(_AT_ONCE, addresses, byref(fetched))
                some = addresses[: fetched.value]
                found += [_taken(self._factory, address) for address in some if address]
                if fetched.value < _AT_ONCE:
                    return found

    def thing(self, object_id: str) -> Thing:
        """Return what is known of an object."""
        asked = (
            *(names.OBJECT_FILE_NAME, names.OBJECT_NAME, names.OBJECT_CONTENT_TYPE),
            *(names.OBJECT_SIZE, names.OBJECT_DATE_MODIFIED, names.OBJECT_DATE_AUTHORED),
        )
        with border():
            values = self._values(object_id, *asked)
            kind = _guid(values)
            first, second = names.OBJECT_FILE_NAME, names.OBJECT_NAME
            return Thing(
                id=object_id,
                name=self._text(values, first) or self._text(values, second),
                is_folder=kind in (names.FOLDER, names.FUNCTIONAL_OBJECT),
                is_storage=kind == names.FUNCTIONAL_OBJECT,
                size_bytes=_number(values, names.OBJECT_SIZE),
                modified_at=_date(values, names.OBJECT_DATE_MODIFIED)
                or _date(values, names.OBJECT_DATE_AUTHORED),
            )

    def room(self, storage_id: str) -> tuple[int, int]:
        """Return how large a storage is and how much of it is free."""
        with border():
            values = self._values(storage_id, names.STORAGE_CAPACITY, names.STORAGE_FREE)
            return _number(values, names.STORAGE_CAPACITY), _number(values, names.STORAGE_FREE)

    def stream(self, object_id: str, resource: names.PropertyKey) -> OpenedStream:
        """Return the bytes of an object."""
        with border():
            best = DWORD(0)
            resources = self._content.Transfer()
            key = names.key_pointer(resource)
            return OpenedStream(resources.GetStream(object_id, key, 0, byref(best)))

    def _values(self, object_id: str, *asked: names.PropertyKey) -> Any:
        keys = self._factory.keys()
        for one in asked:
            keys.Add(names.key_pointer(one))
        return self._content.Properties().GetValues(object_id, keys)

    def _text(self, values: Any, key: names.PropertyKey) -> str:
        try:
            with border():
                address = values.GetStringValue(names.key_pointer(key))
        except Refusal:
            return ""
        return _taken(self._factory, address) if address else ""


class OpenedStream:
    """The bytes of one object."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, count: int) -> bytes:
        """Return the next bytes; nothing at the end."""
        buffer, got = ctypes.create_string_buffer(count), ULONG(0)
        with border():
            self._stream.Read(buffer, count, byref(got))
        return buffer.raw[: got.value]

    def seek(self, offset: int) -> bool:
        """Go to a place; false on devices that can only be read from the beginning."""
        reached = ctypes.c_ulonglong(0)
        try:
            with border():
                self._stream.Seek(offset, 0, byref(reached))
        except Refusal:
            return False
        return reached.value == offset


def _named(manager: Any, device_id: str) -> Named:
    label = _name(manager.GetDeviceFriendlyName, device_id)
    label = label or _name(manager.GetDeviceDescription, device_id)
    return Named(device_id, label, _name(manager.GetDeviceManufacturer, device_id))


def _name(ask: Any, device_id: str) -> str:
    count, buffer = DWORD(_LONGEST_NAME), ctypes.create_unicode_buffer(_LONGEST_NAME)
    try:
        with border():
            ask(device_id, buffer, byref(count))
    except Refusal:
        return ""
    return buffer.value


def _taken(factory: Factory, address: int) -> str:
    """Return a text that Windows lent, and give its memory back."""
    text = ctypes.wstring_at(address)
    factory.free(address)
    return text


def _guid(values: Any) -> str:
    try:
        with border():
            kind = values.GetGuidValue(names.key_pointer(names.OBJECT_CONTENT_TYPE))
    except Refusal:
        return ""
    return str(kind).strip("{}").lower()


def _number(values: Any, key: names.PropertyKey) -> int:
    try:
        with border():
            return int(values.GetUnsignedLargeIntegerValue(names.key_pointer(key)))
    except Refusal:
        return 0


def _date(values: Any, key: names.PropertyKey) -> datetime | None:
    """Return a date; devices give their own wall clock, taken here as that of this computer."""
    try:
        with border():
            variant = values.GetValue(names.key_pointer(key))
    except Refusal:
        return None
    if variant.vt != names.VT_DATE:
        return None
    try:
        return (_OLE_ZERO + timedelta(days=variant.content.date)).astimezone().astimezone(UTC)
    except (OverflowError, OSError, ValueError):
        return None
