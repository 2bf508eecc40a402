"""A hidden window and its loop of messages, in the plain Windows way."""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# The half of ctypes that exists on Windows alone.
_WINDOWS: Any = ctypes
_WM_DESTROY = 0x0002


def pump(name: str, hear: Callable[[int, int], None], made: Callable[[int], None]) -> None:
    """Make the window, say its handle (0 when it could not be made) and serve it until closed."""
    user = _user32()
    procedure = _procedure()

    def answer(window: int, message: int, first: int, second: int) -> int:
        if message == _WM_DESTROY:
            user.PostQuitMessage(0)
            return 0
        hear(message, first)
        return int(user.DefWindowProcW(window, message, first, second))

    kind = _window_class(procedure)(lpfnWndProc=procedure(answer), lpszClassName=name)
    user.RegisterClassW(ctypes.byref(kind))
    window = user.CreateWindowExW(0, name, name, 0, 0, 0, 0, 0, None, None, None, None)
    made(int(window or 0))
    message = wintypes.MSG()
    while window and user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
        user.TranslateMessage(ctypes.byref(message))
        user.DispatchMessageW(ctypes.byref(message))
    user.UnregisterClassW(name, None)


def close(window: int) -> None:
    """Ask a window to close, from any thread."""
    wm_close = 0x0010
    _user32().PostMessageW(window, wm_close, 0, 0)


def _user32() -> Any:
    user = _WINDOWS.WinDLL("user32", use_last_error=True)
    user.DefWindowProcW.restype = ctypes.c_ssize_t
    user.DefWindowProcW.argtypes = _GIVEN
    user.PostMessageW.argtypes = _GIVEN
    user.CreateWindowExW.restype = wintypes.HWND
    return user


_GIVEN = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)


def _procedure() -> Any:
    return _WINDOWS.WINFUNCTYPE(ctypes.c_ssize_t, *_GIVEN)


def _window_class(procedure: Any) -> Any:
    fields = (
        ("style", wintypes.UINT),
        ("lpfnWndProc", procedure),
        ("cbClsExtra", ctypes.c_int),
        ("cbWndExtra", ctypes.c_int),
        ("hInstance", wintypes.HINSTANCE),
        ("hIcon", wintypes.HICON),
        ("hCursor", wintypes.HANDLE),
        ("hbrBackground", wintypes.HBRUSH),
        ("lpszMenuName", wintypes.LPCWSTR),
        ("lpszClassName", wintypes.LPCWSTR),
    )
    return type("WNDCLASSW", (ctypes.Structure,), {"_fields_": fields})
