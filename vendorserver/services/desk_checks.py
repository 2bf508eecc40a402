"""What the server can compare by itself before a person decides on an application."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from vendorcore.catalogue import institutions
from vendorcore.domain import is_business_number
from vendorcore.text import _

from vendorserver.models import Vendor
from vendorserver.services import sanctions

if TYPE_CHECKING:
    from vendorserver.models import Registration
    from vendorserver.services.kinds import Kind


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison: whether it agrees, and what was seen."""

    well: bool
    seen: str


def of(row: Registration, kind: Kind, today: date) -> list[Compared]:
    """Return what was compared for this kind."""
    found = [_CHECKS[name](row, today) for name in kind.checks if name in _CHECKS]
    return [one for one in (*found, _sanction(row, today)) if one is not None]


def _number(row: Registration, _today: date) -> Compared | None:
    well = is_business_number(row.business_no)
    seen = _("사업자등록번호의 검증 숫자가 맞습니다.")
    return Compared(well, seen if well else _("사업자등록번호의 검증 숫자가 틀립니다."))


def _catalogue(row: Registration, _today: date) -> Compared | None:
    if not row.number:
        return Compared(
            well=False, seen=_("행정표준기관코드가 없는 기관입니다. 공문을 확인하십시오.")
        )
    known = next((one for one in institutions() if one.code == row.number), None)
    if known is None:
        return Compared(well=False, seen=_("목록에 없는 기관코드입니다. 공문을 확인하십시오."))
    return Compared(known.name == row.organisation, _("목록의 이름: {name}", name=known.name))


def _certificate(row: Registration, today: date) -> Compared | None:
    text = row.values.get("certificate_until", "")
    if not text:
        return Compared(well=False, seen=_("직접생산확인증명서의 유효기간이 적혀 있지 않습니다."))
    well = date.fromisoformat(text) >= today
    return Compared(well, _("직접생산확인증명서 유효기간: {day}", day=text))


def _second(row: Registration, _today: date) -> Compared | None:
    by = row.proposed_by
    return Compared(well=True, seen=_("올린 운영자: {name}", name=by.login if by else "—"))


def _sanction(row: Registration, today: date) -> Compared | None:
    vendor = row.vendor or Vendor.objects.filter(business_no=row.business_no or "-").first()
    held = sanctions.of_vendor(vendor.id, today) if vendor else None
    if held is None:
        return None
    return Compared(
        well=False, seen=_("부정당업자 제재 중: {day}까지", day=held.ends_on.isoformat())
    )


_CHECKS = {
    "business-number": _number,
    "institution-catalogue": _catalogue,
    "direct-production": _certificate,
    "second-operator": _second,
}
