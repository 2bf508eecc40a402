"""The list of contracts as it is looked through: conditions, order and page in one statement."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from vendorcore.catalogue.matching import rank
from vendorcore.domain import ContractState

from vendorclient.storage.contract_conditions import Care, Conditions, fits, where_of

if TYPE_CHECKING:
    from sqlite3 import Row

    from vendorclient.storage.database import Database

__all__ = ["Care", "Conditions", "ContractRow", "ContractRows", "PhotoLine", "ProcessTally", "Sort"]


class Sort(StrEnum):
    """By what the list is sorted."""

    DUE = "due"
    SIGNED = "signed"
    NAME = "name"
    CHANGED = "changed"
    INSTITUTION = "institution"
    STATE = "state"
    PHOTOS = "photos"
    FIT = "fit"


_TAGGED = (
    "(SELECT count(*) FROM attachment WHERE contract_id = line.contract_id AND withdrawn_at = '')"
)
_STATES = " ".join(f"WHEN '{state}' THEN {place}" for place, state in enumerate(ContractState))
_ORDER = {
    Sort.DUE: "line.due_on {way}, line.name, line.contract_id",
    Sort.SIGNED: "line.signed_on {way}, line.name, line.contract_id",
    Sort.NAME: "line.name {way}, line.contract_id",
    Sort.CHANGED: "line.changed_at {way}, line.contract_id",
    Sort.INSTITUTION: "line.institution = '', line.institution {way}, line.contract_id",
    Sort.STATE: f"CASE line.state {_STATES} END {{way}}, line.due_on, line.contract_id",
    Sort.PHOTOS: f"{_TAGGED} {{way}}, line.due_on, line.contract_id",
    Sort.FIT: "fit IS NULL, fit, line.due_on, line.contract_id",
}
_PAGE = """
WITH shown AS MATERIALIZED (
  SELECT contract_id, row_number() OVER () AS place FROM (
    SELECT line.contract_id {fit} FROM contract_line AS line {where}
    ORDER BY {order} LIMIT ? OFFSET ?))
SELECT contract.id, line.name, line.number, line.state, line.signed_on, line.due_on, line.method,
  line.institution, line.products, contract.body,
  (SELECT count(*) FROM planned_process WHERE contract_id = line.contract_id) AS processes,
  (SELECT json_group_array(json_array(process_id, tagged, submitted, more_asked)) FROM (
    SELECT process_id, count(*) AS tagged, sum(submission_id <> '') AS submitted,
      sum(review_state = 'more-asked') AS more_asked
    FROM attachment WHERE contract_id = line.contract_id AND withdrawn_at = ''
    GROUP BY process_id)) AS tallies
FROM shown JOIN contract_line AS line USING (contract_id)
JOIN contract ON contract.id = shown.contract_id
ORDER BY shown.place
"""
_PHOTOS = """
SELECT attachment.id AS attachment_id, process_id, attachment.sha256, media_file.name, verdict,
  review_state
FROM attachment JOIN media_file ON media_file.sha256 = attachment.sha256
WHERE contract_id = ? AND withdrawn_at = '' ORDER BY tagged_at
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessTally:
    """How many photos a process has, were handed in, and are not enough."""

    process_id: str
    tagged: int
    submitted: int
    more_asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRow:
    """One line of the list; the body is opened by whoever needs more of it."""

    id: str
    name: str
    number: str
    state: ContractState
    signed_on: date
    due_on: date
    method: str
    institution: str
    products: str
    body: str
    processes: int
    tallies: tuple[ProcessTally, ...]

    @property
    def covered(self) -> int:
        """How many processes have photos."""
        return len(self.tallies)

    @property
    def tagged(self) -> int:
        """How many photos it has."""
        return sum(one.tagged for one in self.tallies)

    @property
    def more_asked(self) -> int:
        """For how many of them more is asked."""
        return sum(one.more_asked for one in self.tallies)


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
        db.teach("fit", 5, _fit)

    def page(
        self,
        conditions: Conditions,
        limit: int,
        offset: int = 0,
        *,
        sort: Sort = Sort.DUE,
        backwards: bool = False,
    ) -> list[ContractRow]:
        """Return some lines; a limit below zero means all."""
        where = where_of(conditions)
        fit = f", {fits} AS fit" if sort is Sort.FIT else ""
        values = [conditions.words] if fit else []
        order = _ORDER[sort].format(way="DESC" if backwards else "ASC")
        # Bodies and counts are looked up for the lines of the page alone: it is chosen first.
        sql = _PAGE.format(fit=fit, where=where.text, order=order)
        rows = self._db.rows(sql, *values, *where.values, limit, offset)
        return [_row(row) for row in rows]

    def photos(self, contract_id: str) -> list[PhotoLine]:
        """Return the photos of one contract in the order of tagging, withdrawn ones left out."""
        return [PhotoLine(**dict(row)) for row in self._db.rows(_PHOTOS, contract_id)]

    def count(self, conditions: Conditions) -> int:
        """Return how many lines there are."""
        where = where_of(conditions)
        sql = f"SELECT count(*) AS n FROM contract_line AS line{where.text}"  # noqa: S608 - values are bound, the rest is written here
        row = self._db.row(sql, *where.values)
        return int(row["n"]) if row else 0


def _fit(words: str, *names: str) -> int | None:
    return rank(words, names)


def _row(row: Row) -> ContractRow:
    values = dict(row)
    values["state"] = ContractState(values["state"])
    values["signed_on"] = date.fromisoformat(values["signed_on"])
    values["due_on"] = date.fromisoformat(values["due_on"])
    values["tallies"] = tuple(
        ProcessTally(process_id=key, tagged=tagged, submitted=submitted, more_asked=asked)
        for key, tagged, submitted, asked in json.loads(values["tallies"])
    )
    return ContractRow(**values)
