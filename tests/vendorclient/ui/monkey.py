"""Uses the window without sense: presses, types, drags, resizes, goes anywhere; seeded."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from vendorclient.ui.widgets.nav import Place

if TYPE_CHECKING:
    from tests.vendorclient.ui.office import Office

_KEYS = [getattr(Qt.Key, f"Key_{name}") for name in "0123456789AZRPCF"] + [
    Qt.Key.Key_Space,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Tab,
    Qt.Key.Key_F1,
    Qt.Key.Key_F6,
    Qt.Key.Key_Question,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageDown,
]
_MODIFIERS = [
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
]
_SIZES = [(760, 480), (911, 512), (1093, 614), (1366, 768), (1920, 1080)]
# These leave the program or open another one.
_LEFT_ALONE = ("폴더 열기", "지금 닫기")


class Monkey:
    """One monkey with its own luck."""

    def __init__(self, office: Office, seed: int) -> None:
        self._office, self._luck = office, random.Random(seed)
        self.done: list[str] = []

    def act(self) -> None:
        """Do one thing."""
        acts = (self._press, self._press, self._key, self._key, self._mouse, self._type)
        more = (self._go, self._resize, self._choose, self._close)
        for kind in (QFileDialog, QPrintDialog):
            for dialog in self._window().findChildren(kind):
                dialog.reject()  # Qt's own: it asks in a loop of its own and waits for an answer
        act = self._luck.choice(acts * 3 + more)
        self.done.append(act.__name__)
        act()
        QApplication.processEvents()
        # What was closed goes at once in a running program, but not under a test that calls Qt.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _top(self) -> QWidget:
        """Return what is on top: a menu, a dialog, else the window."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        dialogs = [one for one in self._window().findChildren(QDialog) if one.isVisible()]
        return dialogs[-1] if dialogs else self._window()

    def _window(self) -> QWidget:
        return self._office.session.window

    def _some(self, kind: type) -> QWidget | None:
        found = [
            one
            for one in self._top().findChildren(kind)
            if isValid(one) and one.isVisible() and one.isEnabled()
        ]
        return self._luck.choice(found) if found else None

    def _press(self) -> None:
        button = self._some(QAbstractButton)
        if button is not None and button.text().strip() not in _LEFT_ALONE:
            self.done.append(button.text() or button.accessibleName())
            if isinstance(button, QToolButton) and button.menu() is not None:
                QTimer.singleShot(0, _leave_popup)  # the calendar's months wait in a loop of theirs
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _key(self) -> None:
        target = QApplication.focusWidget() or self._top()
        QTest.keyClick(target, self._luck.choice(_KEYS), self._luck.choice(_MODIFIERS))

    def _mouse(self) -> None:
        view = self._some(QAbstractItemView)
        if view is not None:
            place = view.viewport()
            at = QPoint(
                self._luck.randrange(max(1, place.width())),
                self._luck.randrange(max(1, place.height())),
            )
            button = self._luck.choice([Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton])
            QTest.mouseClick(place, button, self._luck.choice(_MODIFIERS), at)

    def _type(self) -> None:
        field = self._some(QLineEdit) or self._some(QPlainTextEdit)
        if isinstance(field, QLineEdit) and not field.isReadOnly():
            field.insert(self._luck.choice(["용접", "2026-10-20", "x" * 40, "0", "'; DROP"]))
        elif isinstance(field, QPlainTextEdit) and not field.isReadOnly():
            field.insertPlainText(self._luck.choice(["사유", "note ", "가나다\n"]))

    def _go(self) -> None:
        if self._top() is self._window():
            self._window().go(self._luck.choice(list(Place)))

    def _resize(self) -> None:
        self._window().resize(*self._luck.choice(_SIZES))

    def _choose(self) -> None:
        field = self._some(QComboBox)
        if isinstance(field, QComboBox) and field.count():
            place = self._luck.randrange(field.count())
            field.setCurrentIndex(place)
            field.activated.emit(place)

    def _close(self) -> None:
        top = self._top()
        if isinstance(top, QDialog):
            top.reject()
        elif isinstance(top, QMenu):
            top.close()


def _leave_popup() -> None:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
