"""What happens after 등록: 이행내역 of each process, and the steps 생산중 → 납품, or 해지."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vendorcore.domain import ContractState, ProcessRecord, Remark, Side, WizardStep, day_from_text
from vendorcore.errors import Conflict, InvalidEntry, NeedsPerson

from vendorclient.app.changed import nobody
from vendorclient.app.contracts import save_contract
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.overview import Overview, ProcessCount

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from vendorcore.domain import Contract, Process

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordForm:
    """이행내역 as it is typed: what was done, actual days, a note."""

    done: str = ""
    started_on: str = ""
    ended_on: str = ""
    note: str = ""


def record_process(
    db: Database,
    contract_id: str,
    process_id: str,
    *,
    said: RecordForm,
    account_id: str,
    now: Callable[[], datetime],
    announce: Announce = nobody,
) -> Contract:
    """Keep the 이행내역 of a process."""
    record = ProcessRecord(
        done=said.done.strip(),
        started_on=_day(said.started_on, "started_on"),
        ended_on=_day(said.ended_on, "ended_on"),
        note=said.note.strip(),
    )
    with db.transaction():
        contract = Contracts(db).get(contract_id)
        contract.process(process_id)
        processes = tuple(
            replace(one, record=record) if one.id == process_id else one
            for one in contract.processes
        )
        changed = replace(contract, processes=processes)
        return save_contract(db, changed, account_id=account_id, now=now, announce=announce)


def what_is_empty(db: Database, contract_id: str) -> list[Remark]:
    """Return what 이행내역 and photos still lack; to be shown before 등록 and 생산 완료."""
    contract, counts = Contracts(db).get(contract_id), Overview(db).counts()
    return [
        remark
        for process in contract.processes
        for remark in _lacks(process, counts.get((contract_id, process.id), ProcessCount()))
    ]


def move_contract(
    db: Database,
    contract_id: str,
    state: ContractState,
    *,
    reason: str = "",
    although_empty: bool = False,
    account_id: str,
    now: Callable[[], datetime],
    announce: Announce = nobody,
) -> Contract:
    """Take a contract a step on (생산중, 납품, 해지); it is sent like any other change.

    납품 ends the production: NeedsPerson("records-empty") first tells what is still empty.
    """
    with db.transaction():
        contract = Contracts(db).get(contract_id)
        if not contract.state.may_become(state, Side.VENDOR):
            raise Conflict("state-not-possible", state=contract.state, wanted=state)
        if state.needs_reason and not reason.strip():
            raise NeedsPerson("change-reason-needed")
        empty = what_is_empty(db, contract_id) if state is ContractState.DELIVERED else []
        if empty and not although_empty:
            raise NeedsPerson("records-empty", count=len(empty))
        changed = replace(contract, reason=reason.strip() or contract.reason)
        return save_contract(
            db, changed, account_id=account_id, now=now, becomes=state, announce=announce
        )


def _lacks(process: Process, count: ProcessCount) -> list[Remark]:
    missing = []
    if not process.record.done:
        missing.append(_remark("record-missing", "done", process))
    if process.record.started_on is None:
        missing.append(_remark("record-start-missing", "started_on", process))
    if process.record.ended_on is None:
        missing.append(_remark("record-end-missing", "ended_on", process))
    if count.tagged < max(process.photos, 1):
        wanted = str(max(process.photos, 1))
        missing.append(
            _remark("photos-missing", "photos", process, have=str(count.tagged), wanted=wanted)
        )
    return missing


def _remark(code: str, field: str, process: Process, **values: str) -> Remark:
    return Remark(
        code=code,
        step=WizardStep.PLAN,
        field=field,
        part=process.id,
        values={"process": process.name, **values},
    )


def _day(text: str, field: str) -> date | None:
    if not text.strip():
        return None
    day = day_from_text(text)
    if day is None:
        raise InvalidEntry(field=field, reason="not-a-day")
    return day
