"""A public contract (수주정보): its parties, what is made, and by which processes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from vendorcore.domain.contract_state import ContractState
from vendorcore.domain.ids import is_id
from vendorcore.domain.order import NO_TERMS
from vendorcore.domain.organisations import Side
from vendorcore.domain.plan import NO_RECORD, Work
from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from datetime import date

    from vendorcore.domain.order import Document, MaterialRow, Terms
    from vendorcore.domain.organisations import Institution
    from vendorcore.domain.plan import ProcessPlan, ProcessRecord


class PartyRole(StrEnum):
    """계약기관 or 수요기관."""

    CONTRACTING = "contracting"
    DEMANDING = "demanding"


class ContractMethod(StrEnum):
    """계약방법 as the catalogue knows it; imported rows may hold other words."""

    OPEN = "OPEN"
    RESTRICTED = "RESTRICTED"
    NOMINATED = "NOMINATED"
    PRIVATE = "PRIVATE"


# In the place of a method: a contract to learn with. It has no institutions, so none ever sees it.
PRACTICE = "PRACTICE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An institution and its part in the contract."""

    role: PartyRole
    institution: Institution


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractItem:
    """수주제품: what is delivered; detail_no is the 세부품명번호 (ten digits) or empty."""

    id: str
    detail_no: str
    detail_name: str
    quantity: str = ""
    unit: str = ""
    unit_price: int = 0
    spec: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """One process (공정) of one product with its plan; seq is its place in the order.

    photos is how many are expected (0: nobody said), record what was really done.
    """

    id: str
    item_id: str
    seq: int
    plan: ProcessPlan
    work: Work = Work.UNSAID
    photos: int = 0
    record: ProcessRecord = NO_RECORD

    @property
    def name(self) -> str:
        """The name of the process, such as 용접."""
        return self.plan.process


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """One contract; version is the server's count of its changes, 0 before it was sent.

    reason says why a registered contract was changed the last time (변경 사유).
    """

    id: str
    name: str
    number: str = ""
    method: str = ContractMethod.OPEN
    signed_on: date
    due_on: date
    state: ContractState = ContractState.DRAFT
    parties: tuple[Party, ...] = ()
    items: tuple[ContractItem, ...] = ()
    processes: tuple[Process, ...] = ()
    version: int = 0
    terms: Terms = NO_TERMS
    materials: tuple[MaterialRow, ...] = ()
    documents: tuple[Document, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        ids = [self.id, *(i.id for i in self.items), *(p.id for p in self.processes)]
        if not all(map(is_id, ids)) or len(set(ids)) != len(ids):
            raise InvalidEntry(field="id", reason="not-unique")
        if not self.name.strip():
            raise InvalidEntry(field="name", reason="empty")
        if self.due_on < self.signed_on:
            raise InvalidEntry(field="due_on", reason="before-signing")
        if not {p.item_id for p in self.processes} <= {i.id for i in self.items}:
            raise InvalidEntry(field="processes", reason="unknown-item")
        if self.is_practice and self.parties:
            raise InvalidEntry("practice-has-no-institution")

    @property
    def is_practice(self) -> bool:
        """Whether this contract is for learning alone."""
        return self.method == PRACTICE

    def process(self, process_id: str) -> Process:
        """Return one process by its id; InvalidEntry("process-unknown") when there is none."""
        for process in self.processes:
            if process.id == process_id:
                return process
        raise InvalidEntry("process-unknown", process=process_id)

    def state_after(self, theirs: ContractState) -> ContractState:
        """Return the state when the other side says theirs: ours where the vendor is ahead."""
        return self.state if theirs.may_become(self.state, Side.VENDOR) else theirs

    def in_state(self, state: ContractState, version: int | None = None) -> Contract:
        """Return the same contract in another state and, where given, version."""
        return replace(self, state=state, version=self.version if version is None else version)
