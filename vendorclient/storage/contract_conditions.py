"""What a list of contracts is narrowed to, and how SQL says it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from vendorcore.domain import ContractState

if TYPE_CHECKING:
    from collections.abc import Sequence

# How well the words fit the names of a line; made known to SQLite by whoever asks.
fits = "fit(?, line.name, line.number, line.institution, line.products)"
_FULFILLED = ", ".join(f"'{state}'" for state in ContractState if state.is_fulfilled)
_OPEN = f"line.state NOT IN ({_FULFILLED})"
_OWED = f"line.state NOT IN ({_FULFILLED}, '{ContractState.DELIVERED}')"
_LACKS = """EXISTS (SELECT 1 FROM planned_process AS planned
  WHERE planned.contract_id = line.contract_id AND planned.starts_on <= ? AND NOT EXISTS (
    SELECT 1 FROM attachment WHERE attachment.contract_id = line.contract_id
      AND attachment.process_id = planned.process_id AND withdrawn_at = ''))"""
_ASKED = """line.contract_id IN (
  SELECT contract_id FROM attachment WHERE review_state = 'more-asked' AND withdrawn_at = '')"""


class Care(StrEnum):
    """What needs care."""

    NOTHING = ""
    LACKS = "lacks"  # a process has begun by a day and has no photo
    ASKED = "asked"  # an institution asked for more


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What is looked for; empty conditions let everything through. Days are YYYY-MM-DD.

    words are looked for in the names of a line, with initials (초성); ids are those that have the
    words elsewhere, and stand beside them.
    """

    states: tuple[ContractState, ...] = ()
    signed_from: str = ""
    signed_to: str = ""
    due_from: str = ""
    due_to: str = ""
    methods: tuple[str, ...] = ()
    institution: str = ""
    product: str = ""
    words: str = ""
    ids: tuple[str, ...] = ()
    care: Care = Care.NOTHING
    begun_by: str = ""  # the day for Care.LACKS
    open_only: bool = False
    owed_only: bool = False  # what was delivered is no longer owed, though photos may lack
    without: tuple[str, ...] = ()


@dataclass(slots=True)
class Where:
    """Conditions and their values as they are gathered."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, part: str, *values: Any) -> None:
        """Ask for one thing more."""
        self.parts.append(part)
        self.values.extend(values)

    @property
    def text(self) -> str:
        """The clause, empty where nothing is asked for."""
        return f" WHERE {' AND '.join(self.parts)}" if self.parts else ""


def where_of(conditions: Conditions) -> Where:
    """Return the clause for some conditions; the table is called line."""
    where = Where()
    _one_of(where, "line.state", conditions.states)
    _one_of(where, "line.method", conditions.methods)
    for column in ("signed", "due"):
        first, last = getattr(conditions, f"{column}_from"), getattr(conditions, f"{column}_to")
        if first:
            where.add(f"line.{column}_on >= ?", first)
        if last:
            where.add(f"line.{column}_on <= ?", last)
    if conditions.open_only:
        where.add(_OPEN)
    if conditions.owed_only:
        where.add(_OWED)
    _add_names(where, conditions)
    _add_care(where, conditions)
    if conditions.words.strip():
        where.add(
            f"({fits} IS NOT NULL OR line.contract_id IN (SELECT value FROM json_each(?)))",  # noqa: S608 - values are bound, the rest is written here
            conditions.words,
            json.dumps(conditions.ids),
        )
    if conditions.without:
        where.add(
            "line.contract_id NOT IN (SELECT value FROM json_each(?))",
            json.dumps(conditions.without),
        )
    return where


def _add_names(where: Where, conditions: Conditions) -> None:
    if conditions.institution:
        where.add(
            "EXISTS (SELECT 1 FROM contract, json_each(body, '$.parties') AS party"
            " WHERE contract.id = line.contract_id"
            " AND instr(json_extract(party.value, '$.institution.name'), ?))",
            conditions.institution,
        )
    if conditions.product:
        where.add(
            "EXISTS (SELECT 1 FROM contract, json_each(body, '$.items') AS item"
            " WHERE contract.id = line.contract_id"
            " AND (instr(json_extract(item.value, '$.detail_name'), ?)"
            " OR substr(json_extract(item.value, '$.detail_no'), 1, ?) = ?))",
            conditions.product,
            len(conditions.product),
            conditions.product,
        )


def _add_care(where: Where, conditions: Conditions) -> None:
    if conditions.care is Care.LACKS:
        where.add(_LACKS, conditions.begun_by)
    elif conditions.care is Care.ASKED:
        where.add(_ASKED)


def _one_of(where: Where, column: str, values: Sequence[str]) -> None:
    if values:
        where.add(f"{column} IN ({', '.join('?' * len(values))})", *values)
