"""제출: evidence handed in together; complete when each piece has its receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction

from vendorcore.domain import Role, instant_text, is_id, korean_day
from vendorcore.errors import Conflict, InvalidEntry, Refused

from vendorserver.models import Attachment, Receipt, Submission
from vendorserver.services import audit, changes, contract_checks, notices, sanctions, visible
from vendorserver.services.access import Viewer, require
from vendorserver.services.contract_rows import to_domain
from vendorserver.services.contracts import register
from vendorserver.services.digests import digest

if TYPE_CHECKING:
    from datetime import datetime

    from vendorcore.protocol import JsonObject

    from vendorserver.models import Contract

SENDERS = (Role.OWNER, Role.OFFICE, Role.FACTORY)
MOST_ATTACHMENTS = 2000
# Asked for with every file, so it is plain SQL.
_ARRIVED = f"SELECT count(*) FROM {Attachment._meta.db_table} WHERE submission_id = %s"  # noqa: S608 - our own table


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubmission:
    """What a vendor hands in."""

    id: str
    contract: str
    attachments: tuple[str, ...]
    submitted_at: datetime

    def __post_init__(self) -> None:
        ids = (self.id, *self.attachments)
        if not all(map(is_id, ids)) or len(set(ids)) != len(ids):
            raise InvalidEntry(field="attachments", reason="not-unique")
        if not 0 < len(self.attachments) <= MOST_ATTACHMENTS:
            raise InvalidEntry("nothing-to-submit", limit=MOST_ATTACHMENTS)

    @property
    def digest(self) -> str:
        """The fingerprint by which a repetition is recognised."""
        return digest(
            {
                "id": self.id,
                "contract": self.contract,
                "attachments": list(self.attachments),
                "submitted_at": instant_text(self.submitted_at),
            }
        )


def put(viewer: Viewer, wish: NewSubmission, now: datetime) -> tuple[JsonObject, bool]:
    """Store a submission and register its contract; return it and whether it is new."""
    try:
        with transaction.atomic():
            return _put(viewer, wish, now)
    except IntegrityError as error:
        raise Conflict(id=wish.id) from error


def one(viewer: Viewer, submission_id: str) -> JsonObject:
    """Return one submission as the protocol shows it."""
    row = visible.submissions(viewer).filter(id=submission_id).first()
    if row is None:
        raise Refused("not-found")
    return shown(row)


def shown(row: Submission) -> JsonObject:
    """Return the protocol's form of a submission."""
    received = Receipt.objects.filter(
        attachment_id__in=row.attachment_ids, attachment__contract_id=row.contract_id
    )
    return {
        "id": row.id,
        "contract": row.contract_id,
        "attachments": list(row.attachment_ids),
        "complete": received.count() == len(row.attachment_ids),
    }


def tell_when_complete(row: Submission, now: datetime) -> None:
    """Tell the vendor when the last piece of a submission has its receipt."""
    with connection.cursor() as cursor:
        (arrived,) = cursor.execute(_ARRIVED, (row.id,)).fetchone()
    if arrived == len(row.attachment_ids):
        _tell(row, now)


def _tell(row: Submission, now: datetime) -> None:
    changes.add(row.contract.vendor_id, "submission", row.id, shown(row), now)


def _tell_officers(contract: Contract, row: Submission, now: datetime) -> None:
    said = {"contract": contract.name}
    link = f"/contracts/{contract.id}"
    notices.tell(notices.of_institutions(contract), notices.EVIDENCE, said, link, now, row.id)


def _put(viewer: Viewer, wish: NewSubmission, now: datetime) -> tuple[JsonObject, bool]:
    contract = visible.contracts(viewer).select_for_update().filter(id=wish.contract).first()
    if contract is None:
        raise Refused("not-found")
    require(viewer, *SENDERS)
    row = visible.submissions(viewer).filter(id=wish.id).first()
    if row is not None and row.body_hash != wish.digest:
        raise Conflict(id=wish.id)
    if row is not None:
        return shown(row), False
    if Submission.objects.filter(id=wish.id).exists():
        raise Refused("not-found")
    sanctions.check(contract.vendor_id, now)
    contract_checks.refuse_to_submit(to_domain(contract), korean_day(now))
    row = Submission.objects.create(
        id=wish.id,
        contract=contract,
        account_id=viewer.account_id,
        attachment_ids=list(wish.attachments),
        submitted_at=wish.submitted_at,
        received_at=now,
        body_hash=wish.digest,
    )
    register(contract, viewer.account_id, now)
    contract.refresh_from_db(fields=["state"])
    _tell(row, now)
    _tell_officers(contract, row, now)
    audit.record(viewer.account_id, "submission.put", row.id, contract=contract.id)
    return shown(row), True
