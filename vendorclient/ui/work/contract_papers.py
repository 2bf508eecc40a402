"""Papers of contracts: made for the file, taken in, opened; the statement in and out as XLSX."""

from __future__ import annotations

import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from shiboken6 import isValid

from vendorcore.errors import VendorError
from vendorcore.text import _, n_

from vendorclient.ui.background import Lane
from vendorclient.ui.work import choosing, paper_errands

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vendorcore.documents import Statement
    from vendorcore.domain import Document, Draft

    from vendorclient.app.opened import OpenLibrary
    from vendorclient.app.previewing import Preview
    from vendorclient.paths import DataFolder
    from vendorclient.storage.originals import Originals
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.dialogs.preview import PreviewDialog
    from vendorclient.ui.pages.contract_detail import ContractDetail
    from vendorclient.ui.wizard.wizard import Wizard


class ContractPapers(QObject):
    """What is made of a contract and what is put to it."""

    said = Signal(str)

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk

    def follow_detail(self, detail: ContractDetail) -> None:
        """Make what is asked for on the page of a contract."""
        self._detail = detail
        detail.paper_wanted.connect(self._ask_where)
        detail.documents.opened.connect(self._open_shown)
        detail.documents.looked_at.connect(self._look_at_shown)

    def follow_wizard(self, wizard: Wizard) -> None:
        """Take in and give out what is asked for in the form."""
        self._wizard = wizard
        documents, materials = wizard.order.documents, wizard.order.materials
        documents.wanted.connect(self._ask_documents)
        documents.added.connect(self.attach)
        documents.opened.connect(self._open_written)
        documents.looked_at.connect(self._look_at_written)
        materials.form_wanted.connect(partial(self._ask_statement, empty=True))
        materials.export_wanted.connect(partial(self._ask_statement, empty=False))
        materials.file_wanted.connect(self._ask_rows)

    def make(self, paper: str, contract_id: str, to: str) -> None:
        """Make a paper in a file or a folder."""
        folder = self._desk.library.folder
        work = partial(paper_errands.make, folder, paper, contract_id, Path(to))
        self._desk.background.run(work, self._made, lane=Lane.LONG)

    def attach(self, paths: list[str]) -> None:
        """Keep files and put them to the draft."""
        work = partial(_take_in, self._desk.library.folder, paths)
        self._desk.background.run(work, self._attached)

    def open_document(self, contract_id: str, document: Document) -> None:
        """Let the system's own program open a paper; one that is not here is fetched first."""
        work = partial(_copy_out, self._desk.library, contract_id, document)
        self._desk.background.run(work, _open, lane=Lane.LONG)

    def look_at(self, contract_id: str, document: Document, over: QWidget) -> None:
        """Show a picture, a page or a table in the window; what is not here is fetched first."""
        work = partial(_look_at, self._desk.library, contract_id, document)
        done = partial(self._show_look, contract_id, document, over)
        self._desk.background.run(work, done, lane=Lane.LONG)

    def _show_look(
        self, contract_id: str, document: Document, over: QWidget, found: Preview
    ) -> None:
        if not isValid(over):  # the window was built anew meanwhile
            return
        from vendorclient.ui.dialogs.preview import PreviewDialog

        dialog = PreviewDialog(over.window(), document, found)
        dialog.opened.connect(partial(self.open_document, contract_id, document))
        dialog.page_wanted.connect(partial(self._turn, contract_id, document, dialog))
        dialog.open()

    def _turn(self, contract_id: str, document: Document, dialog: PreviewDialog, page: int) -> None:
        work = partial(_look_at, self._desk.library, contract_id, document, page)
        self._desk.background.run(work, dialog.show_page, dialog.fail, lane=Lane.LONG)

    def _look_at_shown(self, document: Document) -> None:
        self.look_at(self._detail.contract_id, document, self._detail)

    def _look_at_written(self, document: Document) -> None:
        self.look_at(self._wizard.draft.id, document, self._wizard)

    def _open_shown(self, document: Document) -> None:
        self.open_document(self._detail.contract_id, document)

    def _open_written(self, document: Document) -> None:
        self.open_document(self._wizard.draft.id, document)

    def read_rows(self, path: str) -> None:
        """Take the rows of a spreadsheet into the statement; bad ones are marked."""
        work = partial(paper_errands.read_rows, Path(path), self._wizard.catalogue.columns)
        done = partial(self._rows_came, self._wizard.draft.id)
        self._desk.background.run(work, done, lane=Lane.LONG)

    def write_rows(self, draft: Draft, path: str) -> None:
        """Write the statement, or its empty form."""
        self._desk.ask(partial(paper_errands.write_rows, draft, Path(path)), self._made)

    def _ask_where(self, paper: str, contract_id: str) -> None:
        done = partial(self.make, paper, contract_id)
        title = _("문서 만들기")
        if paper == "bundle" or paper.startswith("ledger"):
            choosing.folder(self._detail, title, done)
            return
        name, kinds = paper_errands.NAMES[paper]
        choosing.save_file(self._detail, title, name, kinds, done)

    def _ask_documents(self) -> None:
        choosing.open_files(self._wizard, _("파일 첨부"), self.attach)

    def _ask_statement(self, *, empty: bool) -> None:
        from dataclasses import replace

        draft = replace(self._wizard.draft, materials=()) if empty else self._wizard.draft
        done = partial(self.write_rows, draft)
        name, kinds = paper_errands.NAMES["statement"]
        choosing.save_file(self._wizard, _("엑셀로 내보내기"), name, kinds, done)

    def _ask_rows(self) -> None:
        kinds = _("표 (*.xlsx *.csv)")
        choosing.open_file(self._wizard, _("엑셀에서 불러오기"), kinds, self.read_rows)

    def _made(self, name: str) -> None:
        self.said.emit(_("저장했습니다: {name}", name=name))

    def _attached(self, taken: tuple[tuple[Document, ...], tuple[VendorError, ...]]) -> None:
        documents, refused = taken
        for error in refused:
            self._desk.failed.emit(error)
        if not documents:
            return
        self._wizard.attach(documents)
        count = len(documents)
        self.said.emit(n_("파일 {n}개를 붙였습니다", "파일 {n}개를 붙였습니다", count))

    def _rows_came(self, draft_id: str, found: Statement) -> None:
        if self._wizard.draft.id != draft_id:  # another one was opened meanwhile
            return
        self._wizard.take_materials(found.rows)
        count, bad = len(found.rows), len(found.remarks)
        words = n_("{n}줄을 불러왔습니다", "{n}줄을 불러왔습니다", count)
        if bad:
            marked = n_("{n}칸에 표시했습니다", "{n}칸에 표시했습니다", bad)
            words = f"{words} · {marked}"
        self.said.emit(words)


