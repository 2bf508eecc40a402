"""The interfaces of Windows Portable Devices, written after its header files.

The type library that Windows ships says of some arrays that they go in where they come out
(GetDevices, IEnumPortableDeviceObjectIDs.Next); so nothing is generated from it. Methods that are
not called here only hold their place.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_longlong, c_ulonglong, c_void_p
from ctypes.wintypes import DWORD, LPCWSTR, ULONG
from typing import Any

from comtypes import COMMETHOD, GUID, HRESULT, IUnknown
from comtypes.client import CreateObject

from vendorclient.devices.windows.wpd_names import PropertyKey, Variant

_KEY = POINTER(PropertyKey)
MANAGER = GUID("{0AF10CEC-2ECD-4B92-9581-34F6AE0637F3}")
DEVICE = GUID("{F7C0039A-4762-488A-B4B3-760EF9A1BA9B}")
VALUES = GUID("{0C15D503-D017-47CE-9016-7B3F978721CC}")
KEYS = GUID("{DE2D022D-2480-43BE-97F0-D1FA2CF98F4F}")


def _takes(name: str, *kinds: Any) -> Any:
    return COMMETHOD([], HRESULT, name, *((["in"], kind) for kind in kinds))


def _gives(name: str, result: Any, *kinds: Any) -> Any:
    taken = ((["in"], kind) for kind in kinds)
    return COMMETHOD([], HRESULT, name, *taken, (["out"], POINTER(result)))


def _unused(*names: str) -> list[Any]:
    return [COMMETHOD([], HRESULT, name) for name in names]


class Values(IUnknown):  # type: ignore[misc]  # comtypes has no types
    """Properties and their values."""

    _iid_ = GUID("{6848F6F2-3155-4F86-B6F5-263EEEAB3143}")
    _methods_ = [  # noqa: RUF012 - as comtypes wants it
        *_unused("GetCount", "GetAt", "SetValue"),
        _gives("GetValue", Variant, _KEY),
        _takes("SetStringValue", _KEY, LPCWSTR),
        _gives("GetStringValue", c_void_p, _KEY),
        _takes("SetUnsignedIntegerValue", _KEY, ULONG),
        _gives("GetUnsignedIntegerValue", ULONG, _KEY),
        *_unused("SetSignedIntegerValue", "GetSignedIntegerValue"),
        *_unused("SetUnsignedLargeIntegerValue"),
        _gives("GetUnsignedLargeIntegerValue", c_ulonglong, _KEY),
        *_unused("SetSignedLargeIntegerValue", "GetSignedLargeIntegerValue"),
        *_unused("SetFloatValue", "GetFloatValue", "SetErrorValue", "GetErrorValue"),
        *_unused("SetKeyValue", "GetKeyValue", "SetBoolValue", "GetBoolValue"),
        *_unused("SetIUnknownValue", "GetIUnknownValue", "SetGuidValue"),
        _gives("GetGuidValue", GUID, _KEY),
    ]


class Keys(IUnknown):  # type: ignore[misc]  # comtypes has no types
    """Which properties are asked for."""

    _iid_ = GUID("{DADA2357-E0AD-492E-98DB-DD61C53BA353}")
    _methods_ = [*_unused("GetCount", "GetAt"), _takes("Add", _KEY)]  # noqa: RUF012 - comtypes


class Stream(IUnknown):  # type: ignore[misc]  # comtypes has no types
    """The bytes of one object (ISequentialStream and the beginning of IStream)."""

    _iid_ = GUID("{0000000C-0000-0000-C000-000000000046}")
    _methods_ = [  # noqa: RUF012 - as comtypes wants it
        _takes("Read", c_void_p, ULONG, POINTER(ULONG)),
        *_unused("Write"),
        _takes("Seek", c_longlong, DWORD, POINTER(c_ulonglong)),
    ]


class Ids(IUnknown):  # type: ignore[misc]  # comtypes has no types
    """The objects in a folder."""

    _iid_ = GUID("{10ECE955-CF41-4728-BFA0-41EEDF1BBF19}")
    _methods_ = [_takes("Next", ULONG, POINTER(c_void_p), POINTER(ULONG))]  # noqa: RUF012 - comtypes


class Properties(IUnknown):  # type: ignore[misc]  # comtypes has no types
    """What is known of an object."""

    _iid_ = GUID("{7F6D695C-03DF-4439-A809-59266BEEE3A6}")
    _methods_ = [  # noqa: RUF012 - as comtypes wants it
        *_unused("GetSupportedProperties", "GetPropertyAttributes"),
        _gives("GetValues", POINTER(Values), LPCWSTR, POINTER(Keys)),
    ]


class Resources(IUnknown):  # type: ignore[misc]  # comtypes has no types
    """The ways to the bytes of an object."""

    _iid_ = GUID("{FD8878AC-D841-4D17-891C-E6829CDB6934}")
    _methods_ = [  # noqa: RUF012 - as comtypes wants it
        *_unused("GetSupportedResources", "GetResourceAttributes"),
        _gives("GetStream", POINTER(Stream), LPCWSTR, _KEY, DWORD, POINTER(DWORD)),
    ]


class Content(IUnknown):  # type: ignore[misc]  # comtypes has no types
    """Everything on a device."""

    _iid_ = GUID("{6A96ED84-7C73-4480-9938-BF5AF477D426}")
    _methods_ = [  # noqa: RUF012 - as comtypes wants it
        _gives("EnumObjects", POINTER(Ids), DWORD, LPCWSTR, POINTER(Values)),
        _gives("Properties", POINTER(Properties)),
        _gives("Transfer", POINTER(Resources)),
    ]


class Device(IUnknown):  # type: ignore[misc]  # comtypes has no types
    """One device."""

    _iid_ = GUID("{625E2DF8-6392-4CF0-9AD1-3CFA5F17775C}")
    _methods_ = [  # noqa: RUF012 - as comtypes wants it
        _takes("Open", LPCWSTR, POINTER(Values)),
        *_unused("SendCommand"),
        _gives("Content", POINTER(Content)),
        *_unused("Capabilities", "Cancel"),
        _takes("Close"),
    ]


class Manager(IUnknown):  # type: ignore[misc]  # comtypes has no types
    """Knows which devices are connected."""

    _iid_ = GUID("{A1567595-4C2F-4574-A6FA-ECEF917B9A40}")
    _methods_ = [  # noqa: RUF012 - as comtypes wants it
        _takes("GetDevices", POINTER(c_void_p), POINTER(DWORD)),
        _takes("RefreshDeviceList"),
        _takes("GetDeviceFriendlyName", LPCWSTR, c_void_p, POINTER(DWORD)),
        _takes("GetDeviceDescription", LPCWSTR, c_void_p, POINTER(DWORD)),
        _takes("GetDeviceManufacturer", LPCWSTR, c_void_p, POINTER(DWORD)),
    ]


class Factory:
    """Makes the objects that WPD wants to be given."""

    def manager(self) -> Any:
        """Return who knows the devices."""
        return CreateObject(MANAGER, interface=Manager)

    def device(self) -> Any:
        """Return a device that is not opened yet; this one may be used from any thread."""
        return CreateObject(DEVICE, interface=Device)

    def values(self) -> Any:
        """Return an empty list of values."""
        return CreateObject(VALUES, interface=Values)

    def keys(self) -> Any:
        """Return an empty list of property names."""
        return CreateObject(KEYS, interface=Keys)

    def free(self, address: int) -> None:
        """Give memory back that Windows had lent."""
        windows: Any = ctypes
        windows.windll.ole32.CoTaskMemFree(c_void_p(address))
