"""파기: originals and personal data go by duty or time; hash, receipt and tombstone stay."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import ContractState, Role
from vendorcore.errors import InvalidEntry, Refused

from vendorserver.models import (
    Account,
    Attachment,
    Blob,
    Contract,
    ContractDocument,
    Erasure,
    Invitation,
    Supplement,
    Upload,
    UploadState,
)
from vendorserver.services import (
    audit,
    custody,
    derived,
    holdings,
    second_factor,
    showcase,
    standing_by,
    viewing,
    visible,
)
from vendorserver.services.holdings import SHELF
from vendorserver.services.numbers import locked
from vendorserver.settings import current
from vendorserver.storage import blobs

if TYPE_CHECKING:
    from datetime import datetime

    from vendorserver.services.access import Viewer

EVIDENCE, DOCUMENT, PERSON, CONTRACT = "evidence", "document", "person", "contract"
ERASERS = (Role.ADMIN,)
_OF_PLACE = ("latitude", "longitude", "altitude", "gps_at", "serial")
_OF_PERSON = ("contact_name", "contact_email", "contact_phone")
_OVER = (ContractState.CLOSED, ContractState.CANCELLED)


def erase_evidence(operator: Account, attachment_id: str, reason: str, now: datetime) -> Erasure:
    """Erase one original and what was read from it; also its copies made for looking."""
    _check(operator, reason)
    with transaction.atomic():
        locked(SHELF)
        row = Attachment.objects.select_for_update().filter(id=attachment_id).first()
        if row is None or row.erased_at is not None:
            raise Refused("not-found")
        row.erased_at, row.facts, row.client_facts = now, {}, {}
        with holdings.letting_go(row.sha256):
            row.save()
            _let_go(row.sha256, now)
        Supplement.objects.filter(attachment=row).update(person="", phone="")
        showcase.forget(row.id)
        return _tombstone(EVIDENCE, row.id, operator.id, reason.strip()[:2000], now, row)


def erase_document(operator: Account, operation_id: str, reason: str, now: datetime) -> Erasure:
    """Erase one paper of a contract; its hash, receipt and tombstone stay."""
    _check(operator, reason)
    with transaction.atomic():
        locked(SHELF)
        rows = ContractDocument.objects.select_for_update().filter(id=operation_id)
        row = rows.filter(erased_at=None).first()
        if row is None:
            raise Refused("not-found")
        with holdings.letting_go(row.sha256):
            rows.update(erased_at=now)
            _let_go(row.sha256, now)
        return _tombstone(DOCUMENT, row.id, operator.id, reason.strip()[:2000], now, row)


def of_evidence(viewer: Viewer, attachment_id: str) -> list[Erasure]:
    """Return the tombstone of a piece of evidence that the viewer may see."""
    if not visible.attachments(viewer).filter(id=attachment_id).exists():
        return []
    return list(Erasure.objects.filter(kind=EVIDENCE, subject=attachment_id))


def erase_person(operator: Account, login: str, reason: str, now: datetime) -> Erasure:
    """Erase what is known of somebody whose account is closed; the log keeps the number."""
    _check(operator, reason)
    account = Account.objects.filter(login=login.strip().casefold()).first()
    if account is None:
        raise Refused("account-unknown", login=login)
    if account.is_active:
        raise Refused("account-still-open")
    return _forget_person(account, operator.id, reason.strip()[:2000], now)


def forget_people(now: datetime) -> int:
    """Erase the personal data that outlived their time: those of contracts long over."""
    before = now - timedelta(days=current().retention_days)
    over = Contract.objects.filter(state__in=_OVER, changed_at__lt=before)
    over.exclude(contact={}).update(contact={})
    done = Erasure.objects.filter(kind=CONTRACT).values("subject")
    rows = list(over.exclude(id__in=done).values_list("id", flat=True)[:100])
    for contract_id in rows:
        with transaction.atomic():
            pieces = Attachment.objects.filter(contract_id=contract_id)
            Supplement.objects.filter(attachment__in=pieces).update(person="", phone="")
            for row in pieces.only("id", "facts", "client_facts"):
                row.facts, row.client_facts = _placeless(row.facts), _placeless(row.client_facts)
                row.save(update_fields=["facts", "client_facts"])
            _tombstone(CONTRACT, contract_id, "", "retention", now)
    return len(rows)


def _check(operator: Account, reason: str) -> None:
    if Role(operator.role) not in ERASERS:
        raise Refused("forbidden")
    if not reason.strip():
        raise InvalidEntry(field="reason", reason="empty")


def _let_go(sha256: str, now: datetime) -> None:
    """Give an original up unless something else in custody has the same content."""
    if custody.held(sha256):
        return
    # Whoever has sent it and waits for a receipt still has the file: it is asked for again.
    Upload.objects.filter(blob_id=sha256).update(blob=None, state=UploadState.WRONG, op_id=None)
    Blob.objects.filter(sha256=sha256).delete()
    standing_by.ask_to_forget(sha256, now)
    transaction.on_commit(lambda: _unlink(sha256))


def _forget_person(account: Account, by: str, reason: str, now: datetime) -> Erasure:
    with transaction.atomic():
        account.name = account.email = account.phone = ""
        account.login = f"erased-{account.id}"
        account.set_unusable_password()
        account.save()
        account.portal_sessions.all().delete()
        account.notices.all().delete()
        second_factor.forget(account)
        _forget_applications(account)
        return _tombstone(PERSON, account.id, by, reason, now)


def _forget_applications(account: Account) -> None:
    """Take a person out of the applications that made the account or were made by it."""
    for row in account.registration_set.all():
        Invitation.objects.filter(registration=row).update(email="")
        row.login, row.contact_name, row.contact_email = account.login, "", ""
        row.values, row.before = _nameless(row.values), _nameless(row.before)
        row.save(update_fields=["login", "contact_name", "contact_email", "values", "before"])


def _tombstone(
    kind: str,
    subject: str,
    by: str,
    reason: str,
    now: datetime,
    row: Attachment | ContractDocument | None = None,
) -> Erasure:
    made = Erasure.objects.create(
        kind=kind,
        subject=subject,
        contract=row.contract_id if row else "",
        sha256=row.sha256 if row else "",
        account=by,
        reason=reason,
        at=now,
    )
    audit.record(by, f"{kind}.erased", subject, reason=reason, sha256=made.sha256)
    return made


def _nameless(values: dict[str, str]) -> dict[str, str]:
    """Return the fields of an application without the person to ask."""
    return {key: "" if key in _OF_PERSON else value for key, value in values.items()}


def _placeless(facts: dict[str, object]) -> dict[str, object]:
    """Return facts without the place of capture and the serial number of the device."""
    return {key: value for key, value in facts.items() if key not in _OF_PLACE}


def _unlink(sha256: str) -> None:
    """Remove the files; a crash before this leaves an orphan, never a row without its file."""
    with transaction.atomic():
        locked(SHELF)
        if Blob.objects.filter(sha256=sha256).exists():
            return  # the same content has come once more meanwhile
        blobs().delete(sha256)
        derived.thumbnail_path(sha256).unlink(missing_ok=True)
        copy = viewing.of_original(sha256)
        if copy is not None:
            copy.path.unlink(missing_ok=True)
