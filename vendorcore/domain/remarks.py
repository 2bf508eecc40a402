"""What is still missing or strange in a draft: codes and values, each at its field."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from vendorcore.domain.draft import WizardStep

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from vendorcore.domain.draft import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One remark: blocks says that 등록 must wait for it; part is the party, product, … it means.

    The code has its sentence in vendorcore.text; field is the name of the field to go to.
    """

    code: str
    step: WizardStep
    field: str
    part: str = ""
    blocks: bool = False
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """직접생산확인증명: valid for one product between two days, as it is printed."""

    id: str
    detail_no: str
    valid_from: date
    valid_to: date
    number: str = ""

    def covers(self, day: date) -> bool:
        """Whether it is valid on this day."""
        return self.valid_from <= day <= self.valid_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What remarks need to know beside the draft: the day, holidays, certificates, products."""

    today: date
    holidays: Collection[date] = ()
    certificates: tuple[Certificate, ...] = ()
    reserved: Collection[str] = ()
    columns: tuple[str, ...] = ()

    def is_closed(self, day: date) -> bool:
        """Whether nobody works on this day."""
        return day.weekday() >= _SATURDAY or day in self.holidays

    def certificates_of(self, detail_no: str) -> tuple[Certificate, ...]:
        """Return the certificates of one product."""
        return tuple(one for one in self.certificates if one.detail_no == detail_no)


_SATURDAY = 5
ENDS_SOON = (timedelta(days=30), timedelta(days=60), timedelta(days=90))


def remarks_of(draft: Draft, around: Surroundings) -> list[Remark]:
    """Return everything there is to say, in the order of the wizard."""
    from vendorcore.domain.remarks_of_items import item_remarks
    from vendorcore.domain.remarks_of_order import order_remarks
    from vendorcore.domain.remarks_of_plan import plan_remarks

    rules = (order_remarks, item_remarks, plan_remarks)
    return [remark for rule in rules for remark in rule(draft, around)]


def blocking(remarks: Iterable[Remark], step: WizardStep = WizardStep.CHECK) -> list[Remark]:
    """Return what keeps a person from leaving a step; on the last one, everything that blocks."""
    return [one for one in remarks if one.blocks and (step is WizardStep.CHECK or one.step is step)]
