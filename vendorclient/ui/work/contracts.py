"""Contracts: reads the list, takes in a contract from a file, begins and takes up drafts."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vendorcore.text import _, n_

from vendorclient.app.changed import Kind
from vendorclient.ui.background import Lane
from vendorclient.ui.work import choosing
from vendorclient.ui.work.certificates import CertificatesWork
from vendorclient.ui.work.contract_life import ContractLife
from vendorclient.ui.work.contract_listing import ContractListing
from vendorclient.ui.work.contract_papers import ContractPapers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorcore.documents.public_rows import Row
    from vendorcore.domain import Contract, Draft, Remark

    from vendorclient.app.taking_in import FoundInFile
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.pages.contract_rows import ContractRow
    from vendorclient.ui.pages.contracts import ContractsPage
    from vendorclient.ui.preferences import Preferences
    from vendorclient.ui.work.drafting import Drafting


class ContractsWork(QObject):
    """The work behind the page of contracts."""

    kinds = frozenset({Kind.CONTRACTS, Kind.ATTACHMENTS})
    added = Signal(str)
    said = Signal(str)

    def __init__(self, page: ContractsPage, desk: Desk, preferences: Preferences) -> None:
        super().__init__(page)
        self.page, self._desk, self._preferences = page, desk, preferences
        self._is_old = False
        page.live_on(desk.today())
        self.listing = ContractListing(page, desk)
        self.listing.said.connect(self.said)
        self.open, self.export = self.listing.open, self.listing.export
        page.loaded.connect(self.choose_file)
        page.begun.connect(self.begin)
        page.resumed.connect(self.resume)
        page.copy_wanted.connect(self.choose_copy)
        page.returned.connect(self._catch_up)
        self.papers = ContractPapers(self, desk)
        self.papers.follow_detail(page.detail)
        self.papers.said.connect(self.said)
        self.certificates = CertificatesWork(self, desk)
        page.certificates_wanted.connect(partial(self.certificates.open, page))
        self.certificates.counted.connect(page.show_certificates)
        self.life = ContractLife(page.detail, desk)
        self.life.said.connect(self.said)
        page.detail.revise_wanted.connect(self.revise)
        page.detail.correct_wanted.connect(self.revise)
        page.detail.copy_wanted.connect(self.copy_contract)
        page.list.show_filters(preferences.contract_filters)
        page.list.filters_saved.connect(self._keep_filters)

    @cached_property
    def drafting(self) -> Drafting:
        """The work behind the form; made when somebody first writes."""
        from vendorclient.ui.work.drafting import Drafting

        made = Drafting(self.page.wizard, self._desk)
        made.opened.connect(self.page.write)
        made.registered.connect(self._registered)
        made.said.connect(self.said)
        made.gone.connect(self.page.back)
        self.papers.follow_wizard(self.page.wizard)
        self.page.wizard.copy_wanted.connect(self.choose_copy)
        return made

    def refresh(self) -> None:
        """Read the list; while a contract is being written, once that is over."""
        if self.page.is_writing:
            self._is_old = True
            return
        self._is_old = False
        self.listing.read()
        self.certificates.look()

    def _catch_up(self) -> None:
        if self._is_old:
            self.refresh()

    def begin(self) -> None:
        """Begin a new contract."""
        self.drafting.begin()

    def resume(self, draft_id: str) -> None:
        """Take up a draft where it was left."""
        self.drafting.open(draft_id)

    def choose_copy(self) -> None:
        """Let the person choose an earlier contract to begin from."""
        from vendorclient.ui.wizard.copy_dialog import CopyDialog

        dialog = CopyDialog(self.page)
        dialog.chosen.connect(self.copy)
        self.listing.offer(dialog, without=self.drafting.wizard.draft.id)

    def copy(self, row: ContractRow) -> None:
        """Begin a new contract like an earlier one; an empty draft gives way to it."""
        self.drafting.copy(row.id, is_draft=row.is_draft)

    def copy_contract(self, contract_id: str) -> None:
        """Begin a new contract like one that is registered."""
        self.drafting.copy(contract_id)

    def revise(self, contract_id: str, at: Remark | None = None) -> None:
        """Change a registered contract; the change is registered with its reason."""
        self.drafting.revise(contract_id, at)

    def choose_file(self) -> None:
        """Let the person choose a file with a contract, or with rows of the public service."""
        kinds = _("계약 파일, 계약정보서비스 자료 (*.json *.xml *.xlsx *.csv)")
        choosing.open_file(self.page, _("계약 불러오기"), kinds, self.load)

    def load(self, path: str) -> None:
        """Take in the contract that is written in a file, or begin drafts from public rows."""
        self._desk.background.run(partial(_look_into, path), self._found, lane=Lane.LONG)

    def _found(self, found: FoundInFile) -> None:
        if found.contract is not None:
            self._desk.ask(partial(_save, found.contract), self._saved)
        else:
            self._desk.ask(partial(_draft, found.rows), self._drafted)

    def _keep_filters(self, text: str) -> None:
        self._preferences.contract_filters = text

    def _registered(self, contract: Contract) -> None:
        self.said.emit(_("계약을 등록했습니다: {name}", name=contract.name))
        self.page.back()
        self.open(contract.id)

    def _saved(self, contract: Contract) -> None:
        self._desk.announce(Kind.CONTRACTS, Kind.ATTACHMENTS)
        self.added.emit(contract.name)

    def _drafted(self, drafts: list[Draft]) -> None:
        self._desk.announce(Kind.CONTRACTS)
        count = len(drafts)
        words = n_(
            "작성 중 계약 {n}건을 가져왔습니다. 빈 곳을 채워 등록하십시오.",
            "작성 중 계약 {n}건을 가져왔습니다. 빈 곳을 채워 등록하십시오.",
            count,
        )
        self.said.emit(words)
        if count == 1:
            self.resume(drafts[0].id)


def _look_into(path: str) -> FoundInFile:
    from vendorclient.app.taking_in import look_into

    return look_into(Path(path))


def _save(contract: Contract, db: Database) -> Contract:
    from vendorclient.app.contracts import save_contract
    from vendorclient.app.opened import active_account, now

    return save_contract(db, contract, account_id=active_account(db), now=now)


def _draft(rows: Sequence[Row], db: Database) -> list[Draft]:
    from vendorclient.app.opened import active_account, now
    from vendorclient.app.public_import import import_public_rows

    return import_public_rows(db, rows, account_id=active_account(db), now=now)
