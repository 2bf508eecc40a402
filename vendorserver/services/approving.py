"""승인: what an approval makes: the organisation, its first account, or the change asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError

from vendorcore.domain import Role, Side
from vendorcore.errors import Conflict

from vendorserver.models import Account, Institution, Vendor
from vendorserver.services import audit, organisations

if TYPE_CHECKING:
    from vendorserver.models import Registration
    from vendorserver.services.kinds import Kind

FIRST_ROLE = {Side.VENDOR: Role.OWNER, Side.INSTITUTION: Role.MANAGER}
_OF_THE_ORGANISATION = ("representative", "factory", "address", "certificate_no", "merged_into")


def approve(row: Registration, kind: Kind, operator: Account, *, join: bool) -> None:
    """Make what was applied for; joining an organisation that is here needs the operator's word."""
    if kind.changes:
        _change(row, operator)
        return
    known = known_organisation(row)
    if known and not join and row.account_id is None:
        raise Conflict("organisation-exists", name=known, number=row.number)
    if row.account_id is None:
        row.account = _account(row)
        row.password = ""
    if row.account is not None and row.account.vendor is not None:
        _enter(row.account.vendor, row, kind)
    if row.account is not None and row.account.institution is not None:
        row.account.institution.details |= _details(row)
        row.account.institution.save(update_fields=["details"])


def known_organisation(row: Registration) -> str:
    """Return the name of the organisation that is here already and would be joined; or nothing."""
    if row.side == Side.VENDOR:
        return organisations.vendor_name(row.number)
    if row.side == Side.OPERATOR:
        return ""
    return organisations.institution_name(row.number, row.organisation)


def _account(row: Registration) -> Account:
    side = Side(row.side)
    role = Role(row.values["role"]) if side is Side.OPERATOR else FIRST_ROLE[side]
    account = Account(
        login=row.login,
        name=row.contact_name,
        email=row.contact_email,
        role=role.value,
        password=row.password,
    )
    if side is Side.VENDOR:
        account.vendor_id = organisations.vendor_id(row.number, row.organisation)
    if side is Side.INSTITUTION:
        account.institution_id = organisations.institution_id(row.number, row.organisation)
    try:
        account.save(force_insert=True)
    except IntegrityError as error:  # given away since the application came
        raise Conflict("login-taken", login=row.login) from error
    audit.record("", "account.created", account.id, role=account.role)
    return account


def _enter(vendor: Vendor, row: Registration, kind: Kind) -> None:
    first = not vendor.kinds
    vendor.kinds = sorted({*vendor.kinds, kind.key})
    vendor.may_submit = kind.may_submit or (vendor.may_submit and not first)
    vendor.details |= _details(row)
    vendor.certificate_until = _day(row) or vendor.certificate_until
    vendor.save(update_fields=["kinds", "may_submit", "details", "certificate_until"])


def _change(row: Registration, operator: Account) -> None:
    """Put the new data in the place of the old; contracts and evidence point to ids and stay."""
    if row.vendor is not None:
        row.vendor.certificate_until = _day(row) or row.vendor.certificate_until
        _rename(row.vendor, row)
        row.vendor.save(update_fields=["name", "details", "certificate_until"])
    if row.institution is not None:
        _rename(row.institution, row)
        row.institution.save(update_fields=["name", "details"])
    subject = row.vendor_id or row.institution_id or ""
    audit.record(operator.id, "organisation.changed", subject, registration=row.id)


def _rename(organisation: Vendor | Institution, row: Registration) -> None:
    organisation.name = row.organisation
    organisation.details |= _details(row)


def _details(row: Registration) -> dict[str, str]:
    return {key: row.values[key] for key in _OF_THE_ORGANISATION if row.values.get(key)}


def _day(row: Registration) -> date | None:
    text = row.values.get("certificate_until", "")
    return date.fromisoformat(text) if text else None
