"""Windows Portable Devices as its header files describe it, over a folder.

Methods have the names, the order of arguments and the ways of giving back that comtypes makes of
the declarations in wpd_types.py: what is declared [out] is returned, arrays and counts are filled
through the pointers that are given.
"""

# ruff: noqa: N802 - the names are Windows' own

from __future__ import annotations

import ctypes
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from vendorclient.devices.windows import wpd_names as names

if TYPE_CHECKING:
    from pathlib import Path

PHONE_ID = r"\\?\usb#vid_04e8&pid_6860&ms_comp_mtp#6&1a2b3c&0&0000#{6ac27878-a6fa}"
DISK_ID = r"\\?\swd#wpdbusenum#{1234}#0000000000100000#{6ac27878-a6fa}"
OLE_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - the device's own wall clock


class COMError(Exception):
    """As comtypes raises it: the HRESULT is a signed number."""

    def __init__(self, code: int) -> None:
        self.hresult = code - (1 << 32) if code & 0x8000_0000 else code
        super().__init__(hex(code))


class FakeWpd:
    """The computer with its portable devices; also the factory of WPD's objects."""

    def __init__(self, root: Path, maker: str = "Samsung") -> None:
        self.root = root
        self.maker = maker
        self.plugged = True
        self.locked = False
        self.held = False
        self.seekable = True
        self.fails_reading = 0
        self.storage_name = ""  # what every storage is called, if they are called the same
        self.asked = 0
        self.opened: list[str] = []
        self.lent: dict[int, Any] = {}
        self.ids: dict[str, Path] = {}

    def manager(self) -> Manager:
        return Manager(self)

    def device(self) -> Device:
        return Device(self)

    def values(self) -> Values:
        return Values(self, {})

    def keys(self) -> Keys:
        return Keys()

    def free(self, address: int) -> None:
        del self.lent[address]

    def lend(self, text: str) -> int:
        """Return the address of a text that the caller has to free."""
        buffer = ctypes.create_unicode_buffer(text)
        address = ctypes.addressof(buffer)
        self.lent[address] = buffer
        return address

    def check(self) -> None:
        if not self.plugged:
            raise COMError(names.NOT_CONNECTED)


class Manager:
    def __init__(self, computer: FakeWpd) -> None:
        self._computer = computer

    def RefreshDeviceList(self) -> None:
        return None

    def GetDevices(self, addresses: Any, count: Any) -> None:
        ids = [DISK_ID, *([PHONE_ID] if self._computer.plugged else [])]
        if addresses is not None:
            for number, one in enumerate(ids):
                addresses[number] = self._computer.lend(one)
        count._obj.value = len(ids)

    def GetDeviceFriendlyName(self, device_id: str, buffer: Any, count: Any) -> None:
        raise COMError(0x8007_000D)

    def GetDeviceDescription(self, device_id: str, buffer: Any, count: Any) -> None:
        buffer.value = "현장 갤럭시"

    def GetDeviceManufacturer(self, device_id: str, buffer: Any, count: Any) -> None:
        buffer.value = self._computer.maker


class Values:
    def __init__(self, computer: FakeWpd, told: dict[tuple[str, int], Any]) -> None:
        self._computer = computer
        self.told = told

    def SetStringValue(self, key: Any, value: str) -> None:
        self.told[key.contents.mark] = value

    def SetUnsignedIntegerValue(self, key: Any, value: int) -> None:
        self.told[key.contents.mark] = value

    def GetStringValue(self, key: Any) -> int:
        return self._computer.lend(self._get(key))

    def GetUnsignedLargeIntegerValue(self, key: Any) -> int:
        return int(self._get(key))

    def GetGuidValue(self, key: Any) -> str:
        return "{" + str(self._get(key)).upper() + "}"

    def GetValue(self, key: Any) -> names.Variant:
        at = self._get(key)
        variant = names.Variant(vt=names.VT_DATE)
        variant.content.date = (at - OLE_ZERO).total_seconds() / 86400
        return variant

    def _get(self, key: Any) -> Any:
        if key.contents.mark not in self.told:
            raise COMError(names.NOT_FOUND)
        return self.told[key.contents.mark]


class Keys:
    def __init__(self) -> None:
        self.marks: list[tuple[str, int]] = []

    def Add(self, key: Any) -> None:
        self.marks.append(key.contents.mark)


