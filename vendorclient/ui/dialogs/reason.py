"""Asks why: photos that fail (사유), evidence that is taken back (철회) or moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from vendorcore.text import _, n_

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.theme.style import scaled
from vendorclient.ui.widgets.button import DropDown
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 3


class AskWhy(Dialog):
    """A few words of advice, and a field that must not stay empty."""

    given = Signal(str)

    def __init__(self, over: QWidget, title: str, agree: str, name: str, example: str) -> None:
        super().__init__(over, title, agree, _("취소"))
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(example)
        self.field.setFixedHeight(scaled(96))
        self.field.setTabChangesFocus(True)
        self.field.textChanged.connect(self._look)
        self.body.addWidget(self.field)
        self.accepted.connect(self._give)
        self._look()
        self.field.setFocus()

    def advise(self, words: str) -> None:
        """Say something above the field."""
        self.body.insertWidget(self.body.count() - 1, Text(words, tone="muted", wraps=True))

    def _look(self) -> None:
        self.agree.setEnabled(bool(self.field.toPlainText().strip()))

    def _give(self) -> None:
        self.given.emit(self.field.toPlainText().strip())


class ReasonDialog(AskWhy):
    """Why photos that fail should be accepted all the same."""

    def __init__(self, over: QWidget, count: int, findings: Sequence[str]) -> None:
        title = n_("사진 {n}장에 사유가 필요합니다", "사진 {n}장에 사유가 필요합니다", count)
        example = _("예: 카메라 시계를 맞추지 않은 채 찍었습니다")
        super().__init__(over, title, _("사유 남기기"), _("사유"), example)
        for words in list(dict.fromkeys(findings))[:_SHOWN]:
            self.advise(words)


class WithdrawDialog(AskWhy):
    """Why something that was handed in is taken back."""

    def __init__(self, over: QWidget, count: int) -> None:
        title = n_("제출한 {n}장을 철회합니다", "제출한 {n}장을 철회합니다", count)
        example = _("예: 다른 계약의 사진입니다")
        super().__init__(over, title, _("철회하기"), _("철회 사유"), example)
        self.advise(
            _("기관에는 철회한 사실과 사유가 보입니다. 이 컴퓨터의 원본은 그대로 남습니다.")
        )


class MoveDialog(AskWhy):
    """Where something that was handed in belongs, and why it is moved; `chosen` says where to."""

    chosen = Signal(str, str)  # process id, reason

    def __init__(self, over: QWidget, count: int, processes: Sequence[tuple[str, str]]) -> None:
        title = n_("제출한 {n}장을 옮깁니다", "제출한 {n}장을 옮깁니다", count)
        example = _("예: 용접 사진을 재단에 넣었습니다")
        super().__init__(over, title, _("옮기기"), _("옮기는 사유"), example)
        self.places = DropDown(_("옮길 공정"))
        for process_id, name in processes:
            self.places.addItem(name, process_id)
        self.body.insertWidget(0, self.places)
        self.given.connect(self._choose)

    def _choose(self, reason: str) -> None:
        self.chosen.emit(self.places.currentData(), reason)


class NoteDialog(AskWhy):
    """One note for many photos at once."""

    def __init__(self, over: QWidget, count: int) -> None:
        title = n_("사진 {n}장에 같은 메모", "사진 {n}장에 같은 메모", count)
        example = _("예: 2호기에서 용접, 담당 김철수")
        super().__init__(over, title, _("메모 남기기"), _("메모"), example)
