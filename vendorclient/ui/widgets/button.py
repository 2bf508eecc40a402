"""Buttons and the drop-down field; their icons follow the look."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
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
from vendorclient.ui.theme import icons, type_scale
from vendorclient.ui.theme.style import colours, look, scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.text import restyle

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_CHEVRON, _EDGES = 16, 36
_ICON, _ICON_ALONE, _HUGE_ICON = 18, 20, 26
_STEP_TYPE, _STEP_GROWS, _STEP_LEAST, _STEP_PAD = Type.TITLE, 1.1, 14, 16


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
        self._icon, self._icon_size, self._ink = icon, _ICON, ""
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

    def dip(self, ink: str) -> None:
        """Draw the icon in a colour of its own, named by what it is for."""
        self._ink = ink
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
        role = self._ink or _ROLES.get(self.property("kind"), "text")
        size = scaled(self._icon_size)
        self.setIcon(icons.icon(self._icon, getattr(colours(), role), size, colours().faint))
        self.setIconSize(QSize(size, size))


class ShortenedButton(Button):
    """A button whose words end in … where there is no room; it is named by all of them."""

    def __init__(self, words: str, kind: Kind = Kind.PLAIN, *, icon: str = "") -> None:
        super().__init__(words, kind, icon=icon)
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
        if self._icon:
            room -= self.iconSize().width() + self.fontMetrics().horizontalAdvance("  ")
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if shown != self.text().strip():
            self.setText(shown)
            self.setAccessibleName(self._whole)
        self.setToolTip(self._whole if shown != self._whole else "")


class StepButton(Button):
    """One of the three of the easy mode: its words are as large as there is room for."""

    def __init__(self, words: str) -> None:
        super().__init__(words, Kind.LARGE)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def setText(self, text: str) -> None:
        """Say these words; a second line is a number."""
        super().setText(text)
        self.setAccessibleName(text.replace("\n", " · "))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is now."""
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    @override
    def sizeHint(self) -> QSize:
        """Be high enough for two lines; all three share the width."""
        high = QFontMetrics(type_scale.font(_STEP_TYPE, look().scale)).lineSpacing()
        return QSize(0, 2 * high + _STEP_PAD)

    @override
    def minimumSizeHint(self) -> QSize:
        """Never be lower; the words shrink before the window must grow."""
        return self.sizeHint()

    def _fit(self) -> None:
        room, lines = self.width() - 2 * _STEP_PAD, self.text().split("\n")
        font = type_scale.font(_STEP_TYPE, look().scale)
        font.setPixelSize(round(font.pixelSize() * _STEP_GROWS))
        while font.pixelSize() > _STEP_LEAST and not _is_fitting(font, lines, room):
            font.setPixelSize(font.pixelSize() - 1)
        if font != self.font():
            self.setFont(font)


def _is_fitting(font: QFont, lines: list[str], room: int) -> bool:
    metrics = QFontMetrics(font)
    return max(map(metrics.horizontalAdvance, lines)) <= room


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
        size = scaled(_ICON_ALONE)
        self.setIcon(icons.icon(self._icon, colours().text, size, colours().faint))
        self.setIconSize(QSize(size, size))


class DropDown(QComboBox):
    """A field to choose from a list; the arrow is drawn here, so that no half box is left."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    @override
    def sizeHint(self) -> QSize:
        """Have room for the longest choice where the box is to fit what it holds."""
        usual = super().sizeHint()
        if self.sizeAdjustPolicy() is not QComboBox.SizeAdjustPolicy.AdjustToContents:
            return usual
        words = [self.itemText(number) for number in range(self.count())]
        longest = max(map(self.fontMetrics().horizontalAdvance, words), default=0)
        return QSize(max(usual.width(), longest + _CHEVRON + _EDGES), usual.height())

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
