"""What is still open in a contract: requests, undecided or failed pieces, processes without any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from vendorcore.evidence import Verdict

from vendorserver.models import Attachment, ContractProcess, Supplement
from vendorserver.services import progressing

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """How much waits for a word or an answer, and which processes show nothing."""

    requests: int
    undecided: int
    failed: int
    bare: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.requests or self.undecided or self.failed or self.bare)


def of(contract_id: str) -> Unfinished:
    """Return what is open in a contract that the caller has found to be visible."""
    pieces = Attachment.objects.filter(contract_id=contract_id, withdrawal=None, erased_at=None)
    doubtful = pieces.order_by().exclude(progressing.is_accepted())
    asked = Supplement.objects.filter(attachment_id=OuterRef("pk"), closed_at=None)
    return Unfinished(
        requests=open_requests(contract_id).filter(attachment__withdrawal=None).count(),
        undecided=doubtful.exclude(Exists(asked)).count(),
        failed=doubtful.filter(verdict=Verdict.FAIL).count(),
        bare=_bare(contract_id),
    )


def open_requests(contract_id: str) -> QuerySet[Supplement]:
    """Return the requests of a contract that nobody has closed."""
    return Supplement.objects.filter(attachment__contract_id=contract_id, closed_at=None)


def _bare(contract_id: str) -> tuple[str, ...]:
    """Return the processes without a piece that counts."""
    pieces = Attachment.objects.filter(process_id=OuterRef("pk"), withdrawal=None)
    rows = ContractProcess.objects.filter(contract_id=contract_id).exclude(Exists(pieces))
    return tuple(rows.values_list("name", flat=True))
