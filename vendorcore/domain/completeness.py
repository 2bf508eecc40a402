"""Whether a contract may be registered (등록) or its first photos handed in: the form's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain.contract_state import ContractState
from vendorcore.domain.redraft import draft_from_contract
from vendorcore.domain.remarks import Surroundings, blocking, remarks_of

if TYPE_CHECKING:
    from datetime import date

    from vendorcore.domain.contract import Contract
    from vendorcore.domain.remarks import Remark


def what_form_blocks(contract: Contract, today: date) -> list[Remark]:
    """Return what the form would not let through at 등록; nothing of practice."""
    if contract.is_practice:
        return []
    return blocking(remarks_of(draft_from_contract(contract), Surroundings(today=today)))


def what_keeps_from_submitting(contract: Contract, today: date) -> list[Remark]:
    """Return why nothing can be handed in yet: a draft is registered by its first submission."""
    return what_form_blocks(contract, today) if contract.state is ContractState.DRAFT else []
