"""부정당업자 제재: entered by operators, read by institutions, felt by new submissions alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import korean_day
from vendorcore.errors import InvalidEntry, Refused

from vendorserver.models import Sanction, Vendor
from vendorserver.services import audit

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from vendorserver.models import Account

LONGEST = 1000


def impose(
    operator: Account, vendor_id: str, days: tuple[date, date], reason: str, now: datetime
) -> Sanction:
    """Keep a vendor from handing in anything new on these days, both included."""
    starts_on, ends_on = days
    if not reason.strip() or len(reason) > LONGEST:
        raise InvalidEntry(field="reason", reason="too-long" if reason.strip() else "empty")
    if ends_on < starts_on:
        raise InvalidEntry(field="ends_on", reason="before-start")
    vendor = Vendor.objects.filter(id=vendor_id).first()
    if vendor is None:
        raise Refused("not-found")
    with transaction.atomic():
        row = Sanction.objects.create(
            vendor=vendor,
            starts_on=starts_on,
            ends_on=ends_on,
            reason=reason.strip(),
            account=operator,
            at=now,
        )
        audit.record(operator.id, "vendor.sanctioned", vendor.id, until=ends_on.isoformat())
    return row


def lift(operator: Account, sanction_id: str, reason: str, now: datetime) -> Sanction:
    """End a sanction early; the row stays."""
    if not reason.strip() or len(reason) > LONGEST:
        raise InvalidEntry(field="reason", reason="too-long" if reason.strip() else "empty")
    with transaction.atomic():
        row = Sanction.objects.select_for_update().filter(id=sanction_id).first()
        if row is None or row.lifted_at is not None:
            raise Refused("not-found")
        row.lifted_at, row.lifted_by, row.lifted_reason = now, operator, reason.strip()
        row.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
        audit.record(operator.id, "vendor.sanction-lifted", row.vendor_id)
    return row


def in_force(day: date) -> QuerySet[Sanction]:
    """Return the sanctions that hold on a day."""
    return Sanction.objects.filter(lifted_at=None, starts_on__lte=day, ends_on__gte=day)


def of_vendor(vendor_id: str, day: date) -> Sanction | None:
    """Return the sanction that holds for a vendor on a day, the longest one."""
    return in_force(day).filter(vendor_id=vendor_id).order_by("-ends_on").first()


def check(vendor_id: str, now: datetime) -> None:
    """Refuse new submissions of a vendor under a sanction, or that was not admitted to submit."""
    row = of_vendor(vendor_id, korean_day(now))
    if row is not None:
        raise Refused("vendor-sanctioned", until=row.ends_on.isoformat())
    if Vendor.objects.filter(id=vendor_id, may_submit=False).exists():
        raise Refused("vendor-not-admitted")
