"""목록: contracts by conditions and words, page by page; a month's due days."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from vendorcore.catalogue import holidays

from vendorclient.storage.contract_rows import (
    Care,
    Conditions,
    ContractRow,
    ContractRows,
    PhotoLine,
    Sort,
)
from vendorclient.storage.drafts import DraftLine, Drafts
from vendorclient.storage.searching import Search

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vendorclient.app.overview import ContractView
    from vendorclient.storage.database import Database

__all__ = [
    "Care",
    "Conditions",
    "ContractRow",
    "DueDay",
    "Listing",
    "Page",
    "PhotoLine",
    "Sort",
    "due_days",
    "look_through",
    "page",
    "photos_of",
    "view_of",
]

_EVERYTHING = Conditions()
_ALL = -1
_MOST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some lines of the list, and how many there are in all."""

    rows: tuple[ContractRow, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page, how many contracts there are at all, how many need which care, and the drafts."""

    page: Page
    total: int
    cares: Mapping[str, int] = field(default_factory=dict)
    drafts: tuple[DraftLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """One day of the calendar: what is due, and whether offices are closed."""

    day: date
    closed: bool
    rows: tuple[ContractRow, ...]


def page(
    db: Database,
    conditions: Conditions = _EVERYTHING,
    *,
    sort: Sort = Sort.DUE,
    backwards: bool = False,
    limit: int = 200,
    offset: int = 0,
) -> Page:
    """Return a page of the list; words are looked for in names, and in all that is written."""
    if conditions.words.strip():
        hits = tuple(Search(db).contracts(conditions.words, _MOST))
        conditions = replace(conditions, ids=hits)
    rows = ContractRows(db)
    found = rows.page(conditions, limit, offset, sort=sort, backwards=backwards)
    is_whole = offset == 0 and (limit < 0 or len(found) < limit)
    return Page(rows=tuple(found), count=len(found) if is_whole else rows.count(conditions))


def look_through(
    db: Database,
    conditions: Conditions | None,
    cares: Mapping[str, Conditions],
    *,
    account_id: str,
    sort: Sort = Sort.DUE,
    backwards: bool = False,
    limit: int = 200,
    offset: int = 0,
) -> Listing:
    """Return what the window shows; no conditions mean that drafts alone are wanted.

    A contract that is being changed stands among the drafts only.
    """
    drafts = tuple(Drafts(db).all(account_id))
    revised = tuple(line.id for line in drafts if line.revises)
    rows = ContractRows(db)
    found = Page(rows=(), count=0)
    if conditions is not None:
        wanted = replace(conditions, without=revised)
        found = page(db, wanted, sort=sort, backwards=backwards, limit=limit, offset=offset)
    return Listing(
        page=found,
        total=rows.count(replace(_EVERYTHING, without=revised)),
        cares={key: rows.count(replace(one, without=revised)) for key, one in cares.items()},
        drafts=drafts,
    )


def view_of(row: ContractRow) -> ContractView:
    """Return the whole contract of a line, with the counts that the line knows."""
    from vendorcore.protocol import contract_from_json, parse_object

    from vendorclient.app.overview import ContractView, ProcessCount

    return ContractView(
        contract=contract_from_json(parse_object(row.body)),
        counts={
            one.process_id: ProcessCount(
                tagged=one.tagged, submitted=one.submitted, more_asked=one.more_asked
            )
            for one in row.tallies
        },
    )


def photos_of(db: Database, contract_id: str) -> list[PhotoLine]:
    """Return the photos of one contract as its page shows them, in the order of tagging."""
    return ContractRows(db).photos(contract_id)


def due_days(db: Database, year: int, month: int) -> list[DueDay]:
    """Return the days of a month with the contracts that are due on them."""
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    wanted = Conditions(due_from=first.isoformat(), due_to=last.isoformat())
    rows = ContractRows(db).page(wanted, _ALL)
    return [
        DueDay(
            day=day,
            closed=day.weekday() >= 5 or day in holidays(),
            rows=tuple(row for row in rows if row.due_on == day),
        )
        for day in (first + timedelta(days=place) for place in range((last - first).days + 1))
    ]
