"""통계: how many contracts, how much evidence, how much in time; never about a few alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef

from vendorcore.domain import PRACTICE, ContractState, Role, Side

from vendorserver.models import Attachment, Contract, ContractProcess, Withdrawal
from vendorserver.services import audit, visible
from vendorserver.services.access import Viewer, require
from vendorserver.services.progressing import accepting_words

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

MONTH, PRODUCT, CLASS, REGION = "month", "product", "class", "region"
GROUPS = (MONTH, PRODUCT, CLASS, REGION)
# An operator sees no single contract: smaller groups are put together.
FEWEST = 3
OTHERS = ""
_READERS = tuple(role for role in Role if role is not Role.FACTORY)


@dataclass(slots=True)
class Row:
    """One group of contracts."""

    group: str
    contracts: set[str] = field(default_factory=set)
    pieces: int = 0
    accepted: int = 0
    late: int = 0

    @property
    def number(self) -> int:
        """How many contracts."""
        return len(self.contracts)

    @property
    def in_time(self) -> int:
        """The share in per cent that is not late."""
        return round(100 * (self.number - self.late) / self.number) if self.number else 100


def table(viewer: Viewer, group: str, today: date) -> list[Row]:
    """Return the groups of the contracts that concern this person, the largest first."""
    require(viewer, *_READERS)
    rows: dict[str, Row] = {}
    mine = _concerning(viewer)
    figures = _figures(mine, today)
    for contract in _with_names(mine, group):
        for name in _names(contract, group):
            _add(rows.setdefault(name, Row(name)), contract.id, figures)
    ordered = sorted(rows.values(), key=lambda row: (-row.number, row.group))
    if group == MONTH:
        ordered.sort(key=lambda row: row.group, reverse=True)
    return _without_few(ordered, figures) if viewer.side is Side.OPERATOR else ordered


def exported(viewer: Viewer, group: str) -> None:
    """Write down that figures left the house."""
    audit.record(viewer.account_id, "statistics.exported", "", group=group)


@dataclass(slots=True)
class _Figures:
    """What is counted of each contract."""

    pieces: Counter[str]
    accepted: Counter[str]
    late: set[str]


def _concerning(viewer: Viewer) -> QuerySet[Contract]:
    mine = Contract.objects.all() if viewer.side is Side.OPERATOR else visible.contracts(viewer)
    closed = (ContractState.DRAFT, ContractState.CANCELLED)
    return mine.exclude(state__in=closed).exclude(method=PRACTICE).order_by()


def _figures(mine: QuerySet[Contract], today: date) -> _Figures:
    """Count for all contracts at once: what was withdrawn is subtracted, which indexes answer."""
    ids = mine.values("id")
    pieces = _by_contract(Attachment.objects.filter(contract__in=ids), "contract_id")
    taken_back = Withdrawal.objects.filter(attachment__contract__in=ids)
    pieces.subtract(_by_contract(taken_back, "attachment__contract_id"))
    accepted = accepting_words().filter(attachment__contract__in=ids, attachment__withdrawal=None)
    there = Attachment.objects.filter(process_id=OuterRef("pk"), withdrawal=None)
    bare = ContractProcess.objects.filter(~Exists(there), contract_id=OuterRef("pk"))
    late = mine.filter(Exists(bare), due_on__lt=today).values_list("id", flat=True)
    return _Figures(pieces, _by_contract(accepted, "attachment__contract_id"), set(late))


def _by_contract(rows: QuerySet[Any], contract: str) -> Counter[str]:
    return Counter(dict(rows.order_by().values_list(contract).annotate(number=Count("*"))))


def _with_names(mine: QuerySet[Contract], group: str) -> QuerySet[Contract]:
    """Return the contracts with what their group is named after, and nothing sealed or large."""
    rows = mine.only("id", "signed_on")
    if group == PRODUCT:
        return rows.prefetch_related("items")
    return rows.prefetch_related("parties__institution") if group in (CLASS, REGION) else rows


def _names(contract: Contract, group: str) -> set[str]:
    if group == PRODUCT:
        return {item.detail_name for item in contract.items.all()}
    if group in (CLASS, REGION):
        known = [party.institution for party in contract.parties.all() if party.institution]
        return {one.class_name if group == CLASS else one.region for one in known} or {OTHERS}
    return {contract.signed_on.strftime("%Y-%m")}


def _add(row: Row, contract: str, figures: _Figures) -> None:
    row.contracts.add(contract)
    row.pieces += figures.pieces[contract]
    row.accepted += figures.accepted[contract]
    row.late += contract in figures.late


def _without_few(rows: list[Row], figures: _Figures) -> list[Row]:
    """Put groups of a few contracts together, with a larger one where they are still a few.

    Nothing is left out: what is missing in one grouping is the difference to the sum of another.
    """
    large = [row for row in rows if row.number >= FEWEST and row.group != OTHERS]
    rest = Row(OTHERS)
    _join(rest, [row for row in rows if row not in large], figures)
    if 0 < rest.number < FEWEST and large:
        smallest = min(large, key=lambda row: row.number)
        large.remove(smallest)
        _join(rest, [smallest], figures)
    return large + [rest] * (rest.number >= FEWEST)


def _join(rest: Row, rows: list[Row], figures: _Figures) -> None:
    """Count the contracts of other groups too, each once."""
    for contract in sorted({one for row in rows for one in row.contracts} - rest.contracts):
        _add(rest, contract, figures)
