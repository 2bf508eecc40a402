"""The page of one contract: its processes with plan, reality and newest evidence, and its steps."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from vendorcore.domain import ContractState, Side, korean_day
from vendorcore.errors import Refused, VendorError
from vendorcore.text import _, problem_sentence, remark_sentence

from vendorserver.models import MilestoneKind
from vendorserver.portal import history, words
from vendorserver.portal.cards import Card, card, with_words
from vendorserver.portal.days_left import left_of
from vendorserver.portal.guard import for_viewer
from vendorserver.portal.timeline import Line, Span, line
from vendorserver.services import (
    charges,
    contract_checks,
    documents,
    evidence,
    invitations,
    milestones,
    progressing,
    sanctions,
    satisfaction,
    unfinished,
    viewings,
    visible,
)
from vendorserver.services.contract_rows import to_domain

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from vendorserver.models import Attachment, Contract, ContractProcess
    from vendorserver.services.access import Viewer

# A page stays light: the newest pictures of each process, the rest by day on a page of its own.
MOST_CARDS = 36


@require_GET
@for_viewer
def one(request: HttpRequest, viewer: Viewer, contract_id: str) -> HttpResponse:
    """Show one contract with its processes and their evidence."""
    return shown(request, viewer, contract_id)


def shown(
    request: HttpRequest, viewer: Viewer, contract_id: str, error: VendorError | None = None
) -> HttpResponse:
    """Answer with the page of a contract, and what was wrong with a form on it."""
    row = visible.contracts(viewer).select_related("vendor").filter(id=contract_id).first()
    if row is None:
        raise Refused("not-found")
    values = {"viewer": viewer, "contract": row, "head": _head(viewer, row), "said": request.POST}
    values["remarks"] = _remarks(row)
    values["papers"] = documents.of_contract(viewer, row)
    values |= {"opened": viewings.opened(viewer, row.id), "history": history.of(viewer, row.id)}
    values |= {"processes": _processes(viewer, row), "today": _today()} | _around(viewer, row)
    values |= {
        "asks_satisfaction": satisfaction.asks(viewer, row),
        "scores": words.score_words(),
        "thanks": "thanks" in request.GET,
    }
    if viewer.side is Side.INSTITUTION:
        values["sanction"] = sanctions.of_vendor(row.vendor_id, _today())
    if error is not None:
        values["problem"] = problem_sentence(error.code, error.details)
    return render(request, "contract.html", values, status=422 if error else 200)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessShown:
    """One process of a contract: plan, reality, its line of days, its newest evidence."""

    row: ContractProcess
    cards: list[Card]
    counted: int
    more: int
    line: Line
    reality: str


def _around(viewer: Viewer, row: Contract) -> dict[str, Any]:
    """Return who looks after the contract and what can be done with it now."""
    steps = [(words.milestone_word(m.kind, m.result), m) for m in milestones.of(viewer, row.id)]
    can = [kind.value for kind in milestones.possible(viewer, row)]
    ending = set(can) - {MilestoneKind.DELIVERED.value}
    hands = charges.of(viewer, row.id)
    may_take = viewer.side is Side.INSTITUTION and viewer.role in charges.OFFICERS
    inviting = viewer.role in invitations.INVITERS and row.state != ContractState.DRAFT
    return {
        "steps": steps,
        "can": can,
        "unfinished": unfinished.of(row.id) if ending else None,
        "charges": hands,
        "may_take": may_take and all(one.account_id != viewer.account_id for one in hands),
        "invitations": invitations.of(viewer, row.id),
        "unbound": list(row.parties.filter(institution=None)) if inviting else [],
        "this_moment": timezone.now(),
    }


def _head(viewer: Viewer, row: Contract) -> dict[str, Any]:
    parties = [(words.role_word(party.role), party.name) for party in row.parties.all()]
    return {
        "state_word": words.state_word(row.state),
        "method": words.method_word(row.method),
        "parties": parties,
        "items": list(row.items.all()),
        "left": left_of(row, _today()),
        "progress": progressing.counted(viewer, [row.id])[row.id].progress(_today()),
    }


def _processes(viewer: Viewer, contract: Contract) -> list[ProcessShown]:
    rows: dict[str, list[Attachment]] = defaultdict(list)
    found = with_words(visible.attachments(viewer).filter(contract=contract))
    light = found.defer("facts", "client_facts", "manifest", "client_findings")
    for row in light.order_by("captured_at", "received_at", "id"):
        rows[row.process_id].append(row)
    processes = list(contract.processes.select_related("item"))
    span = _span(contract, processes, [row for some in rows.values() for row in some])
    most = max(1, MOST_CARDS // max(1, len(processes)))
    return [_process(viewer, row, rows[row.id], span, most) for row in processes]


def _process(
    viewer: Viewer, row: ContractProcess, rows: list[Attachment], span: Span, most: int
) -> ProcessShown:
    valid = [one for one in rows if getattr(one, "withdrawal", None) is None]
    days = [
        (korean_day(one.captured_at), evidence.verdict(viewer, one))
        for one in valid
        if one.captured_at
    ]
    plan = (row.starts_on, row.ends_on)
    return ProcessShown(
        row=row,
        cards=[card(viewer, one) for one in rows[-most:]],
        counted=len(valid),
        more=max(0, len(rows) - most),
        line=line(span, plan, days, _today()),
        reality=_reality(row, [day for day, verdict in days if verdict != "fail"], bool(valid)),
    )


def _reality(row: ContractProcess, days: list[date], some: bool) -> str:  # noqa: FBT001 - read at its one call
    """Say when the work was really seen, and how far from the plan that is."""
    if not days:
        if row.ends_on >= _today():
            return ""
        if some:
            return _("계획 기간이 지났고, 찍은 날로 쓸 수 있는 증빙이 아직 없습니다.")
        return _("증빙이 없고 계획 기간이 지났습니다.")
    first, last = min(days), max(days)
    said = [_("실제 {first} ~ {last}", first=first, last=last)]
    if first < row.starts_on:
        said.append(_("계획보다 {n}일 먼저 시작", n=(row.starts_on - first).days))
    if last > row.ends_on:
        said.append(_("계획보다 {n}일 늦게까지", n=(last - row.ends_on).days))
    return " · ".join(said)


def _span(contract: Contract, processes: list[ContractProcess], rows: list[Attachment]) -> Span:
    days = [contract.signed_on, contract.due_on]
    days += [day for row in processes for day in (row.starts_on, row.ends_on)]
    return Span.around(days + _near(days, rows))


def _near(days: list[date], rows: list[Attachment]) -> list[date]:
    """Return the days of photos, but not of a camera whose clock was never set."""
    longest = (max(days) - min(days)).days + 60
    taken = [korean_day(one.captured_at) for one in rows if one.captured_at]
    return [day for day in taken if abs((day - min(days)).days) <= longest]


def _remarks(row: Contract) -> list[str]:
    """Say what is missing in the contract itself, by the rules that the form has too."""
    found = contract_checks.what_blocks(to_domain(row), _today())
    return list(dict.fromkeys(remark_sentence(one.code, one.values) for one in found))


def _today() -> date:
    return korean_day(timezone.now())
