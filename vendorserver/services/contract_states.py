"""How far a contract has come: each step forward is kept with who took it and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import ContractState, ReviewState, Role, instant_text
from vendorcore.errors import Conflict, InvalidEntry, Refused
from vendorcore.protocol import contract_to_json

from vendorserver import models
from vendorserver.services import audit, changes, notices, unfinished, visible
from vendorserver.services.access import Viewer, require
from vendorserver.services.contract_rows import to_domain, with_parts, without_contact

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from vendorcore.domain import Contract

MOVERS = (Role.OWNER, Role.OFFICE, Role.MANAGER, Role.INSPECTOR)


def move(
    viewer: Viewer,
    contract_id: str,
    wanted: ContractState,
    reason: str,
    now: datetime,
    *,
    confirmed: bool = False,
) -> Contract:
    """Take a contract to a state; the state it has is nothing, one it cannot have is refused.

    An end cannot be taken back: it has to be confirmed.
    """
    with transaction.atomic():
        row = visible.contracts(viewer).select_for_update().filter(id=contract_id).first()
        if row is None:
            raise Refused("not-found")
        require(viewer, *MOVERS)
        if row.state != wanted:
            _check(row, viewer, wanted, reason)
            if wanted.is_over:
                unfinished.check_known(row.id, confirmed=confirmed)
            step(row, wanted, viewer.account_id, reason, now)
            tell(row, now)
        return fresh(row)


def step(
    row: models.Contract, wanted: ContractState, account_id: str, reason: str, now: datetime
) -> None:
    """Keep one step of a contract; inside the transaction of whoever decided it.

    With the contract its open requests end: nobody answers them any more.
    """
    models.StateChange.objects.create(
        contract=row,
        before=row.state,
        state=wanted.value,
        account_id=account_id,
        reason=reason.strip(),
        at=now,
    )
    audit.record(account_id, "contract.state", row.id, before=row.state, state=wanted.value)
    if wanted.is_before(ContractState(row.state)):
        row.version += 1  # whoever still believes the later state must first hear of this
    if wanted.is_over:
        _end_requests(row, wanted, account_id, now)
    row.state, row.changed_at = wanted.value, now
    row.save(update_fields=["state", "changed_at", "version"])


def _end_requests(
    row: models.Contract, wanted: ContractState, account_id: str, now: datetime
) -> None:
    """Close what is still asked for and say so: nobody shall go on working at an answer."""
    asked = unfinished.open_requests(row.id)
    waiting = list(asked.filter(attachment__withdrawal=None).order_by("asked_at"))
    asked.update(closed_at=now)
    for one in waiting:
        news = {"state": ReviewState.WAITING.value, "reason": one.reason, "due_at": ""}
        news["ended_at"] = instant_text(now)
        changes.add(row.vendor_id, "review", one.attachment_id, dict(news), now)
    if waiting:
        said = {"contract": row.name, "step": wanted.value, "count": str(len(waiting))}
        said["reason"] = waiting[0].reason
        others = [one for one in notices.of_vendor(row) if one.id != account_id]
        notices.tell(others, notices.REQUEST_ENDED, said, f"/contracts/{row.id}", now)


def tell(row: models.Contract, now: datetime) -> None:
    """Tell the vendor's computers how the contract stands now; the contact is not kept there."""
    form = without_contact(contract_to_json(fresh(row)))
    changes.add(row.vendor_id, "contract", row.id, form, now)


def fresh(row: models.Contract) -> Contract:
    """Return the contract as its rows are now."""
    return to_domain(with_parts(models.Contract.objects.filter(id=row.id)).get())


def of(viewer: Viewer, contract_id: str) -> QuerySet[models.StateChange]:
    """Return the steps of a contract that this viewer sees, the first first."""
    contracts = visible.contracts(viewer).filter(id=contract_id)
    return models.StateChange.objects.filter(contract__in=contracts).select_related("account")


def over_at(row: models.Contract) -> datetime | None:
    """Return when a contract came to its end; None while it runs."""
    if not ContractState(row.state).is_over:
        return None
    ends = [state.value for state in ContractState if state.is_over]
    steps = models.StateChange.objects.filter(contract=row, state__in=ends).order_by("at")
    return steps.values_list("at", flat=True).first()


def _check(row: models.Contract, viewer: Viewer, wanted: ContractState, reason: str) -> None:
    if not ContractState(row.state).may_become(wanted, viewer.side):
        raise Conflict("state-not-possible", state=row.state, wanted=wanted.value)
    if viewer.role is Role.INSPECTOR and wanted.is_over:
        raise Refused("forbidden")
    if wanted.needs_reason and not reason.strip():
        raise InvalidEntry("change-reason-needed", field="reason")
