"""What the list of contracts is narrowed to: words, state, days, method, and what needs care."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from vendorcore.catalogue import contract_methods
from vendorcore.catalogue.matching import search
from vendorcore.domain import ContractState
from vendorcore.text import _

from vendorclient.app import contract_list
from vendorclient.app.contract_list import Care
from vendorclient.ui import states
from vendorclient.ui.pages.contract_rows import SOON

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def asked(wanted: Conditions, today: date) -> contract_list.Conditions | None:
    """Return what the library is asked for; None where no contract can meet it."""
    if wanted.care == "draft":
        return None
    parts: dict[str, Any] = {"words": wanted.words}
    if wanted.state:
        parts["states"] = (ContractState(wanted.state),)
    if wanted.method:
        parts["methods"] = (wanted.method,)
    parts |= _signed(wanted.signed, today) | _due(wanted.due, today)
    for more in _care(wanted.care, today).items():
        _narrow(parts, *more)
    return contract_list.Conditions(**parts)


def cares(today: date) -> dict[str, contract_list.Conditions]:
    """Return what each kind of care asks of the library."""
    wanted = {key: asked(Conditions(care=key), today) for key in choices("care")}
    return {key: one for key, one in wanted.items() if one is not None}


def fitting(drafts: Iterable[ContractRow], wanted: Conditions, today: date) -> list[ContractRow]:
    """Return the drafts that meet all conditions; what a draft does not have yet meets none."""
    if wanted.method or wanted.signed or wanted.state not in ("", ContractState.DRAFT):
        return []
    if wanted.care not in ("", "draft") or wanted.due not in ("", "this-month"):
        return []
    month = f"{today:%Y-%m}" if wanted.due else ""
    found = [row for row in drafts if row.due_on.startswith(month)]
    return search(found, wanted.words, lambda row: row.names, len(found))


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


def _signed(value: str, today: date) -> dict[str, Any]:
    if not value:
        return {}
    if value in ("this-year", "last-year"):
        year = today.year - (value == "last-year")
        return {"signed_from": f"{year:04}-01-01", "signed_to": f"{year:04}-12-31"}
    return {"signed_from": (today - timedelta(days=int(value))).isoformat()}


def _due(value: str, today: date) -> dict[str, Any]:
    if not value:
        return {}
    if value == "past":
        return {"due_to": (today - timedelta(days=1)).isoformat(), "owed_only": True}
    if value == "this-month":
        return {"due_from": f"{today:%Y-%m}-01", "due_to": f"{today:%Y-%m}-31"}
    last = today + timedelta(days=int(value))
    return {"due_from": today.isoformat(), "due_to": last.isoformat(), "owed_only": True}


def _care(value: str, today: date) -> dict[str, Any]:
    ways: dict[str, dict[str, Any]] = {
        "": {},
        "urgent": {"due_to": (today + timedelta(days=SOON)).isoformat(), "owed_only": True},
        "lacks": {"care": Care.LACKS, "begun_by": today.isoformat(), "open_only": True},
        "asked": {"care": Care.ASKED},
    }
    return ways[value]


def _narrow(parts: dict[str, Any], key: str, value: Any) -> None:
    """Take one condition more; of two last days the earlier one holds."""
    parts[key] = min(parts[key], value) if key == "due_to" and key in parts else value
