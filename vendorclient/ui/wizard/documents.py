"""The papers of a contract: any file, kept in the library, opened by the system's own program."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vendorcore.text import _

from vendorclient.app.previewing import can_preview
from vendorclient.app.states import RowState
from vendorclient.ui import measures, states
from vendorclient.ui.overriding import override
from vendorclient.ui.theme import spacing
from vendorclient.ui.widgets.badge import NO_MARK, Badge, Mark, Tone
from vendorclient.ui.widgets.button import Button, IconButton, Kind
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.emptied import emptied
from vendorclient.ui.widgets.text import ShortenedText, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from vendorcore.domain import Document

NOT_SENT: Mapping[str, RowState] = MappingProxyType({})


class DocumentList(QWidget):
    """The list; files can be dropped on it."""

    added = Signal(list)  # of paths
    wanted = Signal()
    removed = Signal(str)
    opened = Signal(object)
    looked_at = Signal(object)  # a Document of a kind that the window itself can show

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Document, ...] = ()
        self._sent: Mapping[str, RowState] = {}
        self._read_only = False
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.add = Button(_("파일 첨부"), icon="plus")
        self.add.setToolTip(_("PDF, 한글, 사진, 엑셀 등 어떤 파일이든 붙일 수 있습니다"))
        self.add.clicked.connect(self.wanted)
        self.hint = Text(_("파일을 여기에 끌어다 놓아도 됩니다."), tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.TIGHT)
        column.addLayout(self._lines)
        column.addLayout(row(self.add, self.hint, 1))
        self.setAcceptDrops(True)
        self.setFocusProxy(self.add)

    def only_show(self) -> None:
        """Let papers be opened here, neither attached nor taken out."""
        self._read_only = True
        self.add.hide()
        self.setAcceptDrops(False)
        self.hint.setText(_("붙인 문서가 없습니다. ‘계약 변경’에서 붙일 수 있습니다."))

    def show_documents(
        self, documents: Sequence[Document], sent: Mapping[str, RowState] = NOT_SENT
    ) -> None:
        """Show these papers, and how far each was sent where that is known."""
        if (tuple(documents), sent) == (self._shown, self._sent):
            return
        self._shown, self._sent = tuple(documents), sent
        emptied(self._lines)
        for document in documents:
            self._lines.addWidget(self._line(document))
        if self._read_only:
            self.hint.setHidden(bool(documents))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Attach the files that were dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.added.emit(paths)

    def _line(self, document: Document) -> QWidget:
        name = Button(document.name, Kind.QUIET, icon="link")
        name.setToolTip(_("열기"))
        name.clicked.connect(partial(self._open, document))
        look = IconButton("search", _("{name} 미리 보기", name=document.name))
        look.clicked.connect(partial(self._look, document))
        look.setVisible(can_preview(document.name))
        drop = IconButton("trash", _("{name} 빼기", name=document.name))
        drop.clicked.connect(partial(self._drop, document.id))
        drop.setHidden(self._read_only)
        about = ShortenedText(
            " · ".join(filter(None, (document.kind, measures.size(document.size_bytes)))),
            tone="muted",
        )
        mark = Badge()
        mark.show_mark(_sent_mark(self._sent.get(document.id)))
        mark.setHidden(document.id not in self._sent)
        line = QWidget()
        laid = row(name, about, mark, look, drop)
        laid.setStretch(1, 1)
        line.setLayout(laid)
        return line

    def _open(self, document: Document, _pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.opened.emit(document)

    def _look(self, document: Document, _pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.looked_at.emit(document)

    def _drop(self, document_id: str, _pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.removed.emit(document_id)


def _sent_mark(state: RowState | None) -> Mark:
    """Return the badge of a paper; the blue circle stands for a verified receipt alone."""
    if state is None:
        return NO_MARK
    tones = {RowState.DONE: Tone.DONE, RowState.NEEDS_PERSON: Tone.BAD}
    return Mark(states.row_words(state), tones.get(state, Tone.NEUTRAL))