class Device:
    def __init__(self, computer: FakeWpd) -> None:
        self._computer = computer

    def Open(self, device_id: str, client: Values) -> None:
        self._computer.check()
        assert client.told[names.CLIENT_ACCESS.mark] == names.GENERIC_READ
        if self._computer.held:
            raise COMError(names.ALREADY_OPENED)

    def Content(self) -> Content:
        return Content(self._computer)

    def Close(self) -> None:
        return None


class Content:
    def __init__(self, computer: FakeWpd) -> None:
        self._computer = computer

    def EnumObjects(self, flags: int, parent: str, only: Any) -> Ids:
        self._computer.check()
        if self._computer.locked:
            raise COMError(names.NOT_FOUND)
        root = self._computer.root
        folder = root if parent == names.ROOT_OBJECT else self._computer.ids[parent]
        found = []
        for path in sorted(folder.iterdir()):
            number = f"o{abs(hash(str(path))):X}"
            self._computer.ids[number] = path
            found.append(number)
        return Ids(self._computer, found)

    def Properties(self) -> Properties:
        return Properties(self._computer)

    def Transfer(self) -> Resources:
        return Resources(self._computer)


class Ids:
    def __init__(self, computer: FakeWpd, ids: list[str]) -> None:
        self._computer = computer
        self._left = ids

    def Next(self, count: int, addresses: Any, fetched: Any) -> None:
        some, self._left = self._left[:count], self._left[count:]
        for number, one in enumerate(some):
            addresses[number] = self._computer.lend(one)
        fetched._obj.value = len(some)


class Properties:
    def __init__(self, computer: FakeWpd) -> None:
        self._computer = computer

    def GetValues(self, object_id: str, keys: Keys) -> Values:
        self._computer.check()
        self._computer.asked += 1
        path = self._computer.ids[object_id]
        facts = path.stat()
        is_storage = path.parent == self._computer.root
        folder = names.FUNCTIONAL_OBJECT if is_storage else names.FOLDER
        told = {
            names.OBJECT_NAME.mark: path.stem if path.is_file() else path.name,
            names.OBJECT_CONTENT_TYPE.mark: folder if path.is_dir() else "ef2107d5-a52a",
            names.STORAGE_CAPACITY.mark: 64 << 30,
            names.STORAGE_FREE.mark: 8 << 30,
        }
        if is_storage and self._computer.storage_name:
            told[names.OBJECT_NAME.mark] = self._computer.storage_name
        if path.is_file():
            told[names.OBJECT_FILE_NAME.mark] = path.name
            told[names.OBJECT_SIZE.mark] = facts.st_size
            local = datetime.fromtimestamp(facts.st_mtime, UTC).astimezone()
            told[names.OBJECT_DATE_MODIFIED.mark] = local.replace(tzinfo=None)
        return Values(self._computer, {mark: told[mark] for mark in keys.marks if mark in told})


class Resources:
    def __init__(self, computer: FakeWpd) -> None:
        self._computer = computer

    def GetStream(self, object_id: str, key: Any, mode: int, best: Any) -> Stream:
        self._computer.check()
        path = self._computer.ids[object_id]
        if not path.exists():
            raise COMError(names.FILE_NOT_FOUND)
        if key.contents.mark == names.THUMBNAIL_RESOURCE.mark:
            raise COMError(names.NOT_FOUND)
        self._computer.opened.append(path.name)
        return Stream(self._computer, path)


class Stream:
    def __init__(self, computer: FakeWpd, path: Path) -> None:
        self._computer = computer
        self._path = path
        self._offset = 0

    def Read(self, buffer: Any, count: int, got: Any) -> None:
        self._computer.check()
        if self._computer.fails_reading:
            raise COMError(self._computer.fails_reading)
        with self._path.open("rb") as file:
            file.seek(self._offset)
            piece = file.read(count)
        ctypes.memmove(buffer, piece, len(piece))
        self._offset += len(piece)
        got._obj.value = len(piece)

    def Seek(self, offset: int, origin: int, reached: Any) -> None:
        if not self._computer.seekable:
            raise COMError(0x8000_4001)
        self._offset = offset
        reached._obj.value = offset
