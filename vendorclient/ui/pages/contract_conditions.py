"""What the list of contracts is narrowed to: words, state, days, method, and what needs care."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING

from vendorcore.catalogue import contract_methods
from vendorcore.catalogue.matching import search
from vendorcore.domain import ContractState
from vendorcore.text import _

from vendorclient.ui import states

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from vendorclient.ui.pages.contract_rows import ContractRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Each condition by its key; empty means all."""

    words: str = ""
    state: str = ""
    method: str = ""
    signed: str = ""
    due: str = ""
    care: str = ""

    @property
    def set(self) -> dict[str, str]:
        """Return the conditions that narrow the list, the words left out."""
        return {key: value for key, value in asdict(self).items() if value and key != "words"}


def conditions_of(values: dict[str, object]) -> Conditions:
    """Return saved conditions; what this version does not know is left out."""
    known = {one.name for one in fields(Conditions)}
    return Conditions(**{key: str(value) for key, value in values.items() if key in known})


def narrowed(
    rows: Iterable[ContractRow],
    wanted: Conditions,
    today: date,
    hits: Collection[str] = (),
) -> list[ContractRow]:
    """Return the rows that meet all conditions, in their order; the best hits of words first.

    hits are the ids of those that have the words elsewhere: in a plan, in a specification.
    """
    tests = [_TESTS[key](value, today) for key, value in wanted.set.items() if key in _TESTS]
    found = [row for row in rows if all(test(row) for test in tests)]
    if not wanted.words.strip():
        return found
    named = search(found, wanted.words, lambda row: row.names, len(found))
    ids = {row.id for row in named}
    return named + [row for row in found if row.id in hits and row.id not in ids]


def choices(key: str) -> dict[str, str]:
    """Return what may be chosen for a condition, by its key."""
    return {
        "state": {str(state): states.contract_mark(state).words for state in ContractState},
        "method": {one.key: states.method_words(one.key) for one in contract_methods()},
        "signed": {
            "90": _("최근 3개월"),
            "183": _("최근 6개월"),
            "this-year": _("올해"),
            "last-year": _("작년"),
        },
        "due": {
            "past": _("지남"),
            "7": _("7일 안"),
            "30": _("30일 안"),
            "this-month": _("이번 달"),
        },
        "care": {
            "urgent": _("납기 임박"),
            "lacks": _("사진 없는 공정"),
            "asked": _("보완 요청"),
            "draft": _("작성 중"),
        },
    }[key]


def title(key: str) -> str:
    """Return the name of a condition."""
    return {
        "state": _("상태"),
        "method": _("계약방법"),
        "signed": _("계약일"),
        "due": _("납품기한"),
        "care": _("살필 것"),
    }[key]


def _state(value: str, _today: date) -> Callable[[ContractRow], bool]:
    return lambda row: row.state == value


def _method(value: str, _today: date) -> Callable[[ContractRow], bool]:
    return lambda row: row.method == value


def _signed(value: str, today: date) -> Callable[[ContractRow], bool]:
    if value in ("this-year", "last-year"):
        year = str(today.year - (value == "last-year"))
        return lambda row: row.signed_on.startswith(year)
    since = (today - timedelta(days=int(value))).isoformat()
    return lambda row: row.signed_on >= since


def _due(value: str, today: date) -> Callable[[ContractRow], bool]:
    if value == "past":
        return lambda row: row.left is not None and row.left < 0 and row.is_open
    if value == "this-month":
        return lambda row: row.due_on.startswith(f"{today:%Y-%m}")
    days = int(value)
    return lambda row: row.left is not None and 0 <= row.left <= days


def _care(value: str, _today: date) -> Callable[[ContractRow], bool]:
    return {
        "urgent": lambda row: row.is_urgent,
        "lacks": lambda row: row.lacks and row.is_open,
        "asked": lambda row: row.asked > 0,
        "draft": lambda row: row.is_draft,
    }[value]


_TESTS: dict[str, Callable[[str, date], Callable[[ContractRow], bool]]] = {
    "state": _state,
    "method": _method,
    "signed": _signed,
    "due": _due,
    "care": _care,
}
