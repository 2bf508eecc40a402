"""What belongs to an order beside its days: terms, the person in charge, purchases, documents."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The person in charge (담당자) as the contract names one."""

    name: str = ""
    phone: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was agreed beside the days: amount in won (0: not said), period as it was written."""

    amount: int = 0
    period: str = ""
    delivery_place: str = ""
    delivery_term: str = ""
    note: str = ""
    contact: Contact = Contact()


NO_TERMS = Terms()


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRow:
    """One row of the 원부자재 구매내역서: its cells by the key of the column."""

    id: str
    cells: Mapping[str, str] = field(default_factory=dict)

    def cell(self, key: str) -> str:
        """Return what stands in a column."""
        return self.cells.get(key, "")

    def with_cell(self, key: str, text: str) -> MaterialRow:
        """Return the row with one cell changed; an empty cell is none."""
        cells = {**self.cells, key: text}
        return replace(self, cells={name: value for name, value in cells.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file that belongs to the contract: its kind in the words of the field, and its hash."""

    id: str
    name: str
    sha256: str
    size_bytes: int
    kind: str = ""
