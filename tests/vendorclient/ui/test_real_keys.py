"""Keys as a keyboard sends them: Shift and / pressed on a real X server mean a question mark."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from tests.vendorclient.ui.xserver import needs_screen, run_inside
from vendorclient.ui.dialogs.keys import KeysDialog
from vendorclient.ui.widgets.nav import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

SHIFT, SLASH = 0xFFE1, 0x2F
X11, XTEST = ctypes.util.find_library("X11"), ctypes.util.find_library("Xtst")
on_x = pytest.mark.skipif(os.environ.get("QT_QPA_PLATFORM") != "xcb", reason="runs on an X server")


@needs_screen
@pytest.mark.skipif(not (X11 and XTEST), reason="pressing real keys needs libXtst")
@pytest.mark.journey
def test_real_keys_mean_what_is_on_them():
    assert "2 passed" in run_inside(__file__, "-k", "question_mark", patience_s=200)


@on_x
def test_a_question_mark_shows_the_keys(office):
    office.window.go(Place.TODAY)
    with keyboard() as press:
        press(SHIFT, SLASH)
        office.until(lambda: shown(office))
    shown(office)[0].reject()


@on_x
def test_a_question_mark_in_a_field_is_typed(office):
    office.window.go(Place.CONTRACTS)
    search = office.window.places.contracts.page.list.search
    search.setFocus()
    office.until(lambda: QApplication.focusWidget() is search)
    with keyboard() as press:
        press(SHIFT, SLASH)
        office.until(lambda: search.text() == "?")
    assert not shown(office)


def shown(office) -> list[KeysDialog]:
    return [one for one in office.window.findChildren(KeysDialog) if one.isVisible()]


@contextmanager
def keyboard() -> Iterator:
    """Yield a hand that presses keys together on the X server that the window is on."""
    x11, xtest = ctypes.CDLL(X11), ctypes.CDLL(XTEST)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(os.environ["DISPLAY"].encode()))

    def press(*keys: int) -> None:
        codes = [x11.XKeysymToKeycode(display, ctypes.c_ulong(key)) for key in keys]
        for code in codes:
            xtest.XTestFakeKeyEvent(display, code, 1, ctypes.c_ulong(0))
        for code in reversed(codes):
            xtest.XTestFakeKeyEvent(display, code, 0, ctypes.c_ulong(0))
        x11.XFlush(display)

    yield press
    x11.XCloseDisplay(display)
