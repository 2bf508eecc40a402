"""The rules of 등록 once more, for what a computer sent: the server believes no program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import ContractState
from vendorcore.domain.completeness import what_form_blocks, what_keeps_from_submitting
from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from datetime import date

    from vendorcore.domain import Contract, Remark


def what_blocks(contract: Contract, today: date) -> list[Remark]:
    """Return what the form would not have let through; nothing of drafts and of practice."""
    return [] if contract.state is ContractState.DRAFT else what_form_blocks(contract, today)


def refuse_what_blocks(contract: Contract, before: Contract | None, today: date) -> None:
    """Raise InvalidEntry("contract-refused") for 등록 or a change that the form would not allow.

    What stood in the contract before is no reason: evidence hangs on it, and 이행내역 must go on.
    """
    known = {_key(one) for one in what_blocks(before, today)} if before else set()
    found = [one for one in what_blocks(contract, today) if _key(one) not in known]
    _refuse(found)


def refuse_to_submit(contract: Contract, today: date) -> None:
    """Raise InvalidEntry("contract-refused") where a submission would register what is incomplete.

    Nothing of it is taken: its files stay where they were photographed, until the form is filled.
    """
    _refuse(what_keeps_from_submitting(contract, today))


def _refuse(found: list[Remark]) -> None:
    if found:
        first = found[0]
        raise InvalidEntry(
            "contract-refused",
            **first.values,
            remark=first.code,
            step=str(first.step),
            place=first.field,
            part=first.part,
            count=len(found),
        )


def _key(remark: Remark) -> tuple[object, ...]:
    """What makes two remarks the same; a party has another id each time it is read."""
    return remark.code, remark.field, tuple(sorted(remark.values.items()))
