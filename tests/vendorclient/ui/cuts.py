"""Finds words for which a widget has no room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from vendorclient.ui.widgets.button import ShortenedButton
from vendorclient.ui.widgets.process_row import ProcessRow
from vendorclient.ui.widgets.text import ShortenedText


def cut_in(window: QWidget) -> list[tuple[str, str, tuple[int, int], tuple[int, int]]]:
    """Return the words for which a visible widget has no room."""
    return [
        (type(widget).__name__, words_of(widget), needed, room)
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and words_of(widget)
        for needed, room in [room_of(widget)]
        if needed[0] > room[0] or needed[1] > room[1]
    ] + hidden_at_the_side(window)


def hidden_at_the_side(window: QWidget) -> list[tuple[str, str, tuple[int, int], tuple[int, int]]]:
    """Return the areas that scroll down only and yet hold something wider than themselves."""
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return [
        ("area", area.objectName(), (inside.width(), 0), (area.viewport().width(), 0))
        for area in window.findChildren(QScrollArea)
        if area.isVisible() and area.horizontalScrollBarPolicy() == off
        for inside in [area.widget()]
        if inside is not None and inside.width() > area.viewport().width()
    ]


def words_of(widget: QWidget) -> str:
    if isinstance(widget, ShortenedText | ShortenedButton | ProcessRow):
        return ""  # these shorten themselves and tell the rest in a tool tip
    if isinstance(widget, QLabel) or (isinstance(widget, QAbstractButton) and widget.text()):
        return widget.text()
    return ""


def room_of(widget: QWidget) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return what the words need and what they have, as (width, height)."""
    if isinstance(widget, QLabel):
        room = (widget.width(), widget.height())
        if widget.wordWrap():
            return (0, widget.heightForWidth(widget.width())), room
        return (widget.sizeHint().width(), widget.sizeHint().height()), room
    if isinstance(widget, QCheckBox):
        return widget.sizeHint().toTuple(), widget.size().toTuple()
    if not isinstance(widget, QAbstractButton):
        return (0, 0), (0, 0)
    metrics = QFontMetrics(widget.font())
    icon = widget.iconSize().width() + 4 if not widget.icon().isNull() else 0
    lines = widget.text().split("\n")
    needed = max(map(metrics.horizontalAdvance, lines)) + icon, len(lines) * metrics.height()
    return needed, (inside_of(widget), widget.height())


def inside_of(button: QAbstractButton) -> int:
    """Return the width that a button leaves to its words."""
    if not isinstance(button, QPushButton):
        return button.width()
    option = QStyleOptionButton()
    button.initStyleOption(option)
    part = QStyle.SubElement.SE_PushButtonContents
    return button.style().subElementRect(part, option, button).width()
