"""The one road on which a file that has arrived is taken into custody: once, for one receipt."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction

from vendorcore.errors import Conflict, Refused
from vendorcore.protocol import JsonObject, Signed

from vendorserver.models.prepared import known
from vendorserver.services import receipts, scanning, standing_by, submissions, uploads, visible
from vendorserver.services.access import require
from vendorserver.services.digests import digest
from vendorserver.services.numbers import locked

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from vendorserver.models import Attachment, Contract, ContractDocument, Receipt
    from vendorserver.services.access import Viewer

    Held = QuerySet[Attachment] | QuerySet[ContractDocument]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived(ABC):
    """What a computer says about a file that it has sent; the id is that of its operation."""

    table: ClassVar[type[Attachment | ContractDocument]]

    id: str
    contract: str
    upload: str
    sha256: str
    size_bytes: int

    @abstractmethod
    def said(self) -> JsonObject:
        """Return what may not change when it is said again; a new upload is no other file."""

    @property
    def digest(self) -> str:
        """The fingerprint by which a repetition is recognised."""
        return digest(self.said())


def take(
    viewer: Viewer,
    wish: Arrived,
    seen: Callable[[Viewer], Held],
    hold: Callable[[Contract], Receipt],
) -> tuple[Signed, bool]:
    """Hold a file and return its receipt, or the one given before; and whether it is new.

    Refused("not-found") for another vendor's contract or file, Conflict where something else was
    said under the same id.
    """
    contract = visible.contract(viewer, wish.contract)
    if contract is None:
        raise Refused("not-found")
    require(viewer, *submissions.SENDERS)
    try:
        standing_by.hold(viewer, wish.upload, wish.sha256, wish.size_bytes)
        return _taken(wish, lambda: seen(viewer), lambda: hold(contract))
    except Refused as error:
        if error.code == "upload-unknown":
            # After the rollback: what was lost stays remembered, and the file is sent again.
            uploads.give_up(viewer, wish.upload)
        raise


def _taken(
    wish: Arrived, seen: Callable[[], Held], hold: Callable[[], Receipt]
) -> tuple[Signed, bool]:
    with transaction.atomic():
        # One at a time: the receipt's number is given under this lock, so is "known already?".
        locked(receipts.COUNTER)
        if known(wish.table, wish.id):
            return Signed.from_text(_given(seen(), wish).text), False
        receipt = hold()
        scanning.ask_for(wish.sha256, receipt.received_at)
    return Signed.from_text(receipt.text), True


def _given(seen: Held, wish: Arrived) -> Receipt:
    row = seen.select_related("receipt").filter(id=wish.id).first()
    if row is None:
        raise Refused("not-found")
    if row.body_hash != wish.digest:
        raise Conflict(id=wish.id)
    return row.receipt
