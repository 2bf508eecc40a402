"""The list of contracts as it is looked through: conditions, order and page in one statement."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from vendorcore.domain import ContractState

if TYPE_CHECKING:
    from sqlite3 import Row

    from vendorclient.storage.database import Database


class Sort(StrEnum):
    """By what the list is sorted."""

    DUE = "due"
    SIGNED = "signed"
    NAME = "name"
    CHANGED = "changed"


_ORDER = {
    Sort.DUE: "contract.due_on {way}, contract.name, contract.id",
    Sort.SIGNED: "contract.signed_on {way}, contract.name, contract.id",
    Sort.NAME: "contract.name {way}, contract.id",
    Sort.CHANGED: "contract.changed_at {way}, contract.id",
}
_COLUMNS = """
SELECT contract.id, name, number, state, signed_on, due_on,
  json_extract(body, '$.method') AS method,
  json_array_length(body, '$.processes') AS processes,
  (SELECT json_group_array(json_extract(party.value, '$.institution.name'))
    FROM json_each(body, '$.parties') AS party) AS institutions,
  (SELECT json_group_array(json_extract(item.value, '$.detail_name'))
    FROM json_each(body, '$.items') AS item) AS products,
  (SELECT count(DISTINCT process_id) FROM attachment
    WHERE contract_id = contract.id AND withdrawn_at = '') AS covered,
  (SELECT count(*) FROM attachment
    WHERE contract_id = contract.id AND withdrawn_at = '') AS tagged,
  (SELECT count(*) FROM attachment WHERE contract_id = contract.id AND withdrawn_at = ''
    AND review_state = 'more-asked') AS more_asked
FROM contract JOIN (SELECT id FROM contract {where} ORDER BY {order} LIMIT ? OFFSET ?) AS shown
  ON shown.id = contract.id
ORDER BY {order}
"""
_PHOTOS = """
SELECT attachment.id AS attachment_id, process_id, attachment.sha256, media_file.name, verdict,
  review_state
FROM attachment JOIN media_file ON media_file.sha256 = attachment.sha256
WHERE contract_id = ? AND withdrawn_at = '' ORDER BY tagged_at
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What is looked for; empty conditions let everything through. Days are YYYY-MM-DD."""

    states: tuple[ContractState, ...] = ()
    signed_from: str = ""
    signed_to: str = ""
    due_from: str = ""
    due_to: str = ""
    methods: tuple[str, ...] = ()
    institution: str = ""
    product: str = ""
    ids: tuple[str, ...] | None = None
    sort: Sort = Sort.DUE
    newest_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRow:
    """One line of the list: covered is how many processes have photos, tagged how many photos."""

    id: str
    name: str
    number: str
    state: ContractState
    signed_on: date
    due_on: date
    method: str
    institutions: tuple[str, ...]
    products: tuple[str, ...]
    processes: int
    covered: int
    tagged: int
    more_asked: int


@dataclass(slots=True)
class _Where:
    """Conditions and their values as they are gathered."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, part: str, *values: Any) -> None:
        self.parts.append(part)
        self.values.extend(values)

    @property
    def text(self) -> str:
        return f" WHERE {' AND '.join(self.parts)}" if self.parts else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoLine:
    """One photo on the page of its contract."""

    attachment_id: str
    process_id: str
    sha256: str
    name: str
    verdict: str
    review_state: str


class ContractRows:
    """The contracts of this library as lines."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def page(self, conditions: Conditions, limit: int, offset: int = 0) -> list[ContractRow]:
        """Return some lines."""
        where = _where(conditions)
        way = "DESC" if conditions.newest_first else "ASC"
        order = _ORDER[conditions.sort].format(way=way)
        # The counts are made for the lines of the page alone: the page is chosen first.
        sql = _COLUMNS.format(where=where.text, order=order)
        return [_row(row) for row in self._db.rows(sql, *where.values, limit, offset)]

    def photos(self, contract_id: str) -> list[PhotoLine]:
        """Return the photos of one contract in the order of tagging, withdrawn ones left out."""
        return [PhotoLine(**dict(row)) for row in self._db.rows(_PHOTOS, contract_id)]

    def count(self, conditions: Conditions) -> int:
        """Return how many lines there are."""
        where = _where(conditions)
        row = self._db.row(f"SELECT count(*) AS n FROM contract{where.text}", *where.values)  # noqa: S608 - values are bound, the rest is written here
        return int(row["n"]) if row else 0


def _where(conditions: Conditions) -> _Where:
    where = _Where()
    _one_of(where, "state", conditions.states)
    _one_of(where, "json_extract(body, '$.method')", conditions.methods)
    for column in ("signed", "due"):
        first, last = getattr(conditions, f"{column}_from"), getattr(conditions, f"{column}_to")
        if first:
            where.add(f"{column}_on >= ?", first)
        if last:
            where.add(f"{column}_on <= ?", last)
    if conditions.institution:
        where.add(
            "EXISTS (SELECT 1 FROM json_each(body, '$.parties') AS party"
            " WHERE instr(json_extract(party.value, '$.institution.name'), ?))",
            conditions.institution,
        )
    if conditions.product:
        where.add(
            "EXISTS (SELECT 1 FROM json_each(body, '$.items') AS item"
            " WHERE instr(json_extract(item.value, '$.detail_name'), ?)"
            " OR substr(json_extract(item.value, '$.detail_no'), 1, ?) = ?)",
            conditions.product,
            len(conditions.product),
            conditions.product,
        )
    if conditions.ids is not None:
        where.add(
            "contract.id IN (SELECT value FROM json_each(?))", json.dumps(list(conditions.ids))
        )
    return where


def _one_of(where: _Where, column: str, values: tuple[str, ...]) -> None:
    if values:
        where.add(f"{column} IN ({', '.join('?' * len(values))})", *values)


def _row(row: Row) -> ContractRow:
    values = dict(row)
    return ContractRow(
        **{
            **values,
            "state": ContractState(values["state"]),
            "signed_on": date.fromisoformat(values["signed_on"]),
            "due_on": date.fromisoformat(values["due_on"]),
            "institutions": tuple(json.loads(values["institutions"])),
            "products": tuple(json.loads(values["products"])),
        }
    )
