"""Names of Windows Portable Devices: properties, resources and errors, as in its header files."""

from __future__ import annotations

import ctypes
import uuid
from ctypes import Structure, Union, c_byte, c_double, c_ubyte, c_ushort
from ctypes.wintypes import DWORD


class PropertyKey(Structure):
    """PROPERTYKEY: a GUID in its memory form, and a number."""

    _fields_ = (("fmtid", c_ubyte * 16), ("pid", DWORD))

    @classmethod
    def of(cls, group: str, number: int) -> PropertyKey:
        """Return the key with this number of a group."""
        return cls((c_ubyte * 16)(*uuid.UUID(group).bytes_le), number)

    @property
    def mark(self) -> tuple[str, int]:
        """The same as plain values."""
        return str(uuid.UUID(bytes_le=bytes(self.fmtid))), int(self.pid)


class _Content(Union):
    _fields_ = (("date", c_double), ("room", c_byte * 16))


class Variant(Structure):
    """PROPVARIANT, of which only dates are read here."""

    _fields_ = (("vt", c_ushort), ("reserved", c_ushort * 3), ("content", _Content))


_OBJECT = "ef6b490d-5cd8-437a-affc-da8b60ee4a3c"
_STORAGE = "01a3057a-74d6-4e80-bea7-dc4c212ce50a"
_DEVICE = "26d4979a-e643-4626-9e2b-736dc0c92fdc"
_CLIENT = "204d9f0c-2292-4080-9f42-40664e70f859"

OBJECT_NAME = PropertyKey.of(_OBJECT, 4)
OBJECT_CONTENT_TYPE = PropertyKey.of(_OBJECT, 7)
OBJECT_SIZE = PropertyKey.of(_OBJECT, 11)
OBJECT_FILE_NAME = PropertyKey.of(_OBJECT, 12)
OBJECT_DATE_MODIFIED = PropertyKey.of(_OBJECT, 19)
OBJECT_DATE_AUTHORED = PropertyKey.of(_OBJECT, 20)
STORAGE_CAPACITY = PropertyKey.of(_STORAGE, 4)
STORAGE_FREE = PropertyKey.of(_STORAGE, 5)
STORAGE_ACCESS = PropertyKey.of(_STORAGE, 11)
DEVICE_SERIAL = PropertyKey.of(_DEVICE, 9)
DEVICE_TYPE = PropertyKey.of(_DEVICE, 15)
CLIENT_NAME = PropertyKey.of(_CLIENT, 2)
CLIENT_ACCESS = PropertyKey.of(_CLIENT, 9)

DEFAULT_RESOURCE = PropertyKey.of("e81e79be-34f0-41bf-b53f-f1a06ae87842", 0)
THUMBNAIL_RESOURCE = PropertyKey.of("c7c407ba-98fa-46b5-9960-23fec124cfde", 0)

FOLDER = "27e2e392-a111-48e0-ab0c-e17705a05f85"
FUNCTIONAL_OBJECT = "99ed0160-17ff-4c44-9d98-1d7a6f941921"
ROOT_OBJECT = "DEVICE"
GENERIC_READ = 0x8000_0000
VT_DATE = 7
TYPE_CAMERA = 1

ALREADY_OPENED = 0x802A_0001
NOT_FOUND = 0x8007_0490
GENERAL_FAILURE = 0x8007_001F
BUSY = 0x8007_00AA
SHARING_VIOLATION = 0x8007_0020
NOT_CONNECTED = 0x8007_048F
NOT_READY = 0x8007_0015
ACCESS_DENIED = 0x8007_0005
FILE_NOT_FOUND = 0x8007_0002


def key_pointer(key: PropertyKey) -> ctypes._Pointer[PropertyKey]:
    """Return a pointer to a key, as every method wants it."""
    return ctypes.pointer(key)
