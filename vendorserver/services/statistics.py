"""통계: how many contracts, how much evidence, how much in time; never about a few alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from vendorcore.domain import ContractState, Role, Side

from vendorserver.models import Attachment, Contract, ContractProcess
from vendorserver.services import audit, visible
from vendorserver.services.access import Viewer, require

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
    for contract in _counted(viewer, today):
        for name in _names(contract, group):
            _add(rows.setdefault(name, Row(name)), contract)
    ordered = sorted(rows.values(), key=lambda row: (-row.number, row.group))
    if group == MONTH:
        ordered.sort(key=lambda row: row.group, reverse=True)
    return _without_few(ordered) if viewer.side is Side.OPERATOR else ordered


def exported(viewer: Viewer, group: str) -> None:
    """Write down that figures left the house."""
    audit.record(viewer.account_id, "statistics.exported", "", group=group)


def _counted(viewer: Viewer, today: date) -> QuerySet[Contract]:
    mine = Contract.objects.all() if viewer.side is Side.OPERATOR else visible.contracts(viewer)
    pieces = Attachment.objects.filter(process_id=OuterRef("pk"), withdrawal=None)
    bare = ContractProcess.objects.filter(~Exists(pieces), contract_id=OuterRef("pk"))
    valid = Q(attachments__withdrawal=None) & ~Q(attachments=None)
    accepted = valid & Q(attachments__reviews__state="accepted")
    rows = mine.exclude(state__in=(ContractState.DRAFT, ContractState.CANCELLED)).order_by()
    return rows.annotate(
        number_of_pieces=Count("attachments", filter=valid, distinct=True),
        number_accepted=Count("attachments", filter=accepted, distinct=True),
        is_late=Q(Exists(bare), due_on__lt=today),
    ).prefetch_related("items", "parties__institution")


def _names(contract: Contract, group: str) -> set[str]:
    if group == PRODUCT:
        return {item.detail_name for item in contract.items.all()}
    if group in (CLASS, REGION):
        known = [party.institution for party in contract.parties.all() if party.institution]
        return {one.class_name if group == CLASS else one.region for one in known} or {OTHERS}
    return {contract.signed_on.strftime("%Y-%m")}


def _add(row: Row, contract: Contract) -> None:
    row.contracts.add(contract.id)
    row.pieces += contract.number_of_pieces  # type: ignore[attr-defined]  # annotated by the query
    row.accepted += contract.number_accepted  # type: ignore[attr-defined]  # annotated by the query
    row.late += bool(contract.is_late)  # type: ignore[attr-defined]  # annotated by the query


def _without_few(rows: list[Row]) -> list[Row]:
    """Put groups of a few contracts together, and leave them out when they are still a few."""
    large = [row for row in rows if row.number >= FEWEST]
    rest: dict[str, Row] = defaultdict(lambda: Row(OTHERS))
    for row in rows:
        if row.number < FEWEST:
            one = rest[OTHERS]
            one.contracts |= row.contracts
            one.pieces, one.accepted = one.pieces + row.pieces, one.accepted + row.accepted
            one.late += row.late
    return large + [row for row in rest.values() if row.number >= FEWEST]