def _take_in(
    folder: DataFolder, paths: list[str]
) -> tuple[tuple[Document, ...], tuple[VendorError, ...]]:
    """Take in what can be; one file that is no paper does not keep the others out."""
    from vendorclient.app.documents import take_in
    from vendorclient.app.opened import now
    from vendorclient.storage.database import Database
    from vendorclient.storage.originals import Originals

    taken: list[Document] = []
    refused: list[VendorError] = []
    with closing(Originals(folder)) as originals, closing(Database(folder.database_path)) as db:
        for path in paths:
            try:
                taken.append(take_in(db, originals, Path(path), now()))
            except VendorError as error:
                refused.append(error)
    return tuple(taken), tuple(refused)


def _copy_out(library: OpenLibrary, contract_id: str, document: Document) -> Path:
    from vendorclient.app.documents import copy_out

    folder = Path(tempfile.mkdtemp(prefix="vendorclient-"))
    with closing(_with_paper(library, contract_id, document)) as originals:
        return copy_out(originals, document, folder)


def _look_at(library: OpenLibrary, contract_id: str, document: Document, page: int = 0) -> Preview:
    from vendorclient.app.previewing import preview

    with closing(_with_paper(library, contract_id, document)) as originals:
        return preview(originals, document, page)


def _with_paper(library: OpenLibrary, contract_id: str, document: Document) -> Originals:
    """Return the originals with this paper among them."""
    from vendorclient.app.fetching_papers import fetch_paper
    from vendorclient.app.way import way_of
    from vendorclient.storage.originals import Originals

    originals = Originals(library.folder)
    if not originals.path(document.sha256).is_file():
        fetch_paper(library.folder, way_of(library), contract_id, document)
    return originals


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
