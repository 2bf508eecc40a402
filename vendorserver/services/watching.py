"""What nobody does is noticed as well: contracts without evidence, certificates running out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from django.db.models import Exists, OuterRef

from vendorcore.domain import ContractState, Role, korean_day

from vendorserver.models import Account, Attachment, Contract, ContractProcess, Vendor
from vendorserver.services import notices
from vendorserver.settings import current

if TYPE_CHECKING:
    from collections.abc import Iterator

SOON = timedelta(days=7)
LATE_FOR = timedelta(days=60)
CERTIFICATE_SOON = timedelta(days=30)
_OPEN = (ContractState.REGISTERED, ContractState.PRODUCING)


def look(now: datetime) -> int:
    """Tell whom it concerns, each thing once; return how many were told."""
    today = korean_day(now)
    told = sum(_tell_of(contract, today, now) for contract in _without_evidence(today))
    for name, ends_on, people in _certificates(today):
        said = {"name": name, "day": ends_on.isoformat()}
        once = f"certificate:{name}:{ends_on}"
        told += notices.tell(people, notices.CERTIFICATE, said, "", now, once)
    return told


def _without_evidence(today: date) -> Iterator[Contract]:
    """Yield contracts near or past their day of which a process has no evidence at all."""
    pieces = Attachment.objects.filter(process_id=OuterRef("pk"), withdrawal=None)
    bare = ContractProcess.objects.filter(~Exists(pieces), contract_id=OuterRef("pk"))
    days = (today - LATE_FOR, today + SOON)
    rows = Contract.objects.filter(Exists(bare), state__in=_OPEN, due_on__range=days)
    yield from rows.iterator()


def _tell_of(contract: Contract, today: date, now: datetime) -> int:
    kind = notices.LATE if contract.due_on < today else notices.DUE_SOON
    people = [*notices.of_vendor(contract), *notices.of_institutions(contract)]
    said = {"contract": contract.name, "day": contract.due_on.isoformat()}
    once = f"{kind}:{contract.id}:{contract.due_on}"
    return notices.tell(people, kind, said, f"/contracts/{contract.id}", now, once)


def _certificates(today: date) -> Iterator[tuple[str, date, list[Account]]]:
    rows = Vendor.objects.filter(certificate_until__range=(today, today + CERTIFICATE_SOON))
    for vendor in rows.iterator():
        if vendor.certificate_until is not None:
            office = notices.people(vendor.id, Role.OWNER, Role.OFFICE)
            yield vendor.name, vendor.certificate_until, office
    ends_on = tls_certificate_until()
    if ends_on is not None and ends_on <= today + CERTIFICATE_SOON:
        yield "TLS", ends_on, notices.operators(Role.ADMIN)


def tls_certificate_until() -> date | None:
    """Return the last day of the server's own certificate; None where a proxy has it."""
    path = current().tls_certificate
    if not path:
        return None
    try:
        certificate = x509.load_pem_x509_certificate(Path(path).read_bytes())
    except (OSError, ValueError):
        return None
    return korean_day(certificate.not_valid_after_utc)
