"""직접생산확인증명서 of this vendor: kept as printed, told of in time before they end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.domain import Certificate, business_number_digits, day_from_text, new_id
from vendorcore.domain.remarks import ENDS_SOON
from vendorcore.errors import InvalidEntry

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.app.looking_up import known_products
from vendorclient.storage.certificates import Certificates

if TYPE_CHECKING:
    from datetime import date

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database

_DIGITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A certificate with the name of its product, and how many days it has left."""

    certificate: Certificate
    name: str
    days_left: int
    begins: bool = False  # whether its first day is still to come

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.days_left < 0

    @property
    def ends_soon(self) -> bool:
        """Whether it ends within 90 days."""
        return 0 <= self.days_left <= ENDS_SOON[-1].days

    @property
    def ends_very_soon(self) -> bool:
        """Whether it ends within 30 days."""
        return 0 <= self.days_left <= ENDS_SOON[0].days


def held_certificates(db: Database, today: date) -> list[Held]:
    """Return all certificates, the next to end first."""
    names = {one.detail_no: one.detail_name for one in known_products(db) if one.detail_no}
    return [
        Held(
            certificate=one,
            name=names.get(one.detail_no, ""),
            days_left=(one.valid_to - today).days,
            begins=one.valid_from > today,
        )
        for one in Certificates(db).all()
    ]


def keep_certificate(
    db: Database,
    *,
    detail_no: str,
    valid_from: str,
    valid_to: str,
    number: str = "",
    certificate_id: str = "",
    announce: Announce = nobody,
) -> Certificate:
    """Keep a certificate as it is printed; InvalidEntry names the field that cannot be."""
    digits = business_number_digits(detail_no)
    if len(digits) != _DIGITS:
        raise InvalidEntry("certificate-product", field="detail_no")
    first, last = day_from_text(valid_from), day_from_text(valid_to)
    if first is None:
        raise InvalidEntry("certificate-day", field="valid_from")
    if last is None or last < first:
        raise InvalidEntry("certificate-day", field="valid_to")
    made = Certificate(
        id=certificate_id or new_id(),
        detail_no=digits,
        number=number.strip(),
        valid_from=first,
        valid_to=last,
    )
    Certificates(db).save(made)
    announce(Changed.of(Kind.CONTRACTS))
    return made


def forget_certificate(db: Database, certificate_id: str, *, announce: Announce = nobody) -> None:
    """Forget a certificate."""
    Certificates(db).remove(certificate_id)
    announce(Changed.of(Kind.CONTRACTS))
