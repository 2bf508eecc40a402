"""수주정보 on the server: written by the vendor with a version, read by the parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from vendorcore.domain import PRACTICE, Contract, ContractState, Role, korean_day
from vendorcore.errors import Conflict, InvalidEntry, Refused

from vendorserver import models
from vendorserver.services import audit, contract_checks, contract_states, revisions, visible
from vendorserver.services.access import Viewer, require
from vendorserver.services.contract_rows import (
    content_hash,
    store_order,
    store_parts,
    to_domain,
    with_parts,
)
from vendorserver.services.paging import Listed, page

if TYPE_CHECKING:
    from datetime import datetime

WRITERS = (Role.OWNER, Role.OFFICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Precondition:
    """What the writer believes is there: If-Match and If-None-Match as they were sent."""

    if_match: str = ""
    if_none_match: str = ""

    @property
    def version(self) -> int:
        """The version that is to be replaced; 0 for a new contract."""
        if self.if_none_match == "*" and not self.if_match:
            return 0
        number = self.if_match.strip().removeprefix('"').removesuffix('"')
        if not self.if_match:
            raise Refused("precondition-needed")
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise InvalidEntry(field="If-Match", reason="malformed")
        return int(number)


def one(viewer: Viewer, contract_id: str) -> Contract:
    """Return one contract; Refused("not-found") for everybody who may not see it."""
    return to_domain(_row(viewer, contract_id))


def listed(viewer: Viewer, after: str = "", limit: int = 50) -> Listed[Contract]:
    """Return one page of the viewer's contracts, newest first."""
    found = page(with_parts(visible.contracts(viewer)), after, limit)
    return Listed([to_domain(row) for row in found.items], found.next)


def put(
    viewer: Viewer, contract: Contract, precondition: Precondition, now: datetime
) -> tuple[Contract, bool]:
    """Store a new or changed contract; return it and whether it is new."""
    try:
        with transaction.atomic():
            return _put(viewer, contract, precondition.version, now)
    except IntegrityError as error:
        raise Conflict(id=contract.id) from error


def register(row: models.Contract, account_id: str, now: datetime) -> None:
    """Turn a draft into a registered contract, which its institutions may see."""
    if row.state == ContractState.DRAFT:
        enter(row, ContractState.REGISTERED, account_id, now)


def enter(row: models.Contract, state: ContractState, account_id: str, now: datetime) -> None:
    """Bring a contract into another state, keep the step and tell its vendor."""
    contract_states.step(row, state, account_id, "", now)
    contract_states.tell(row, now)


def bind_waiting(institution: models.Institution) -> int:
    """Bind parties that waited for this institution to be registered; return how many."""
    waiting = models.ContractParty.objects.filter(institution=None)
    mine = waiting.filter(code=institution.code) if institution.code else waiting.none()
    named = waiting.filter(code="", name=institution.name)
    if models.Institution.objects.filter(name=institution.name).count() > 1:
        named = named.none()
    return mine.update(institution=institution) + named.update(institution=institution)


def _put(viewer: Viewer, contract: Contract, version: int, now: datetime) -> tuple[Contract, bool]:
    row = visible.contracts(viewer).select_for_update().filter(id=contract.id).first()
    present = row.version if row else 0
    if row is None and version:
        raise Refused("not-found")
    require(viewer, *WRITERS)
    same = row is not None and row.content_hash == content_hash(contract)
    if row and same and version == present - 1:
        # A repetition of what made the present version has had its step already.
        return to_domain(row), False
    if row and same and version == present:
        _check(to_domain(row), contract, now)
        return _ahead(row, viewer, contract, now), False
    if version != present:
        raise Conflict("version-mismatch", version=present)
    if row is not None and contract.is_practice != (row.method == PRACTICE):
        raise Refused("practice-stays-practice")
    before = to_domain(row) if row else None
    if row is None:
        row = _new_row(viewer, contract, now)
    _changed(row, viewer, contract, now)
    _check(before, contract, now)
    stored = _ahead(row, viewer, contract, now)
    audit.record(viewer.account_id, "contract.put", row.id, version=row.version)
    return stored, version == 0


def _check(before: Contract | None, contract: Contract, now: datetime) -> None:
    """Refuse what breaks the rules of the form; what is still a draft may lack anything."""
    present = before.state if before else ContractState.DRAFT
    after = contract.in_state(contract.state_after(present))
    contract_checks.refuse_what_blocks(after, before, korean_day(now))


def _changed(row: models.Contract, viewer: Viewer, contract: Contract, now: datetime) -> None:
    """Write a contract; of a registered one the parties stay, and what it said before is kept."""
    if row.state == ContractState.DRAFT:
        _write(row, viewer, contract, now)
        return
    before = to_domain(row)
    if not set(before.parties) <= set(contract.parties):
        raise Refused("parties-fixed")
    if revisions.needs_reason(before, contract):
        raise InvalidEntry("change-reason-needed", field="reason")
    revisions.begin(row, before)
    _write(row, viewer, contract, now)
    revisions.keep(row, before, contract_states.fresh(row), now)


def _ahead(row: models.Contract, viewer: Viewer, contract: Contract, now: datetime) -> Contract:
    """Take the step that the vendor is ahead of us (등록, 생산 완료, …) and return what is now."""
    present = ContractState(row.state)
    wanted = contract.state_after(present)
    if wanted is not present:
        if wanted.needs_reason and not contract.reason.strip():
            raise InvalidEntry("change-reason-needed", field="reason")
        contract_states.step(row, wanted, viewer.account_id, contract.reason, now)
        contract_states.tell(row, now)
    return contract_states.fresh(row)


def _new_row(viewer: Viewer, contract: Contract, now: datetime) -> models.Contract:
    if models.Contract.objects.filter(id=contract.id).exists():
        raise Refused("not-found")
    return models.Contract(id=contract.id, vendor_id=viewer.vendor_id, version=0, created_at=now)


def _write(row: models.Contract, viewer: Viewer, contract: Contract, now: datetime) -> None:
    store_order(row, contract)
    row.name, row.number, row.method = contract.name, contract.number, str(contract.method)
    row.signed_on, row.due_on = contract.signed_on, contract.due_on
    row.version, row.content_hash = row.version + 1, content_hash(contract)
    row.changed_by_id, row.changed_at = viewer.account_id, now
    row.save(force_insert=row.version == 1)
    store_parts(row, contract)
    contract_states.tell(row, now)


def _row(viewer: Viewer, contract_id: str) -> models.Contract:
    row = with_parts(visible.contracts(viewer)).filter(id=contract_id).first()
    if row is None:
        raise Refused("not-found")
    return row
