"""사진 분류: the photos on the table, the processes beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSlider, QStackedWidget, QVBoxLayout, QWidget

from vendorcore.text import _, n_

from vendorclient.ui.grid.filters import Filter, FilterBar, filtered
from vendorclient.ui.grid.hours import HourList
from vendorclient.ui.grid.menu import PhotoMenu
from vendorclient.ui.grid.photo import Journey
from vendorclient.ui.grid.view import LARGEST, SMALL, SMALLEST, PhotoGrid
from vendorclient.ui.overriding import override
from vendorclient.ui.pages.page import Page
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button, IconButton
from vendorclient.ui.widgets.empty_state import EmptyState
from vendorclient.ui.widgets.process_panel import ProcessPanel
from vendorclient.ui.widgets.progress import Progress, ProgressLine
from vendorclient.ui.widgets.text import ShortenedText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QResizeEvent

    from vendorclient.ui.grid.photo import Photo
    from vendorclient.ui.grid.thumbnails import Thumbnails
    from vendorclient.ui.widgets.device_card import DeviceLine
    from vendorclient.ui.widgets.process_row import ProcessLine

_ROOM_FOR_HOURS = 1160


class SortingPage(Page):
    """The key screen."""

    sorted_into = Signal(tuple, int)  # keys, number of the process; 0 takes out
    accepted = Signal()
    submitted = Signal()
    contract_chosen = Signal(str)
    contract_wanted = Signal()
    enlarged = Signal(str)
    undone = Signal()
    redone = Signal()
    folder_wanted = Signal()
    width_chosen = Signal(int)
    hidden_wanted = Signal()
    note_wanted = Signal(tuple)
    reason_wanted = Signal(tuple)
    staged = Signal(tuple, str)
    withdraw_wanted = Signal(tuple)
    move_wanted = Signal(tuple)
    clock_wanted = Signal(str)
    ejected = Signal(str)

    def __init__(self, thumbnails: Thumbnails, width: int = 0) -> None:
        super().__init__(_("사진 분류"))
        self.thumbnails = thumbnails
        self.grid = PhotoGrid(thumbnails, width or SMALL)
        self.filters = FilterBar()
        self._photos: Sequence[Photo] = ()
        self.panel = ProcessPanel()
        self.hours = HourList()
        self.copying = ProgressLine(_("가져오기 진행"))
        self.copying.hide()
        self._empty = EmptyState("card", "", "")
        self._table = QStackedWidget()
        self._keys = ShortenedText("", Type.CAPTION, tone="muted")
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._accept = Button(_("추천대로"), icon="sparkle")
        self._all = Button(_("모두 선택"))
        self._undo = IconButton("undo", _("되돌리기 (Ctrl+Z)"))
        self._eject = IconButton("eject", _("꺼내기"))
        self._eject.hide()
        self._redo = IconButton("redo", _("다시 하기 (Ctrl+Shift+Z)"))
        self._arrange()
        self._connect()
        if width:
            self._show_width(width)
        else:
            self.grid.fit_itself()
        self.show_photos((), hidden=0)
        self._say_reading()
        self.allow_undo(undo=False, redo=False)

    def _say_reading(self) -> None:
        """Until the library has answered, nobody knows that there is nothing."""
        self.subtitle.setText(_("읽는 중"))
        self._empty.say(_("사진을 읽는 중입니다"), "")

    def show_photos(self, photos: Sequence[Photo], *, hidden: int) -> None:
        """Put these photos on the table."""
        self._photos = photos
        self._empty.say(*_nothing_words())
        self.grid.show_photos(filtered(photos, self.filters.wanted))
        self.hours.hour_model.show(photos)
        self._table.setCurrentIndex(0 if photos else 1)
        self.filters.count(photos, hidden)
        self.filters.setVisible(bool(photos) or hidden > 0)
        self.subtitle.setText(_counted(photos))
        ready = sum(1 for photo in photos if photo.journey is Journey.TAGGED)
        self.panel.show_summary(_summed(photos), ready)
        suggested = sum(1 for photo in photos if photo.suggested and not photo.process)
        self._accept.setEnabled(suggested > 0)
        self._accept.setText(
            n_("추천대로 {n}장", "추천대로 {n}장", suggested) if suggested else _("추천대로")
        )
        self._all.setEnabled(bool(photos))

    def show_processes(self, lines: Sequence[ProcessLine]) -> None:
        """Show the processes of the chosen contract."""
        self.panel.show_processes(lines)

    def show_devices(self, lines: Sequence[DeviceLine]) -> None:
        """Offer to take the card out that everything was copied from."""
        line = next((line for line in lines if line.may_be_taken_out), None)
        self._eject.setVisible(line is not None)
        if line is not None:
            self._eject.setProperty("device", line.key)
            self._eject.rename(_("꺼내기: {device}", device=line.label))

    def show_copying(self, progress: Progress | None) -> None:
        """Show how far the copying is; None when nothing is being copied."""
        self.copying.setVisible(progress is not None)
        if progress is not None:
            self.copying.show_progress(progress)

    def allow_undo(self, *, undo: bool, redo: bool) -> None:
        """Say whether there is something to take back or to do again."""
        self._undo.setEnabled(undo)
        self._redo.setEnabled(redo)

    @override
    def give_room(self, height: int) -> None:
        """End the grid above the message; nothing moves, and its last row can be scrolled to."""
        below = self.height() - self.grid.mapTo(self, self.grid.rect().bottomLeft()).y()
        self.grid.give_room(max(0, height - below) if height else 0)
        self._keys.setVisible(not height)

    @override
    def first_focus(self) -> QWidget:
        """The grid, so that the number keys work at once."""
        return self.grid

    @override
    def panes(self) -> Sequence[QWidget]:
        """The hours, the photos, the processes."""
        return (self.hours, self.grid, self.panel.contracts)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the hours away where there is no room for them."""
        super().resizeEvent(event)
        self.hours.setVisible(self.width() >= _ROOM_FOR_HOURS)

    def _arrange(self) -> None:
        for button in (self._eject, self._undo, self._redo, self._all, self._accept):
            self.add_button(button)
        self._table.addWidget(self.grid)
        self._table.addWidget(self._empty)
        middle = QHBoxLayout()
        middle.setSpacing(spacing.SMALL)
        middle.addWidget(self.hours)
        table = QVBoxLayout()
        table.setSpacing(spacing.TIGHT)
        table.addWidget(self.filters)
        table.addWidget(self._table, 1)
        middle.addLayout(table, 1)
        middle.addWidget(self.panel)
        self._size.setRange(SMALLEST, LARGEST)
        self._size.setFixedWidth(120)
        self._size.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._size.setAccessibleName(_("사진 크기"))
        self._size.setToolTip(_("사진 크기"))
        self._keys.setText(
            _("1~9 공정 · 0 해제 · Space 크게 · Enter 추천대로 · Ctrl+A 모두 · Ctrl+Z 되돌리기")
        )
        policy = self._keys.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the slider stays where it is
        self._keys.setSizePolicy(policy)
        foot = QHBoxLayout()
        foot.addWidget(self._keys, 1)
        foot.addWidget(self._size)
        self.column.addWidget(self.copying)
        self.column.addLayout(middle, 1)
        self.column.addLayout(foot)

    def _connect(self) -> None:
        self.grid.process_pressed.connect(self._sort_selected)
        self.grid.removed.connect(self._take_out)
        self.grid.enlarged.connect(self.enlarged)
        self.grid.accepted.connect(self.accepted)
        self.hours.chosen.connect(self._select)
        self.filters.chosen.connect(self._filter)
        self.filters.hidden_wanted.connect(self.hidden_wanted)
        self.grid.customContextMenuRequested.connect(self._offer)
        self.panel.pressed.connect(self._sort_selected)
        self.panel.dropped.connect(self._sort_dropped)
        self.panel.contract_chosen.connect(self.contract_chosen)
        self.panel.contract_wanted.connect(self.contract_wanted)
        self.panel.submitted.connect(self.submitted)
        self._empty.acted.connect(self.folder_wanted)
        self._accept.clicked.connect(self.accepted)
        self._all.clicked.connect(self._select_all)
        self._eject.clicked.connect(lambda: self.ejected.emit(self._eject.property("device")))
        self._undo.clicked.connect(self.undone)
        self._redo.clicked.connect(self.redone)
        self._size.valueChanged.connect(self._choose_width)
        self.grid.fitted.connect(self._show_width)
        for keys, wanted in (
            (QKeySequence.StandardKey.Undo, self.undone),
            (QKeySequence.StandardKey.Redo, self.redone),
            (QKeySequence("Ctrl+Return"), self.submitted),
        ):
            QShortcut(keys, self, context=_HERE).activated.connect(wanted)

    def _filter(self, wanted: Filter) -> None:
        self.grid.show_photos(filtered(self._photos, wanted))
        self.grid.setFocus()

    def _offer(self, at: QPoint) -> None:
        """Offer what may be done with the selected photos."""
        keys = self.grid.selected_keys()
        if keys:
            menu = PhotoMenu(self, keys, self._photos)
            menu.popup(self.grid.viewport().mapToGlobal(at))

    def _sort_selected(self, number: int) -> None:
        keys = self.grid.selected_keys()
        if keys:
            self.sorted_into.emit(keys, number)

    def _sort_dropped(self, number: int, keys: tuple[str, ...]) -> None:
        self.sorted_into.emit(keys, number)

    def _take_out(self) -> None:
        self._sort_selected(0)

    def _select(self, keys: tuple[str, ...]) -> None:
        """Choose the photos of a day or an hour, whatever was filtered before."""
        if self.filters.wanted is not Filter.ALL:
            self.filters.choose(Filter.ALL)
        self.grid.select_keys(keys)
        self.grid.setFocus()

    def _select_all(self) -> None:
        self.grid.selectAll()
        self.grid.setFocus()

    def _choose_width(self, width: int) -> None:
        self.grid.fits_itself = False
        self.grid.set_width(width)
        self.width_chosen.emit(width)

    def _show_width(self, width: int) -> None:
        with QSignalBlocker(self._size):
            self._size.setValue(width)


_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut


def _nothing_words() -> tuple[str, str, str]:
    return (
        _("분류할 사진이 없습니다"),
        _("카메라의 SD카드를 꽂으면 새 사진이 저절로 여기에 나타납니다."),
        _("폴더에서 가져오기"),
    )


def _counted(photos: Sequence[Photo]) -> str:
    return n_("사진 {n}장", "사진 {n}장", len(photos))


def _summed(photos: Sequence[Photo]) -> str:
    untagged = sum(1 for photo in photos if not photo.process)
    remarked = sum(1 for photo in photos if photo.process and photo.reasons)
    parts = [_("미분류 {count}", count=untagged)]
    if remarked:
        parts.append(_("확인할 사진 {count}", count=remarked))
    return " · ".join(parts)
