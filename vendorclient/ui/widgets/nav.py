"""The bar on the left: five places, the state of the server, who works here."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from vendorcore.text import _, n_

from vendorclient.ui.overriding import override
from vendorclient.ui.theme import icons, spacing, type_scale
from vendorclient.ui.theme.style import colours, look, scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import IconButton
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.text import ShortenedText

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_ICON = 20


class Place(StrEnum):
    """The five places."""

    TODAY = "today"
    PHOTOS = "photos"
    CONTRACTS = "contracts"
    SENDING = "sending"
    SETTINGS = "settings"


class Nav(QWidget):
    """The bar; `went` says where the person wants to go."""

    went = Signal(str)
    people_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons = {place: PlaceButton(place, words) for place, words in _places().items()}
        self._title = ShortenedText(_("직접생산 모니터"), Type.HEADING)
        self._server = StateLine()
        self._person = ShortenedText("", Type.CAPTION, tone="muted")
        self.switch = IconButton("user", _("사람 바꾸기"))
        self.switch.clicked.connect(self.people_wanted)
        self._arrange()
        self.set_narrow(narrow=False)

    def go(self, place: Place) -> None:
        """Mark a place as the present one."""
        for there, button in self._buttons.items():
            button.setChecked(there is place)

    def button(self, place: Place) -> PlaceButton:
        """Return the button of a place."""
        return self._buttons[place]

    def count(self, place: Place, number: int) -> None:
        """Show how many things wait at a place."""
        self._buttons[place].set_count(number)

    def show_server(self, words: str, tone: str, icon: str) -> None:
        """Show the state of the sending."""
        self._server.say(words, tone, icon)

    def show_person(self, words: str) -> None:
        """Show who works here."""
        self._person.setText(words)
        self.switch.setToolTip(" · ".join(filter(None, (_("사람 바꾸기"), words))))

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the words below the icons, or beside them."""
        words = max(button.words_width() for button in self._buttons.values())
        slim = max(spacing.NAV_NARROW, words + 3 * spacing.SMALL)
        self.setFixedWidth(slim if narrow else scaled(spacing.NAV_WIDE))
        self._title.setVisible(not narrow)
        self._person.setVisible(not narrow)
        self._server.set_narrow(narrow=narrow)
        for button in self._buttons.values():
            button.set_narrow(narrow=narrow)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(
            spacing.SMALL - 2, spacing.MEDIUM, spacing.SMALL - 2, spacing.MEDIUM
        )
        column.setSpacing(spacing.TIGHT)
        self._title.setContentsMargins(spacing.SMALL, 0, 0, spacing.SMALL)
        column.addWidget(self._title)
        for place, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, there=place: self.went.emit(there))
            column.addWidget(button)
        column.addStretch()
        column.addWidget(self._server)
        line = row(self.switch, self._person, spacing_px=spacing.TIGHT)
        line.setStretch(1, 1)
        column.addLayout(line)


