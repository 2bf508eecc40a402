"""What was changed in a contract after its registration, in the words of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.text import _

from vendorserver.portal import words
from vendorserver.services import revisions

if TYPE_CHECKING:
    from datetime import datetime

    from vendorserver.services.access import Viewer
    from vendorserver.services.revisions import Difference


@dataclass(frozen=True, slots=True)
class Shown:
    """One change: who made it, when, and a line for each thing that became different."""

    who: str
    at: datetime
    lines: list[str]


def of(viewer: Viewer, contract_id: str) -> list[Shown]:
    """Return the changes of a contract, newest first."""
    rows = [(one.row, one.differences) for one in revisions.of(viewer, contract_id)]
    return [
        Shown(row.account.name or row.account.login, row.at, [_line(one) for one in differences])
        for row, differences in rows
        if differences  # 이행내역 and purchases grow without a line of their own
    ]


def _line(one: Difference) -> str:
    nothing = _("없음")
    return _(
        "{field}: {before} → {after}",
        field=_field(one),
        before=_value(one.field, one.before) or nothing,
        after=_value(one.field, one.after) or nothing,
    )


def _field(one: Difference) -> str:
    return {
        "name": _("계약명"),
        "number": _("계약번호"),
        "method": _("계약방법"),
        "signed_on": _("계약일"),
        "due_on": _("납품기한"),
        "parties": _("기관"),
        "items": _("수주제품"),
        "documents": _("계약 서류"),
        "plan": _("이행계획 {process}", process=one.subject),
    }[one.field]


def _value(field: str, text: str) -> str:
    return words.method_word(text) if field == "method" and text else text
