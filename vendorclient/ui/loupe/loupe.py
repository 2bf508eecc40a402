"""One photo as large as the window, or two side by side; digits sort it and go on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vendorcore.text import _

from vendorclient.ui.decoding import decode
from vendorclient.ui.loupe.facts import FactsPanel
from vendorclient.ui.loupe.film import Film
from vendorclient.ui.loupe.player import Player
from vendorclient.ui.loupe.stage import Stage
from vendorclient.ui.overriding import override
from vendorclient.ui.shortcuts import letter_key, process_number
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import IconButton
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.text import ShortenedText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent

    from vendorclient.ui.desk import Desk
    from vendorclient.ui.grid.photo import Photo
    from vendorclient.ui.grid.thumbnails import Thumbnails

_CLOSING = (Qt.Key.Key_Space, Qt.Key.Key_Escape)
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class Loupe(QWidget):
    """The large view over the page."""

    sorted_into = Signal(tuple, int)
    closed = Signal(str)  # the photo that was seen last
    went = Signal(object)  # the Photo that is looked at now

    def __init__(self, over: QWidget, desk: Desk, thumbnails: Thumbnails) -> None:
        super().__init__(over)
        self._desk = desk
        self._photos: Sequence[Photo] = ()
        self._place = 0
        self._turns: dict[str, int] = {}
        self.stage, self.beside = Stage(), Stage()
        self.film, self.facts, self.player = Film(thumbnails), FactsPanel(), Player()
        self._where = ShortenedText("", Type.CAPTION, tone="muted")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("크게 보기"))
        self._arrange()
        self._connect()
        over.installEventFilter(self)
        self.hide()

    @property
    def photos(self) -> Sequence[Photo]:
        """The photos that are walked through."""
        return self._photos

    @property
    def photo(self) -> Photo:
        """The photo that is looked at."""
        return self._photos[self._place]

    def open(self, photos: Sequence[Photo], key: str, other: str = "") -> None:
        """Show the photo with this key, beside another one where two are compared."""
        self._photos = photos
        place = self._place_of(key)
        if place < 0:
            return
        self.setGeometry(self._over().rect())
        self.show()
        self.raise_()
        self.setFocus()
        self._compare(self._place_of(other))
        self._go(place)

    def follow(self, photos: Sequence[Photo]) -> None:
        """Show the same photo with what is new about it."""
        if not self.isVisible() or not self._photos:
            return
        key = self.photo.key
        places = [place for place, photo in enumerate(photos) if photo.key == key]
        if places:
            self._photos, self._place = photos, places[0]
            self._say()

    def give_room(self, height: int) -> None:
        """Show nothing in so much of the lower end: a message lies there for a moment."""
        self._whole.setContentsMargins(0, 0, 0, height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the page while the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over().rect())
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, digits sort and go on, Space and Esc close; Z, R, P look closer."""
        key, number = letter_key(event), process_number(event)
        acts = {
            Qt.Key.Key_Z: self.stage.toggle,
            Qt.Key.Key_R: self._turn,
            Qt.Key.Key_P: self.player.toggle,
        }
        if key in _CLOSING:
            self.leave()
        elif key in _STEPS:
            self._go(self._place + _STEPS[key])
        elif number >= 0:
            self.sorted_into.emit((self.photo.key,), number)
            self._go(self._place + 1)
        elif key in acts:
            acts[key]()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep presses from the page below."""
        self.setFocus()
        event.accept()

    def leave(self) -> None:
        """Close and say which photo was seen last."""
        self.facts.keep()
        self.player.stop()
        self.hide()
        self.closed.emit(self.photo.key)

    def _arrange(self) -> None:
        self._actual = IconButton("actual", _("실제 크기 (Z)"))
        self._turner = IconButton("turn", _("돌려 보기 (R)"))
        self._close = IconButton("close", _("닫기 (Esc)"))
        head = row(self._where, self._actual, self._turner, self._close)
        head.setStretch(0, 1)
        head.setContentsMargins(spacing.MEDIUM, spacing.TIGHT, spacing.TIGHT, spacing.TIGHT)
        pictures = QHBoxLayout()
        pictures.setSpacing(2)
        pictures.addWidget(self.stage, 1)
        pictures.addWidget(self.beside, 1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(head)
        left.addLayout(pictures, 1)
        left.addWidget(self.player)
        left.addWidget(self.film)
        self._whole = whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        whole.addWidget(self.facts)
        self.player.hide()
        self.beside.hide()

    def _connect(self) -> None:
        self.film.wanted.connect(self._go)
        self.player.showed.connect(self.stage.show_image)
        self.stage.zoomed.connect(self._fetch_whole)
        self.stage.moved.connect(self._follow_look)
        self.beside.moved.connect(self.stage.look_at)
        self._actual.clicked.connect(self._toggle)
        self._turner.clicked.connect(self._turn)
        self._close.clicked.connect(self.leave)

    def _toggle(self) -> None:
        self.stage.toggle()

    def _follow_look(self, scale: float, centre: QPointF) -> None:
        if self.beside.isVisible():
            self.beside.look_at(scale, centre)

    def _turn(self) -> None:
        self.stage.turn(1)
        self._turns[self.photo.key] = self.stage.turns

    def _compare(self, place: int) -> None:
        self.beside.setVisible(place >= 0)
        if place >= 0:
            other = self._photos[place]
            self.beside.wait_for("photo", self._turns.get(other.key, 0))
            self.beside.setAccessibleDescription(other.spoken())
            self._fetch(other.key, self.beside.show_image)

    def _go(self, place: int) -> None:
        self._place = max(0, min(len(self._photos) - 1, place))
        photo = self.photo
        self.stage.wait_for("video" if photo.is_video else "photo", self._turns.get(photo.key, 0))
        self.player.setVisible(photo.is_video)
        self.player.stop()
        if photo.is_video:
            self.player.load(self._desk.library.original_path(photo.key), photo.duration_s)
        self._say()
        self._fetch(photo.key, partial(self._came, photo.key))

    def _fetch(self, key: str, came: Callable[[QImage], None]) -> None:
        work = partial(_read, self._desk.library.large_picture, key)
        self._desk.background.run(work, came)

    def _fetch_whole(self) -> None:
        """Fetch every pixel of the photo once somebody looks closely."""
        photo = self.photo
        if not photo.is_video:
            work = partial(_read, self._desk.library.whole_picture, photo.key)
            self._desk.background.run(work, partial(self._came, photo.key))

    def _came(self, key: str, image: QImage) -> None:
        present = self.stage.image
        if self._photos and self.photo.key == key and image.width() > present.width():
            self.stage.show_image(image)

    def _say(self) -> None:
        photo = self.photo
        self.setAccessibleDescription(photo.spoken())
        keys = _("←→ 앞뒤 · 1~9 공정 · 0 해제 · Z 실제 크기 · R 돌리기 · Space 닫기")
        self._where.setText(f"{self._place + 1} / {len(self._photos)}   {keys}")
        self.film.show_place(self._photos, self._place)
        self.facts.show_photo(photo)
        self.went.emit(photo)

    def _place_of(self, key: str) -> int:
        return next((n for n, photo in enumerate(self._photos) if photo.key == key), -1)

    def _over(self) -> QWidget:
        over = self.parentWidget()
        return over if over is not None else self


def _read(read: Callable[[str], bytes], key: str) -> QImage:
    """Return the picture; a null image for none."""
    return decode(read(key))
