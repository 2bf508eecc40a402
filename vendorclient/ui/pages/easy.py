"""쉬운 모드: three large buttons, one thing at a time, nothing small to hit."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from vendorcore.text import _, n_

from vendorclient.ui.grid.view import LARGEST, SMALLEST, PhotoGrid
from vendorclient.ui.overriding import override
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.style import scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button, Kind, StepButton
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.process_row import ProcessLine, ProcessRow
from vendorclient.ui.widgets.text import ShortenedText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from vendorclient.ui.grid.photo import Photo
    from vendorclient.ui.grid.thumbnails import Thumbnails
    from vendorclient.ui.widgets.device_card import DeviceLine

_PHOTO = 168
_WIDTHS = ((4, LARGEST), (9, 232))  # so many photos, how wide
_PROCESSES = 360
_BELOW = 32  # the words under a photo


class Step(IntEnum):
    """What is done first, second and third."""

    BRING = 0
    SORT = 1
    SEND = 2


class EasyPage(QWidget):
    """The page; it replaces all others while it is switched on."""

    left = Signal()
    folder_wanted = Signal()
    device_wanted = Signal(str)
    stepped = Signal(int)
    sorted_into = Signal(int)
    skipped = Signal()
    taken_back = Signal()
    sent = Signal()

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.grid, self._count = PhotoGrid(thumbnails, _PHOTO), 0
        self.steps = [self._step(step, words) for step, words in enumerate(_steps())]
        self.question = Text("", Type.TITLE, wraps=True)
        self.state = ShortenedText("", Type.HEADING, tone="muted")
        self._processes = QVBoxLayout()
        self._devices = QVBoxLayout()
        self.later = self._big(_("나중에"), self.skipped)
        self.undo = self._big(_("되돌리기"), self.taken_back, icon="undo")
        self.send = self._big(_("보내기"), self.sent, Kind.PRIMARY, icon="sending")
        self._parts = QStackedWidget()
        for part in (self._bring_part(), self._sort_part(), self._send_part()):
            self._parts.addWidget(part)
        self._arrange()
        self.go(Step.BRING)

    @property
    def step(self) -> Step:
        """Which step is shown."""
        return Step(self._parts.currentIndex())

    def go(self, step: Step) -> None:
        """Show a step."""
        self._parts.setCurrentIndex(step)
        for number, button in enumerate(self.steps):
            button.setChecked(number == step)

    def show_counts(self, untagged: int, ready: int, waiting: int) -> None:
        """Show on the three buttons how much there is to do."""
        self.steps[Step.SORT].setText(_named(_("2 공정에 넣기"), untagged))
        self.steps[Step.SEND].setText(_named(_("3 보내기"), ready))
        self.send.setEnabled(ready > 0)
        if ready:
            words = n_("{n}장을 보낼 수 있습니다", "{n}장을 보낼 수 있습니다", ready)
        elif waiting:
            words = n_("{n}건을 보내는 중입니다", "{n}건을 보내는 중입니다", waiting)
        else:
            words = _("보낼 사진이 없습니다")
        self._ready.setText(words)

    def give_room(self, height: int) -> None:
        """Let a message stand for a moment where the words at the lower end are."""
        self.state.setVisible(not height)

    def show_devices(self, lines: Sequence[DeviceLine]) -> None:
        """Show what is plugged in as large buttons."""
        _empty(self._devices)
        for line in lines:
            count = n_("새 사진 {n}장", "새 사진 {n}장", line.new) if line.new > 0 else ""
            words = " · ".join(filter(None, (line.label, count or line.advice)))
            button = self._big(words, icon=line.icon)
            button.clicked.connect(lambda _on=False, key=line.key: self.device_wanted.emit(key))
            self._devices.addWidget(button)
        self._no_device.setVisible(not lines)

    def ask(self, question: str, photos: Sequence[Photo], lines: Sequence[ProcessLine]) -> None:
        """Ask in which process these photos belong."""
        self.question.setText(question)
        self._count = len(photos)
        self._fit()
        self.grid.show_photos(photos)
        _empty(self._processes)
        for line in lines if photos else ():
            shown = ProcessRow(line, tall=True)
            shown.clicked.connect(lambda _on=False, number=line.number: self._sort(number))
            self._processes.addWidget(shown)
        self.later.setVisible(bool(photos))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show photos as a whole, however low the window is."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)  # once the table of photos has its room

    def _fit(self) -> None:
        whole = (self.grid.viewport().height() - scaled(_BELOW)) * 4 // 3
        self.grid.set_width(min(_large_enough(self._count), max(SMALLEST, whole)))

    def _sort(self, number: int) -> None:
        self.sorted_into.emit(number)

    def _step(self, step: int, words: str) -> StepButton:
        button = StepButton(words)
        button.clicked.connect(lambda _on=False: self.stepped.emit(step))
        return button

    def _big(
        self, words: str, wanted: object = None, kind: Kind = Kind.PLAIN, *, icon: str = ""
    ) -> Button:
        button = Button(words, kind, icon=icon)
        button.make_huge()
        if wanted is not None:
            button.clicked.connect(wanted)
        return button

    def _bring_part(self) -> QWidget:
        self._no_device = Text(_("카드를 꽂거나 휴대폰을 연결해 주십시오"), Type.TITLE, wraps=True)
        folder = self._big(_("폴더에서 가져오기"), self.folder_wanted, icon="folder")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(spacing.LARGE)
        column.addWidget(self._no_device)
        column.addLayout(self._devices)
        column.addWidget(folder)
        column.addStretch(1)
        return _scrolled(inside)

    def _sort_part(self) -> QWidget:
        inside = QWidget()
        holder = QVBoxLayout(inside)
        holder.addLayout(self._processes)
        holder.addStretch(1)
        area = _scrolled(inside)
        area.setFixedWidth(scaled(_PROCESSES))
        middle = QHBoxLayout()
        middle.addWidget(self.grid, 1)
        middle.addWidget(area)
        part = QWidget()
        column = QVBoxLayout(part)
        column.addWidget(self.question)
        column.addLayout(middle, 1)
        column.addLayout(row(self.undo, self.later, 1))
        return part

    def _send_part(self) -> QWidget:
        self._ready = Text("", Type.TITLE, wraps=True)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setSpacing(spacing.LARGE)
        column.addWidget(self._ready)
        column.addWidget(self.send)
        column.addStretch(1)
        return part

    def _arrange(self) -> None:
        leave = self._big(_("자세히 보기"), self.left, Kind.QUIET)
        _keep_place(self.state)
        foot = row(self.state, leave)
        foot.setStretch(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[spacing.LARGE] * 4)
        whole.setSpacing(spacing.MEDIUM)
        whole.addLayout(row(*self.steps, spacing_px=spacing.MEDIUM))
        whole.addWidget(self._parts, 1)
        whole.addLayout(foot)


def _steps() -> tuple[str, str, str]:
    return (_("1 가져오기"), _("2 공정에 넣기"), _("3 보내기"))


def _scrolled(inside: QWidget) -> QScrollArea:
    inside.setProperty("ground", "window")
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _large_enough(count: int) -> int:
    """Return how wide each photo is shown: as large as a few can be."""
    return next((width for most, width in _WIDTHS if count <= most), _PHOTO)


def _keep_place(widget: QWidget) -> None:
    """Let nothing move when a widget is hidden."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


def _named(words: str, count: int) -> str:
    return f"{words}\n{n_('{n}장', '{n}장', count)}" if count else words


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
