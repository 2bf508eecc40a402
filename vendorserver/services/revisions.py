"""변경 이력: what was changed in a registered contract stays visible to everybody who sees it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from vendorcore.evidence import Finding, Level
from vendorcore.protocol import contract_to_json

from vendorserver.models import ContractRevision
from vendorserver.services import jobs, visible
from vendorserver.services.contract_rows import without_contact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from vendorcore.domain import Contract
    from vendorcore.protocol import JsonObject

    from vendorserver import models
    from vendorserver.services.access import Viewer

_HEAD = ("name", "number", "method", "signed_on", "due_on")
_TERMS = ("signed_on", "due_on")
PROMISED = ("name", "number", "method", "signed_on", "due_on", "items")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed; subject names the process, an empty text means it was not there."""

    field: str
    before: str
    after: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """One change: who made it, when, and what became different."""

    row: ContractRevision
    differences: list[Difference]


def needs_reason(before: Contract, after: Contract) -> bool:
    """Whether what was promised becomes another while nobody says why.

    이행내역, purchases and documents grow while the work goes on: they need no reason.
    """
    if after.reason.strip():
        return False
    return any(getattr(before, name) != getattr(after, name) for name in PROMISED) or [
        (one.id, one.plan) for one in before.processes
    ] != [(one.id, one.plan) for one in after.processes]


def begin(row: models.Contract, contract: Contract) -> None:
    """Remember what the contract said until now; a version is kept once."""
    content = without_contact(contract_to_json(contract))
    said = {"at": row.changed_at, "content": content, "reason": contract.reason}
    ContractRevision.objects.get_or_create(
        contract_id=row.id,
        version=contract.version,
        defaults={"account_id": row.changed_by_id, **said},
    )


def keep(row: models.Contract, before: Contract, after: Contract, now: datetime) -> None:
    """Remember a change and have the evidence that it touches weighed again."""
    begin(row, after)
    old, new = contract_to_json(before), contract_to_json(after)
    for attachment in row.attachments.filter(withdrawal=None):
        if _promise(old, attachment.process_id) != _promise(new, attachment.process_id):
            jobs.again("weigh", attachment.id, now)


def of(viewer: Viewer, contract_id: str) -> list[Revision]:
    """Return the changes of a contract that this viewer sees, newest first."""
    contracts = visible.contracts(viewer).filter(id=contract_id)
    rows = list(ContractRevision.objects.filter(contract__in=contracts).select_related("account"))
    pairs = pairwise(rows)
    shown = [Revision(row, list(_differences(old.content, row.content))) for old, row in pairs]
    return shown[::-1]


def remarks(attachment: models.Attachment) -> list[Finding]:
    """Return the remark that the promise was changed after this evidence had arrived."""
    rows = ContractRevision.objects.filter(contract_id=attachment.contract_id)
    arrived = rows.filter(at__lte=attachment.received_at).last() or rows.first()
    if arrived is None:
        return []
    newest = rows.last() or arrived
    old = _promise(arrived.content, attachment.process_id)
    if old == _promise(newest.content, attachment.process_id):
        return []
    return [Finding("T_PLAN_CHANGED", Level.WARN, first=old[0], last=old[1])]


def _promise(content: JsonObject, process_id: str) -> tuple[str, ...]:
    """Return the days that a photo of a process is measured by."""
    process = _processes(content).get(process_id, {})
    days = (process.get("starts_on", ""), process.get("ends_on", ""))
    return (*days, *(str(content[name]) for name in _TERMS))


def _differences(old: JsonObject, new: JsonObject) -> Iterator[Difference]:
    for name in _HEAD:
        if old[name] != new[name]:
            yield Difference(name, str(old[name]), str(new[name]))
    before, after = _processes(old), _processes(new)
    for process_id in before | after:
        was, now = before.get(process_id, {}), after.get(process_id, {})
        if _plan(was) != _plan(now):
            subject = str((now or was)["name"])
            yield Difference("plan", _plan(was), _plan(now), subject)
    for name in ("parties", "items", "documents"):
        if old.get(name, []) != new.get(name, []):
            yield Difference(name, _names(old.get(name, [])), _names(new.get(name, [])))


def _plan(process: dict[str, Any]) -> str:
    if not process:
        return ""
    days = f"{process['starts_on']} ~ {process['ends_on']}"
    return " · ".join(filter(None, (process["name"], days, process.get("text", ""))))


def _processes(content: Any) -> dict[str, dict[str, Any]]:
    return {process["id"]: process for process in content["processes"]}


def _names(parts: Any) -> str:
    return ", ".join(
        part["institution"]["name"]
        if "institution" in part
        else part.get("detail_name") or part["name"]
        for part in parts
    )
