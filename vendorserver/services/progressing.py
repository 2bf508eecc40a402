"""진도: how many pieces a process has and how many are accepted; counted for a page at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from vendorcore.domain import Process, ReviewState, progress_of_processes

from vendorserver.models import Attachment, ContractProcess, Review
from vendorserver.services import visible
from vendorserver.services.contract_rows import process_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from vendorcore.domain import Progress

    from vendorserver.services.access import Viewer


@dataclass(slots=True)
class Counted:
    """What one contract has: pieces in all, and by process how many are there and accepted."""

    pieces: dict[str, int] = field(default_factory=dict)
    accepted: dict[str, int] = field(default_factory=dict)
    processes: list[Process] = field(default_factory=list)

    def progress(self, today: date) -> Progress:
        """Return how far the contract is."""
        return progress_of_processes(self.processes, self.accepted, today)


def counted(viewer: Viewer, contract_ids: Collection[str]) -> dict[str, Counted]:
    """Return the counts of these contracts, as far as the viewer may see them.

    Visibility is asked of the contracts, not of each piece: a page has few of the former.
    """
    rows = visible.contracts(viewer).filter(id__in=contract_ids).order_by()
    found = {one: Counted() for one in rows.values_list("id", flat=True)}
    for row in ContractProcess.objects.filter(contract_id__in=list(found)):
        found[row.contract_id].processes.append(process_of(row))
    pieces = Attachment.objects.filter(contract_id__in=list(found), withdrawal=None).order_by()
    places = pieces.values_list("contract_id", "process_id")
    numbers = places.annotate(number=Count("id"), accepted=Count("id", filter=is_accepted()))
    for contract, process, number, accepted in numbers:
        found[contract].pieces[process] = number
        found[contract].accepted[process] = accepted
    return found


def is_accepted() -> Q:
    """Return the condition that the newest word on a piece is that it was accepted."""
    return Q(Exists(accepting_words().filter(attachment_id=OuterRef("pk"))))


def accepting_words() -> QuerySet[Review]:
    """Return the words by which pieces are accepted: one for each whose newest word says so."""
    later = Review.objects.filter(attachment_id=OuterRef("attachment_id")).filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), id__gt=OuterRef("id"))
    )
    return Review.objects.filter(state=ReviewState.ACCEPTED).exclude(Exists(later))
