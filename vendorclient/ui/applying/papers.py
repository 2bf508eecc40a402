"""구비서류: one line a paper, with the scan that was chosen for it and what became of it."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vendorcore.text import _

from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.badge import NO_MARK, Badge, Mark, Tone
from vendorclient.ui.widgets.button import Button, IconButton
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.emptied import emptied
from vendorclient.ui.widgets.text import ShortenedText, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from vendorclient.app.applying import FormField


class PapersPart(QWidget):
    """The papers of a form."""

    wanted = Signal(str)  # the key of the paper for which a file is to be chosen
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(spacing.TIGHT)
        self.remark = Text("", tone="bad", wraps=True)
        self.remark.hide()
        about = Text(
            _("PDF, JPEG, PNG 파일, 하나에 5 MB까지. 나중에 보내거나 우편으로 내도 됩니다."),
            Type.CAPTION,
            tone="muted",
            wraps=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.TIGHT)
        column.addWidget(Text(_("구비서류"), Type.STRONG))
        column.addWidget(about)
        column.addLayout(self._lines)
        column.addWidget(self.remark)

    def show_papers(
        self,
        papers: Sequence[FormField],
        chosen: Mapping[str, str],
        missing: Collection[str] | None = None,
    ) -> None:
        """Show these papers; `missing` names those that the server still waits for."""
        emptied(self._lines)
        self.setVisible(bool(papers))
        for paper in papers:
            self._lines.addWidget(self._line(paper, chosen.get(paper.key, ""), missing))

    def tell(self, words: str) -> None:
        """Say what is wrong with a file; nothing where all is well."""
        self.remark.setText(f"⚠ {words}" if words else "")
        self.remark.setVisible(bool(words))

    def _line(self, paper: FormField, path: str, missing: Collection[str] | None) -> QWidget:
        name = Text(f"{paper.name} *" if paper.required else paper.name)
        file = ShortenedText(PurePath(path).name, tone="muted")
        file.setToolTip(path)
        mark = Badge()
        mark.show_mark(_mark_of(paper, path, missing))
        choose = Button(_("파일 고르기"), icon="folder")
        choose.setAccessibleName(_("{name}: 파일 고르기", name=paper.name))
        choose.clicked.connect(partial(self._want, paper.key))
        drop = IconButton("close", _("{name} 빼기", name=paper.name))
        drop.setVisible(bool(path))
        drop.clicked.connect(partial(self._drop, paper.key))
        line = QWidget()
        cells = row(name, file, mark, drop, choose)
        cells.setStretch(1, 1)
        line.setLayout(cells)
        return line

    def _want(self, key: str, _pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.wanted.emit(key)

    def _drop(self, key: str, _pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.dropped.emit(key)


def _mark_of(paper: FormField, path: str, missing: Collection[str] | None) -> Mark:
    """Return how a paper stands; the server tells of those alone that it waits for."""
    if path:
        return Mark(_("보낼 것"), Tone.ACCENT)
    if missing is None:
        return NO_MARK
    if paper.key in missing:
        return Mark(_("아직 없음"), Tone.CAUTION)
    return Mark(_("도착함"), Tone.GOOD) if paper.required else NO_MARK
