"""목록: contracts by conditions and words, page by page; saved conditions; a month's due days."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from vendorcore.catalogue import holidays
from vendorcore.domain import ContractState

from vendorclient.storage.contract_rows import (
    Conditions,
    ContractRow,
    ContractRows,
    PhotoLine,
    Sort,
)
from vendorclient.storage.searching import Search
from vendorclient.storage.settings import Settings

if TYPE_CHECKING:
    from vendorclient.storage.database import Database

__all__ = [
    "Conditions",
    "ContractRow",
    "DueDay",
    "Page",
    "PhotoLine",
    "Sort",
    "drop_conditions",
    "due_days",
    "page",
    "photos_of",
    "save_conditions",
    "saved_conditions",
]

_SAVED = "contract-conditions"
_EVERYTHING = Conditions()
_MOST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some lines of the list, and how many there are in all."""

    rows: tuple[ContractRow, ...]
    count: int


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
    text: str = "",
    limit: int = 200,
    offset: int = 0,
) -> Page:
    """Return a page of the list; text is looked for in names, numbers, parties, products, plans."""
    if text.strip():
        conditions = replace(conditions, ids=tuple(Search(db).contracts(text, _MOST)))
    rows = ContractRows(db)
    return Page(rows=tuple(rows.page(conditions, limit, offset)), count=rows.count(conditions))


def photos_of(db: Database, contract_id: str) -> list[PhotoLine]:
    """Return the photos of one contract as its page shows them, in the order of tagging."""
    return ContractRows(db).photos(contract_id)


def due_days(db: Database, year: int, month: int) -> list[DueDay]:
    """Return the days of a month with the contracts that are due on them."""
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    wanted = Conditions(due_from=first.isoformat(), due_to=last.isoformat())
    rows = ContractRows(db).page(wanted, _MOST)
    return [
        DueDay(
            day=day,
            closed=day.weekday() >= 5 or day in holidays(),
            rows=tuple(row for row in rows if row.due_on == day),
        )
        for day in (first + timedelta(days=place) for place in range((last - first).days + 1))
    ]


def saved_conditions(db: Database) -> dict[str, Conditions]:
    """Return the conditions that were saved, by their names."""
    saved = json.loads(Settings(db).get(_SAVED, "{}"))
    return {name: _conditions(form) for name, form in saved.items()}


def save_conditions(db: Database, name: str, conditions: Conditions) -> None:
    """Save conditions under a name; the same name again replaces them."""
    saved = json.loads(Settings(db).get(_SAVED, "{}"))
    Settings(db).set(_SAVED, json.dumps({**saved, name: asdict(conditions)}, ensure_ascii=False))


def drop_conditions(db: Database, name: str) -> None:
    """Forget saved conditions."""
    saved = json.loads(Settings(db).get(_SAVED, "{}"))
    saved.pop(name, None)
    Settings(db).set(_SAVED, json.dumps(saved, ensure_ascii=False))


def _conditions(form: dict[str, Any]) -> Conditions:
    fields: dict[str, Any] = {
        key: tuple(one) if isinstance(one, list) else one for key, one in form.items()
    }
    fields["states"] = tuple(ContractState(one) for one in form["states"])
    fields["sort"] = Sort(form["sort"])
    return Conditions(**fields)
