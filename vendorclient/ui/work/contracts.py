"""Contracts: reads the list, takes in a contract from a file."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from vendorcore.errors import NotReadable
from vendorcore.text import _

from vendorclient.app.changed import Kind
from vendorclient.ui.work.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorcore.domain import Contract

    from vendorclient.app.overview import ContractView
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.pages.contracts import ContractsPage
    from vendorclient.ui.work.drafting import Drafting


class ContractsWork(QObject):
    """The work behind the page of contracts."""

    kinds = frozenset({Kind.CONTRACTS, Kind.ATTACHMENTS})
    added = Signal(str)

    def __init__(self, page: ContractsPage, desk: Desk) -> None:
        super().__init__(page)
        self.page, self._desk = page, desk
        self._wanted = ""
        self._reader = Reader(page, desk, _question, self._show)
        page.loaded.connect(self.choose_file)
        page.begun.connect(self.begin)

    @cached_property
    def drafting(self) -> Drafting:
        """The work behind the form; made when somebody first writes."""
        from vendorclient.ui.work.drafting import Drafting

        made = Drafting(self.page.wizard, self._desk)
        made.opened.connect(self.page.write)
        made.registered.connect(self._registered)
        return made

    def begin(self) -> None:
        """Begin a new contract."""
        self.drafting.begin()

    def refresh(self) -> None:
        """Read the list."""
        self._reader.read()

    def open(self, contract_id: str) -> None:
        """Show one contract, as soon as the list is read."""
        self._wanted = contract_id
        self._reader.read(at_once=True)

    def choose_file(self) -> None:
        """Let the person choose a file with a contract."""
        dialog = QFileDialog(self.page, _("계약 불러오기"), "", _("계약 파일 (*.json)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.load)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def load(self, path: str) -> None:
        """Take in the contract that is written in a file."""
        self._desk.ask(partial(self._save, Path(path)), self._saved)

    def _show(self, views: list[ContractView]) -> None:
        self.page.show_contracts(views, self._desk.today())
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.page.open(wanted)

    def _save(self, path: Path, db: Database) -> Contract:
        from vendorclient.app.contracts import contract_from_text, save_contract
        from vendorclient.app.opened import active_account, now

        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise NotReadable(path=path.name) from error
        return save_contract(db, contract_from_text(text), account_id=active_account(db), now=now)

    def _registered(self, contract: Contract) -> None:
        self.added.emit(contract.name)
        self.page.back()
        self.open(contract.id)

    def _saved(self, contract: Contract) -> None:
        self._desk.announce(Kind.CONTRACTS, Kind.ATTACHMENTS)
        self.added.emit(contract.name)


def _question() -> Callable[[Database], list[ContractView]]:
    return _read


def _read(db: Database) -> list[ContractView]:
    from vendorclient.app import overview

    return overview.contracts(db)
