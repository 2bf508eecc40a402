"""Beside the large photo: the verdict in words, what helps, a note, and what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QScrollArea,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from vendorcore.domain import Stage
from vendorcore.text import _

from vendorclient.ui.loupe import words
from vendorclient.ui.loupe.note import NoteField
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.style import look, scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.badge import Badge
from vendorclient.ui.widgets.button import Button, Kind
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from vendorclient.app.details import Details
    from vendorclient.ui.grid.photo import Photo

_WIDTH = 300


class FactsPanel(QWidget):
    """What is known of the photo, and what can be done about it."""

    noted = Signal(str, str)  # the key of the photo, its note
    staged = Signal(str)  # 작업 전·중·후
    clock_wanted = Signal()
    clock_undone = Signal()
    reason_wanted = Signal()
    withdraw_wanted = Signal()
    move_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.badge = Badge()
        self._place = Text("", Type.STRONG, wraps=True)
        self._reasons = Text("", wraps=True)
        self._note_label = Text(_("메모"), Type.CAPTION, tone="muted")
        self.note = NoteField()
        self.note.written.connect(self.noted)
        self._stages = QButtonGroup(self)
        self._facts = QGridLayout()
        self._make_buttons()
        self._arrange()
        look().changed.connect(self._fit)
        self._fit()

    def show_photo(self, photo: Photo) -> None:
        """Show what the grid knows at once; the rest comes with show_details."""
        self._key = photo.key
        self.note.turn_to(photo.key)
        self.badge.show_mark(photo.mark)
        self.badge.setVisible(bool(photo.mark.words))
        self._place.setText(photo.explained().split("\n")[0])
        self._reasons.setText("\n".join(photo.reasons))
        self._reasons.setVisible(bool(photo.reasons))

    def show_details(self, photo: Photo, found: Details) -> None:
        """Show everything that is known of the photo."""
        if photo.key != self._key:
            return
        said = found.attached.attachment if found.attached else None
        self.note.show_note(said.note if said else "")
        for widget in (self.note, *self._stages.buttons()):
            widget.setEnabled(found.is_open)
        for button in self._stages.buttons():
            button.setChecked(said is not None and button.property("stage") == str(said.label))
        self._offer(photo, found)
        self._list(found)

    def keep(self) -> None:
        """Write down the note now."""
        self.note.keep()

    def _offer(self, photo: Photo, found: Details) -> None:
        """Offer what can be done; the one thing that helps most is the strongest button."""
        handed_in = found.attached is not None and not found.is_open
        dated = found.facts is not None and found.facts.captured is not None
        self.clock.setVisible(dated and not handed_in and found.correction is None)
        self.unclock.setVisible(found.correction is not None and not handed_in)
        self.reason.setVisible(found.is_open and bool(photo.reasons))
        self.withdraw.setVisible(handed_in)
        self.move_away.setVisible(handed_in)
        clock_helps = photo.clock_is_doubted and self.clock.isVisibleTo(self)
        self.clock.set_kind(Kind.PRIMARY if clock_helps else Kind.PLAIN)
        needed = photo.refused and not clock_helps
        self.reason.set_kind(Kind.PRIMARY if needed else Kind.PLAIN)
        self._fit()

    def _list(self, found: Details) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for line, (name, value) in enumerate(words.lines(found)):
            heading = name[:1].upper() + name[1:]  # words that elsewhere stand in a sentence
            self._facts.addWidget(
                Text(heading, Type.CAPTION, tone="muted"), line, 0, Qt.AlignmentFlag.AlignTop
            )
            self._facts.addWidget(Text(value, Type.CAPTION, wraps=True), line, 1)

    def _make_buttons(self) -> None:
        self.clock = Button(_("카메라 시계 바로잡기"), icon="clock")
        self.unclock = Button(_("시계 보정 되돌리기"), icon="undo")
        self.reason = Button(_("사유 남기기"), icon="note")
        self.withdraw = Button(_("철회하기"), icon="trash")
        self.move_away = Button(_("다른 공정으로 옮기기"), icon="move")
        for button, wanted in (
            (self.clock, self.clock_wanted),
            (self.unclock, self.clock_undone),
            (self.reason, self.reason_wanted),
            (self.withdraw, self.withdraw_wanted),
            (self.move_away, self.move_wanted),
        ):
            button.clicked.connect(wanted)
            button.hide()
        for stage, name in (
            (Stage.BEFORE, _("작업 전")),
            (Stage.DURING, _("작업 중")),
            (Stage.AFTER, _("작업 후")),
        ):
            choice = Button(name, Kind.CHOICE)
            choice.setCheckable(True)
            choice.setProperty("stage", str(stage))
            self._stages.addButton(choice)
        self._stages.setExclusive(False)
        self._stages.buttonClicked.connect(self._stage)

    def _stage(self, button: Button) -> None:
        for other in self._stages.buttons():
            if other is not button:
                other.setChecked(False)
        self.staged.emit(button.property("stage") if button.isChecked() else "")

    def _arrange(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(*[spacing.MEDIUM] * 4)
        column.setSpacing(spacing.SMALL)
        for part in (self.badge, self._place, self._reasons):
            column.addWidget(part)
        for button in (self.clock, self.unclock, self.reason, self.withdraw, self.move_away):
            column.addWidget(button)
        column.addLayout(row(*self._stages.buttons(), spacing_px=spacing.TIGHT))
        column.addWidget(self._note_label)
        column.addWidget(self.note)
        self._facts.setHorizontalSpacing(spacing.MEDIUM)
        self._facts.setVerticalSpacing(spacing.TIGHT)
        self._facts.setColumnStretch(1, 1)
        column.addLayout(self._facts)
        column.addStretch(1)
        self._inside = inside
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _fit(self) -> None:
        """Be as wide as the widest button; the words wrap."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        self.setFixedWidth(max(scaled(_WIDTH), self._inside.minimumSizeHint().width() + bar))
