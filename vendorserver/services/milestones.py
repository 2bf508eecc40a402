"""납품 → 검수 → 종결: the vendor says it is delivered, the institution inspects and completes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import ContractState, Role, korean_day
from vendorcore.errors import Conflict, InvalidEntry, Refused

from vendorserver.models import InspectionResult, Milestone, MilestoneKind
from vendorserver.services import audit, contracts, notices, unfinished, visible
from vendorserver.services.access import Viewer, require

if TYPE_CHECKING:
    from datetime import date, datetime

    from vendorserver.models import Contract

_LONGEST = 2000
_LONGEST_QUANTITY = 100
_QUANTITY = re.compile(r"((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?:[^\d\s,.+-].*)?")
_MAKING = (ContractState.REGISTERED, ContractState.PRODUCING)
_RUNNING = (*_MAKING, ContractState.DELIVERED, ContractState.INSPECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Who takes a step, from which states."""

    roles: tuple[Role, ...]
    before: tuple[ContractState, ...]
    needs_note: bool = False


WAYS = {
    MilestoneKind.DELIVERED: Way(roles=(Role.OWNER, Role.OFFICE), before=_MAKING),
    MilestoneKind.INSPECTED: Way(
        roles=(Role.MANAGER, Role.INSPECTOR), before=(ContractState.DELIVERED,)
    ),
    MilestoneKind.CLOSED: Way(roles=(Role.MANAGER,), before=(ContractState.INSPECTED,)),
    MilestoneKind.CANCELLED: Way(roles=(Role.MANAGER,), before=_RUNNING, needs_note=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What somebody says happened; an inspection has a result, and words unless it passed."""

    kind: MilestoneKind
    on: date
    result: InspectionResult = InspectionResult.NONE
    quantity: str = ""
    note: str = ""
    confirmed: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether this says that the work is done, so that nothing should be open."""
        failed = self.result is InspectionResult.FAILED
        return self.kind is MilestoneKind.INSPECTED and not failed

    @property
    def ends(self) -> bool:
        """Whether nothing comes after this, so that it has to be meant."""
        return self.kind in (MilestoneKind.CLOSED, MilestoneKind.CANCELLED)

    def __post_init__(self) -> None:
        inspection = self.kind is MilestoneKind.INSPECTED
        if inspection != bool(self.result):
            raise InvalidEntry(field="result", reason="unknown")
        short = not self.note.strip()
        doubtful = self.result in (InspectionResult.CONDITIONAL, InspectionResult.FAILED)
        if short and (doubtful or WAYS[self.kind].needs_note):
            raise InvalidEntry(field="note", reason="empty")
        if len(self.note) > _LONGEST:
            raise InvalidEntry(field="note", reason="too-long")
        _check_quantity(self.quantity)


def _check_quantity(text: str) -> None:
    """Refuse a quantity that is no positive number, with or without its unit (1,200 EA)."""
    if len(text) > _LONGEST_QUANTITY:
        raise InvalidEntry(field="quantity", reason="too-long")
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _QUANTITY.fullmatch(plain)
    if plain and (found is None or not float(found[1].replace(",", ""))):
        raise InvalidEntry(field="quantity", reason="not-a-quantity")


def take(viewer: Viewer, contract_id: str, step: Step, now: datetime) -> Milestone:
    """Take one step; a failed inspection sends the contract back to the production."""
    way = WAYS[step.kind]
    with transaction.atomic():
        rows = visible.contracts(viewer).select_for_update()
        row = rows.filter(id=contract_id).first()
        if row is None:
            raise Refused("not-found")
        require(viewer, *way.roles)
        if ContractState(row.state) not in way.before:
            raise Conflict("step-out-of-order", state=row.state)
        if step.on > korean_day(now) or step.on < row.signed_on:
            raise InvalidEntry(field="on", reason="out-of-range")
        if step.ends:
            unfinished.check_known(row.id, confirmed=step.confirmed)
        if step.goes_on and not step.confirmed and unfinished.of(row.id):
            raise Conflict("work-unfinished")
        return _take(viewer, row, step, now)


def of(viewer: Viewer, contract_id: str) -> list[Milestone]:
    """Return the steps of a contract, the oldest first."""
    rows = Milestone.objects.filter(contract__in=visible.contracts(viewer))
    return list(rows.filter(contract_id=contract_id).select_related("account__institution"))


def possible(viewer: Viewer, row: Contract) -> list[MilestoneKind]:
    """Return the steps that this viewer may take now."""
    state = ContractState(row.state)
    return [kind for kind, way in WAYS.items() if viewer.role in way.roles and state in way.before]


def _take(viewer: Viewer, row: Contract, step: Step, now: datetime) -> Milestone:
    made = Milestone.objects.create(
        contract=row,
        account_id=viewer.account_id,
        kind=step.kind.value,
        result=step.result.value,
        on=step.on,
        quantity=step.quantity.strip(),
        note=step.note.strip(),
        at=now,
    )
    failed = step.result is InspectionResult.FAILED
    state = ContractState.PRODUCING if failed else ContractState(step.kind.value)
    contracts.enter(row, state, viewer.account_id, now)
    people = [*notices.of_vendor(row), *notices.of_institutions(row)]
    others = [one for one in people if one.id != viewer.account_id]
    said = {"contract": row.name, "step": step.kind.value, "result": step.result.value}
    notices.tell(others, notices.STEP, said, f"/contracts/{row.id}", now)
    audit.record(
        viewer.account_id,
        f"contract.{step.kind.value}",
        row.id,
        result=step.result.value,
        on=step.on.isoformat(),
    )
    return made
