"""Takes a card out of a Windows drive: nobody may use it, then it is let go."""

from __future__ import annotations

import ctypes
from ctypes.wintypes import DWORD
from typing import Any, Protocol

from vendorcore.errors import NeedsDevice

LOCK, DISMOUNT = 0x0009_0018, 0x0009_0020
ALLOW_REMOVAL, EJECT = 0x002D_4804, 0x002D_4808
_READ_WRITE, _SHARED, _EXISTING = 0xC000_0000, 3, 3
_INVALID = ctypes.c_void_p(-1).value


class Kernel(Protocol):
    """The calls of kernel32 that are needed, under their own names."""

    def CreateFileW(self, *given: Any) -> int:  # noqa: N802 - Windows' own name
        """Open a drive."""

    def DeviceIoControl(self, *given: Any) -> int:  # noqa: N802 - Windows' own name
        """Tell a drive what to do; zero when it refused."""

    def CloseHandle(self, handle: int) -> int:  # noqa: N802 - Windows' own name
        """Let the drive go."""


def take_out(letter: str, kernel: Kernel | None = None) -> None:
    r"""Take out the card in a drive such as D:\; NeedsDevice when somebody uses it."""
    use = kernel or _kernel()
    drive = rf"\\.\{letter.rstrip(chr(92))}"
    handle = use.CreateFileW(drive, _READ_WRITE, _SHARED, None, _EXISTING, 0, None)
    if handle in (_INVALID, -1, 0):
        raise NeedsDevice("eject-by-hand", device=letter)
    try:
        for order in (LOCK, DISMOUNT):
            if not _tell(use, handle, order):
                raise NeedsDevice("eject-busy", device=letter)
        _tell(use, handle, ALLOW_REMOVAL, ctypes.c_ubyte(0))
        # A stick has nothing to push out: once dismounted it may be pulled.
        _tell(use, handle, EJECT)
    finally:
        use.CloseHandle(handle)


def _tell(kernel: Kernel, handle: int, order: int, given: ctypes.c_ubyte | None = None) -> bool:
    size = 0 if given is None else ctypes.sizeof(given)
    place = None if given is None else ctypes.byref(given)
    told = DWORD(0)
    return bool(
        kernel.DeviceIoControl(handle, order, place, size, None, 0, ctypes.byref(told), None)
    )


def _kernel() -> Kernel:
    windows: Any = ctypes
    library: Any = windows.WinDLL("kernel32", use_last_error=True)
    library.CreateFileW.restype = ctypes.c_void_p
    library.DeviceIoControl.argtypes = (
        *(ctypes.c_void_p, DWORD, ctypes.c_void_p, DWORD),
        *(ctypes.c_void_p, DWORD, ctypes.c_void_p, ctypes.c_void_p),
    )
    library.CloseHandle.argtypes = (ctypes.c_void_p,)
    kernel: Kernel = library
    return kernel
