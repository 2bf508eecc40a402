"""신청서 칸: what may stand in each field of an application, and how it is kept."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from vendorcore.domain import Role, Side, business_number_digits, is_business_number
from vendorcore.errors import InvalidEntry

from vendorserver.models import Institution, Vendor
from vendorserver.services.contact_forms import is_email, is_phone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from vendorserver.services.kinds import Entry, Kind

LONGEST = 300
_CODE = re.compile(r"[0-9A-Z]{7}")
_OPERATOR_ROLES = [role.value for role in Role if role.side is Side.OPERATOR]


def stored_values(kind: Kind, values: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a kind as they are kept."""
    return {entry.key: _stored(entry, values.get(entry.key, "").strip()) for entry in kind.fields}


def _stored(entry: Entry, value: str) -> str:
    return business_number_digits(value) if entry.form == "business-number" else value


def registered_values(kind: Kind, organisation: Vendor | Institution) -> dict[str, str]:
    """Return what is registered now in the fields of a change application."""
    said = dict(organisation.details) | {"organisation": organisation.name}
    if isinstance(organisation, Vendor) and organisation.certificate_until:
        said["certificate_until"] = organisation.certificate_until.isoformat()
    return {entry.key: str(said.get(entry.key, "")) for entry in kind.fields}


def wrong(entry: Entry, value: str) -> Iterator[InvalidEntry]:
    """Yield what is wrong with the value of one field."""
    if not value:
        if entry.required:
            yield InvalidEntry(field=entry.key, reason="empty")
    elif len(value) > LONGEST:
        yield InvalidEntry(field=entry.key, reason="too-long")
    elif not _fits(entry.form, value):
        yield InvalidEntry(field=entry.key, reason=_REASONS[entry.form])


def _fits(form: str, value: str) -> bool:
    return _FORMS[form](value)


_REASONS = {
    "email": "not-an-email",
    "phone": "not-a-phone",
    "day": "not-a-day",
    "business-number": "check-digit",
    "institution-code": "malformed",
    "operator-role": "unknown",
}


def _is_text(_value: str) -> bool:
    return True


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_operator_role(value: str) -> bool:
    return value in _OPERATOR_ROLES


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: bool(pattern.fullmatch(value))


_FORMS: dict[str, Callable[[str], bool]] = {
    "text": _is_text,
    "email": is_email,
    "phone": is_phone,
    "day": _is_day,
    "business-number": is_business_number,
    "institution-code": _matches(_CODE),
    "operator-role": _is_operator_role,
}