class PlaceButton(QPushButton):
    """One place: an icon, its name, and how many things wait there."""

    def __init__(self, place: Place, words: str) -> None:
        super().__init__()
        self._icon_name = place.value
        self._words = words
        self._count = 0
        self._narrow = False
        self.setCheckable(True)
        self.setProperty("kind", "place")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.toggled.connect(self._tint)
        self._tint()

    @override
    def nextCheckState(self) -> None:
        """A press alone changes nothing: the window says where the person is."""

    def set_count(self, number: int) -> None:
        """Show a number; 0 shows none."""
        self._count = number
        self._name()
        self.update()

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the words below the icon."""
        self._narrow = narrow
        self.setText("" if narrow else " " + self._words)
        self.setToolTip(self._words if narrow else "")
        self._name()
        self._tint()
        self.updateGeometry()

    def words_width(self) -> int:
        """Return the room its words need below the icon."""
        return QFontMetrics(_small()).horizontalAdvance(self._words)

    @override
    def sizeHint(self) -> QSize:
        """Be high enough for an icon and a word below it."""
        usual = super().sizeHint()
        high = scaled(_ICON) + QFontMetrics(_small()).height() + 2 * spacing.SMALL
        return QSize(usual.width(), max(usual.height(), high)) if self._narrow else usual

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in the colours of the new look."""
        if event.type() == QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then its number."""
        super().paintEvent(event)
        if self._narrow:
            self._paint_words()
        if self._count:
            self._paint_count()

    def _paint_words(self) -> None:
        font, size = _small(), scaled(_ICON)
        high = QFontMetrics(font).height()
        top = (self.height() - size - 2 - high) // 2
        picture = icons.pixmap(self._icon_name, self._ink, size, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(QColor(self._ink))
        painter.drawPixmap((self.width() - size) // 2, top, picture)
        place = QRect(0, top + size + 2, self.width(), high)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()

    def _paint_count(self) -> None:
        words = str(self._count) if self._count < 1000 else "999+"
        font = type_scale.font(Type.CAPTION, look().scale * (0.85 if self._narrow else 1.0))
        font.setWeight(QFont.Weight.Bold)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        size = QSize(
            max(metrics.horizontalAdvance(words) + 10, metrics.height() + 2), metrics.height() + 2
        )
        place = QRect(self.width() - size.width() - (2 if self._narrow else 10), 0, *size.toTuple())
        place.moveTop(3 if self._narrow else (self.height() - size.height()) // 2)
        wears = colours()
        ground, ink = (
            (wears.on_accent, wears.accent) if self.isChecked() else (wears.accent, wears.on_accent)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.setPen(QColor(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    def _name(self) -> None:
        waiting = _("{name}, {count}개 대기", name=self._words, count=self._count)
        self.setAccessibleName(waiting if self._count else self._words)

    def _tint(self) -> None:
        size = 0 if self._narrow else scaled(_ICON)  # narrow, it is drawn above the words
        self.setIcon(icons.icon(self._icon_name, self._ink, scaled(_ICON)))
        self.setIconSize(QSize(size, size))

    @property
    def _ink(self) -> str:
        return colours().on_accent if self.isChecked() else colours().text


class StateLine(QWidget):
    """An icon and a few words about the server."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._tone, self._narrow = "cloud", "muted", False
        self._words = ShortenedText("", Type.CAPTION)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._words)
        self._grow()

    def say(self, words: str, tone: str, icon: str) -> None:
        """Say how it is."""
        self._icon, self._tone = icon, tone
        self._words.setText(words)
        self._words.set_tone(tone)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def _grow(self) -> None:
        """Leave room for the icon, which grows with the type."""
        icon = scaled(_ICON)
        edge = spacing.TIGHT
        self._column.setContentsMargins(icon + 3 * edge, edge, edge, edge)
        self.setMinimumHeight(icon + 2 * edge)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Grow with the type."""
        if event.type() == QEvent.Type.StyleChange:
            self._grow()
        super().changeEvent(event)

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave the words away."""
        self._narrow = narrow
        self._words.setVisible(not narrow)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        size = scaled(_ICON)
        left = (self.width() - size) // 2 if self._narrow else spacing.SMALL
        ink = getattr(colours(), self._tone)
        picture = icons.pixmap(self._icon, ink, size, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(left, (self.height() - size) // 2, picture)
        painter.end()


def _small() -> QFont:
    """Return the type of the words below an icon."""
    return type_scale.font(Type.CAPTION, look().scale)


def _places() -> dict[Place, str]:
    return {
        Place.TODAY: _("오늘"),
        Place.PHOTOS: _("사진 분류"),
        Place.CONTRACTS: n_("계약", "계약", 2),  # the place of many: English tells the number
        Place.SENDING: _("전송"),
        Place.SETTINGS: _("설정"),
    }
