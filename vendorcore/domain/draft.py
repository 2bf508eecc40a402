"""A contract that is still being written (작성중): every field as it was typed, nothing refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from vendorcore.domain.contract import PartyRole
from vendorcore.domain.plan import Work
from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from typing import Self

    from vendorcore.domain.order import Document, MaterialRow


class WizardStep(StrEnum):
    """수주정보 → 수주제품 → 이행계획 → 확인·등록."""

    ORDER = "order"
    ITEMS = "items"
    PLAN = "plan"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftParty:
    """An institution of the draft; institution_id is its catalogue entry or its request."""

    id: str
    role: str = PartyRole.DEMANDING
    institution_id: str = ""
    code: str = ""
    name: str = ""
    class_name: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftItem:
    """수주제품 as it is typed; product_id is its catalogue entry or its request."""

    id: str
    product_id: str = ""
    detail_no: str = ""
    detail_name: str = ""
    quantity: str = ""
    unit: str = ""
    unit_price: str = ""
    spec: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftProcess:
    """One process of the plan as it is typed; photos is how many are expected.

    source tells where a suggestion came from: found, memory, or empty for one's own words.
    """

    id: str
    item_id: str
    name: str = ""
    text: str = ""
    starts_on: str = ""
    ends_on: str = ""
    work: str = Work.UNSAID
    photos: str = ""
    source: str = ""


# What is typed on the page 수주정보; the names are those of the attributes below.
ORDER_FIELDS = (
    "name",
    "number",
    "method",
    "signed_on",
    "due_on",
    "period",
    "amount",
    "delivery_place",
    "delivery_term",
    "contact_name",
    "contact_phone",
    "contact_mail",
    "note",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One contract being written; revises says that it changes a registered one."""

    id: str
    revises: bool = False
    name: str = ""
    number: str = ""
    method: str = ""
    signed_on: str = ""
    due_on: str = ""
    period: str = ""
    amount: str = ""
    delivery_place: str = ""
    delivery_term: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_mail: str = ""
    note: str = ""
    parties: tuple[DraftParty, ...] = ()
    items: tuple[DraftItem, ...] = ()
    processes: tuple[DraftProcess, ...] = ()
    materials: tuple[MaterialRow, ...] = ()
    documents: tuple[Document, ...] = ()

    def with_field(self, name: str, text: str) -> Self:
        """Return the draft with one field of the order changed."""
        if name not in ORDER_FIELDS:
            raise InvalidEntry(field=name, reason="unknown")
        fields: dict[str, Any] = {name: text}
        return replace(self, **fields)

    def processes_of(self, item_id: str) -> tuple[DraftProcess, ...]:
        """Return the plan of one product, in order."""
        return tuple(one for one in self.processes if one.item_id == item_id)

    def without_item(self, item_id: str) -> Self:
        """Return the draft without a product and without its plan."""
        kept = tuple(one for one in self.processes if one.item_id != item_id)
        return replace(self, items=without(self.items, item_id), processes=kept)


class Part(Protocol):
    """What a draft has several of."""

    @property
    def id(self) -> str:
        """Its name in the draft."""


P = TypeVar("P", bound=Part)


def part_of(parts: tuple[P, ...], part_id: str) -> P:
    """Return one part by its id; InvalidEntry("part-unknown") when it is gone."""
    for part in parts:
        if part.id == part_id:
            return part
    raise InvalidEntry("part-unknown", part=part_id)


def put(parts: tuple[P, ...], part: P) -> tuple[P, ...]:
    """Return the parts with this one in its old place, or at the end."""
    if any(one.id == part.id for one in parts):
        return tuple(part if one.id == part.id else one for one in parts)
    return (*parts, part)


def without(parts: tuple[P, ...], part_id: str) -> tuple[P, ...]:
    """Return the parts without this one."""
    return tuple(one for one in parts if one.id != part_id)


def moved(parts: tuple[P, ...], part_id: str, place: int) -> tuple[P, ...]:
    """Return the parts with this one at another place, counted from 0."""
    part, rest = part_of(parts, part_id), without(parts, part_id)
    at = max(0, min(place, len(rest)))
    return (*rest[:at], part, *rest[at:])
