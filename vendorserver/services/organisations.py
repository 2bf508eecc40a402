"""Vendors and institutions on this server: found by their number, made when they are new."""

from __future__ import annotations

from vendorcore import domain
from vendorcore.errors import InvalidEntry

from vendorserver.models import Institution, Vendor
from vendorserver.services.contracts import bind_waiting


def vendor_id(business_no: str, name: str = "") -> str:
    """Return the vendor of a 사업자등록번호, made when a name is given; empty for no number."""
    if not business_no:
        return ""
    number = domain.business_number_digits(business_no)
    row = Vendor.objects.filter(business_no=number).first()
    return row.id if row else _new_vendor(number, name).id


def institution_id(code: str, name: str = "") -> str:
    """Return the institution of a code or name, made when both or the name alone are new."""
    if not code and not name:
        return ""
    known = {"code": code} if code else {"name": name}
    row = Institution.objects.filter(**known).first()
    return row.id if row else _new_institution(code, name).id


def vendor_name(business_no: str) -> str:
    """Return the name of the vendor of a number; empty when it is new."""
    number = domain.business_number_digits(business_no)
    row = Vendor.objects.filter(business_no=number).first()
    return row.name if row else ""


def institution_name(code: str, name: str) -> str:
    """Return the name of the institution of a code or name; empty when it is new."""
    known = {"code": code} if code else {"name": name}
    row = Institution.objects.filter(**known).first()
    return row.name if row else ""


def _new_vendor(number: str, name: str) -> Vendor:
    if not name.strip():
        raise InvalidEntry(field="vendor-name", reason="empty")
    known = domain.Vendor(id=domain.new_id(), name=name, business_no=number)
    return Vendor.objects.create(id=known.id, name=known.name, business_no=known.business_no)


def _new_institution(code: str, name: str) -> Institution:
    if not name.strip():
        raise InvalidEntry(field="institution-name", reason="empty")
    row = Institution.objects.create(id=domain.new_id(), code=code, name=name)
    bind_waiting(row)
    return row
