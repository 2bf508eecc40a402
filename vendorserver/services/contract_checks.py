"""The rules of 등록 once more, for what a computer sent: the server believes no program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import ContractState, Surroundings, blocking, remarks_of
from vendorcore.domain.redraft import draft_from_contract

if TYPE_CHECKING:
    from datetime import date

    from vendorcore.domain import Contract, Remark


def what_blocks(contract: Contract, today: date) -> list[Remark]:
    """Return what the form would not have let through; nothing of drafts and of practice.

    It marks the contract for its parties and refuses nothing: evidence may hang on it already.
    """
    if contract.is_practice or contract.state is ContractState.DRAFT:
        return []
    return blocking(remarks_of(draft_from_contract(contract), Surroundings(today=today)))
