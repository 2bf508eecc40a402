"""수주정보 on the server: written by the vendor with a version, read by the parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from vendorcore.domain import Contract, ContractState, Role
from vendorcore.errors import Conflict, InvalidEntry, Refused
from vendorcore.protocol import contract_to_json

from vendorserver import models
from vendorserver.services import audit, changes, revisions, visible
from vendorserver.services.access import Viewer, require
from vendorserver.services.contract_rows import content_hash, store_parts, to_domain, with_parts
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


def register(row: models.Contract, now: datetime) -> None:
    """Turn a draft into a registered contract, which its institutions may see."""
    if row.state == ContractState.DRAFT:
        enter(row, ContractState.REGISTERED, now)


def enter(row: models.Contract, state: ContractState, now: datetime) -> None:
    """Bring a contract into another state and tell its vendor."""
    row.state, row.changed_at = state.value, now
    row.save(update_fields=["state", "changed_at"])
    _tell(row, now)


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
    if row and row.content_hash == content_hash(contract) and version in (present, present - 1):
        return to_domain(row), False
    if version != present:
        raise Conflict("version-mismatch", version=present)
    if row is None:
        row = _new_row(viewer, contract, now)
    stored = _changed(row, viewer, contract, now)
    audit.record(viewer.account_id, "contract.put", row.id, version=row.version)
    return stored, version == 0


def _changed(row: models.Contract, viewer: Viewer, contract: Contract, now: datetime) -> Contract:
    """Write a contract; of a registered one the parties stay, and what it said before is kept."""
    if row.state == ContractState.DRAFT:
        return _write(row, viewer, contract, now)
    before = to_domain(row)
    if not set(before.parties) <= set(contract.parties):
        raise Refused("parties-fixed")
    revisions.begin(row, before)
    stored = _write(row, viewer, contract, now)
    revisions.keep(row, before, stored, now)
    return stored


def _new_row(viewer: Viewer, contract: Contract, now: datetime) -> models.Contract:
    if models.Contract.objects.filter(id=contract.id).exists():
        raise Refused("not-found")
    return models.Contract(id=contract.id, vendor_id=viewer.vendor_id, version=0, created_at=now)


def _write(row: models.Contract, viewer: Viewer, contract: Contract, now: datetime) -> Contract:
    row.name, row.number, row.method = contract.name, contract.number, str(contract.method)
    row.signed_on, row.due_on = contract.signed_on, contract.due_on
    row.version, row.content_hash = row.version + 1, content_hash(contract)
    row.changed_by_id, row.changed_at = viewer.account_id, now
    row.save(force_insert=row.version == 1)
    store_parts(row, contract)
    return _tell(row, now)


def _tell(row: models.Contract, now: datetime) -> Contract:
    fresh = to_domain(with_parts(models.Contract.objects.filter(id=row.id)).get())
    changes.add(row.vendor_id, "contract", row.id, contract_to_json(fresh), now)
    return fresh


def _row(viewer: Viewer, contract_id: str) -> models.Contract:
    row = with_parts(visible.contracts(viewer)).filter(id=contract_id).first()
    if row is None:
        raise Refused("not-found")
    return row
