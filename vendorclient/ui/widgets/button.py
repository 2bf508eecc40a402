"""Buttons and the drop-down field; their icons follow the look."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
)

from vendorclient.ui.overriding import override
from vendorclient.ui.theme import icons
from vendorclient.ui.theme.style import colours, scaled
from vendorclient.ui.widgets.text import restyle

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_CHEVRON = 16
_ICON, _HUGE_ICON = 18, 26


class Kind(StrEnum):
    """How much a button asks for attention."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"
    LARGE = "large"  # one of the three large ones of the easy mode
    CHOICE = "choice"  # one of several that can be switched on


_ROLES = {
    Kind.PRIMARY: "on_accent",
    Kind.PLAIN: "text",
    Kind.QUIET: "accent_text",
    Kind.CHOICE: "text",
    Kind.LARGE: "text",
}


class Button(QPushButton):
    """A button with words and perhaps an icon."""

    def __init__(
        self, words: str, kind: Kind = Kind.PLAIN, *, icon: str = "", big: bool = False
    ) -> None:
        super().__init__()
        self._icon, self._icon_size = icon, _ICON
        self.setText(words)
        self.setAutoDefault(False)
        self.setProperty("kind", str(kind))
        self.setProperty("big", big)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._tint()

    @override
    def setText(self, text: str) -> None:
        """Say these words, a little apart from the icon."""
        super().setText(f" {text}" if self._icon and text else text)
        self.setAccessibleName(text)

    def make_huge(self) -> None:
        """Be read from an arm's length and hit with a glove."""
        self._icon_size = _HUGE_ICON
        self.setProperty("huge", True)  # noqa: FBT003 - Qt's own form
        self._tint()

    def set_kind(self, kind: Kind) -> None:
        """Ask for more or less attention."""
        self.setProperty("kind", str(kind))
        restyle(self)
        self._tint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in the colours of the new look."""
        if event.type() == QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        if not self._icon:
            return
        role = _ROLES.get(self.property("kind"), "text")
        size = self._icon_size
        self.setIcon(icons.icon(self._icon, getattr(colours(), role), size, colours().faint))
        self.setIconSize(QSize(scaled(size), scaled(size)))


class ShortenedButton(Button):
    """A button whose words end in … where there is no room; it is named by all of them."""

    def __init__(self, words: str, kind: Kind = Kind.PLAIN) -> None:
        super().__init__(words, kind)
        self._whole = words
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_PushButtonContents
        room = self.style().subElementRect(part, option, self).width()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)
            self.setAccessibleName(self._whole)


class IconButton(QToolButton):
    """A button without words; its name is for the tool tip and the screen reader."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self._icon = icon
        self.rename(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tint()

    def rename(self, name: str) -> None:
        """Do the same for something else."""
        self.setToolTip(name)
        self.setAccessibleName(name)

    def become(self, icon: str, name: str) -> None:
        """Do something else from now on."""
        self._icon = icon
        self.setToolTip(name)
        self.setAccessibleName(name)
        self._tint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in the colours of the new look."""
        if event.type() == QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        self.setIcon(icons.icon(self._icon, colours().text, 20, colours().faint))
        self.setIconSize(QSize(scaled(20), scaled(20)))


class DropDown(QComboBox):
    """A field to choose from a list; the arrow is drawn here, so that no half box is left."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def shown_text(self) -> str:
        """Return as much of the choice as there is room for."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        box = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        room = min(box.right(), self.width() - _CHEVRON - 12) - box.left()
        words = self.currentText()
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then its arrow; a long choice ends in dots before it."""
        field = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()
        field.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        field.end()
        role = colours().text if self.isEnabled() else colours().faint
        arrow = icons.pixmap("chevron-down", role, _CHEVRON, self.devicePixelRatioF())
        place = QPointF(self.width() - _CHEVRON - 10, (self.height() - _CHEVRON) / 2)
        painter = QPainter(self)
        painter.drawPixmap(place, arrow)
        painter.end()
