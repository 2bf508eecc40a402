"""What happens to a registered contract: 이행내역, its steps to 납품, what it still lacks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vendorcore.domain import ContractState
from vendorcore.text import _, problem_sentence

from vendorclient.app.changed import Kind
from vendorclient.app.opened import active_account, now
from vendorclient.ui import states
from vendorclient.ui.dialogs.name import NameDialog

if TYPE_CHECKING:
    from vendorcore.domain import Contract, Remark
    from vendorcore.errors import VendorError

    from vendorclient.app.progressing import RecordForm
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.pages.contract_detail import ContractDetail


class ContractLife(QObject):
    """The work behind the page of one contract."""

    said = Signal(str)

    def __init__(self, detail: ContractDetail, desk: Desk) -> None:
        super().__init__(detail)
        self._detail, self._desk = detail, desk
        detail.shown.connect(self._look)
        detail.recorded.connect(self._record)
        detail.state_wanted.connect(self._ask)

    def move(self, state: str, contract_id: str, *, reason: str = "", sure: bool = False) -> None:
        """Take a contract a step on; where something is empty, ask first."""
        failed = partial(self._not_moved, state, contract_id)
        work = partial(_move, contract_id, ContractState(state), reason, sure)
        self._desk.ask(work, self._moved, failed)

    def _ask(self, state: str, contract_id: str) -> None:
        if not ContractState(state).needs_reason:
            self.move(state, contract_id)
            return
        dialog = NameDialog(
            self._detail.window(),
            _("해지"),
            _("사유"),
            _("해지하면 되돌릴 수 없습니다. 사유는 수요기관도 봅니다."),
        )
        dialog.given.connect(partial(self._move_because, state, contract_id))
        dialog.open()

    def _move_because(self, state: str, contract_id: str, reason: str) -> None:
        self.move(state, contract_id, reason=reason)

    def _not_moved(self, state: str, contract_id: str, error: VendorError) -> None:
        if error.code != "records-empty":
            self._desk.failed.emit(error)
            return
        from vendorclient.ui.dialogs.question import QuestionDialog

        sentence = str(problem_sentence(error.code, error.details))
        title = _("비어 있는 곳이 있습니다")
        dialog = QuestionDialog(self._detail.window(), title, sentence, _("그대로 납품"))
        dialog.accepted.connect(partial(self.move, state, contract_id, sure=True))
        dialog.open()

    def _moved(self, contract: Contract) -> None:
        self._tell()
        self.said.emit(_("계약 상태: {state}", state=states.contract_mark(contract.state).words))

    def _record(self, contract_id: str, process_id: str, form: RecordForm) -> None:
        self._desk.ask(partial(_record, contract_id, process_id, form), self._recorded)

    def _recorded(self, _contract: Contract) -> None:
        self._tell()

    def _tell(self) -> None:
        self._desk.announce(Kind.CONTRACTS, Kind.OUTBOX)

    def _look(self, contract_id: str) -> None:
        self._desk.ask(partial(_missing, contract_id), partial(self._show_missing, contract_id))

    def _show_missing(self, contract_id: str, missing: list[Remark]) -> None:
        if contract_id == self._detail.contract_id:
            self._detail.show_missing(missing)


def _missing(contract_id: str, db: Database) -> list[Remark]:
    from vendorclient.app.progressing import what_is_empty

    return what_is_empty(db, contract_id)


def _record(contract_id: str, process_id: str, form: RecordForm, db: Database) -> Contract:
    from vendorclient.app.progressing import record_process

    return record_process(
        db, contract_id, process_id, said=form, account_id=active_account(db), now=now
    )


def _move(
    contract_id: str, state: ContractState, reason: str, although_empty: int, db: Database
) -> Contract:
    from vendorclient.app.progressing import move_contract

    return move_contract(
        db,
        contract_id,
        state,
        reason=reason,
        although_empty=bool(although_empty),
        account_id=active_account(db),
        now=now,
    )
