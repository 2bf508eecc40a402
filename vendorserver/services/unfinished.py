"""What is still open in a contract: requests, undecided or failed pieces, processes without any."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from vendorcore.errors import Conflict
from vendorcore.evidence import Verdict

from vendorserver.models import Attachment, ContractProcess, Supplement
from vendorserver.services import progressing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


# So many are named; the rest is counted.
NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One piece of evidence that waits, where it belongs, and what about it."""

    attachment: str
    process: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """How much waits for a word or an answer, and which processes show nothing."""

    requests: int
    undecided: int
    failed: int
    bare: tuple[str, ...]
    asked: tuple[Named, ...] = ()
    bad: tuple[Named, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.requests or self.undecided or self.failed or self.bare)


def of(contract_id: str) -> Unfinished:
    """Return what is open in a contract that the caller has found to be visible."""
    pieces = Attachment.objects.filter(contract_id=contract_id, withdrawal=None, erased_at=None)
    doubtful = pieces.order_by().exclude(progressing.is_accepted())
    asked = Supplement.objects.filter(attachment_id=OuterRef("pk"), closed_at=None)
    requests = open_requests(contract_id).filter(attachment__withdrawal=None)
    bad = doubtful.filter(verdict=Verdict.FAIL)
    return Unfinished(
        requests=requests.count(),
        undecided=doubtful.exclude(Exists(asked)).count(),
        failed=bad.count(),
        bare=_bare(contract_id),
        asked=_named(requests.values_list("attachment_id", "attachment__process__name", "reason")),
        bad=_named(bad.order_by("tagged_at", "id").values_list("id", "process__name", "name")),
    )


def _named(rows: Iterable[tuple[str, str, str]]) -> tuple[Named, ...]:
    few = islice(rows, NAMED)
    return tuple(Named(attachment=id_, process=process, text=text) for id_, process, text in few)


def check_known(contract_id: str, *, confirmed: bool) -> None:
    """Refuse an end that nobody confirmed: it cannot be taken back, and ends what is open."""
    if not confirmed:
        left = of(contract_id)
        said = {"requests": left.requests, "undecided": left.undecided, "failed": left.failed}
        raise Conflict("end-unconfirmed", **said)


def open_requests(contract_id: str) -> QuerySet[Supplement]:
    """Return the requests of a contract that nobody has closed."""
    return Supplement.objects.filter(attachment__contract_id=contract_id, closed_at=None)


def _bare(contract_id: str) -> tuple[str, ...]:
    """Return the processes without a piece that counts."""
    pieces = Attachment.objects.filter(process_id=OuterRef("pk"), withdrawal=None)
    rows = ContractProcess.objects.filter(contract_id=contract_id).exclude(Exists(pieces))
    return tuple(rows.values_list("name", flat=True))
