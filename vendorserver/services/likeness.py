"""Finds earlier evidence that is the same or looks alike, by indexes and never by reading all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from vendorcore.domain import PRACTICE
from vendorcore.evidence import NEAR_64, Circumstances, Facts, Finding, Known, distance
from vendorcore.evidence.duplicates import RULES

from vendorserver.models import Attachment
from vendorserver.models.attachments import BANDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from vendorcore.protocol import JsonObject

_BAND_BITS = 16


def bands(dhash64: str) -> dict[str, int | None]:
    """Return the columns of a picture's hash: four pieces of sixteen bits, none without one."""
    if not dhash64:
        return dict.fromkeys(BANDS)
    whole = int(dhash64, 16)
    pieces = [whole >> _BAND_BITS * place & 0xFFFF for place in range(len(BANDS))]
    return dict(zip(BANDS, pieces, strict=True))


def earlier(row: Attachment, facts: Facts) -> list[Attachment]:
    """Return what was sent before: the same bytes, and pictures that look like this one.

    What was sent to learn with (연습) proves nothing and speaks against nothing.
    """
    before = Attachment.objects.filter(
        receipt__log_index__lt=row.receipt.log_index, withdrawal=None
    ).select_related("process")
    if row.contract.method != PRACTICE:
        before = before.exclude(contract__method=PRACTICE)
    return [*before.filter(sha256=row.sha256), *_alike(before, row, facts)]


def later(row: Attachment, facts: Facts) -> list[Attachment]:
    """Return what was sent after this picture, looks like it and was weighed already."""
    after = Attachment.objects.filter(
        receipt__log_index__gt=row.receipt.log_index, withdrawal=None
    ).exclude(weighed_at=None)
    return _alike(after, row, facts)


def known(other: Attachment) -> Known:
    """Return what the rules need to know of a piece of evidence."""
    facts = Facts.from_json(other.facts) if other.facts else Facts(name=other.name)
    return Known(
        sha256=other.sha256,
        name=other.name,
        contract=other.contract_id,
        process=other.process_id,
        captured_at=facts.captured_at_utc,
        device=facts.device,
        dhash64=facts.dhash64,
        dhash256=facts.dhash256,
    )


def of_other_vendors(facts: Facts, others: Iterable[Attachment]) -> list[JsonObject]:
    """Return that another vendor sent this picture before; neither vendor nor file is named."""
    promise = Circumstances(known=tuple(map(known, others)))
    found = (rule(facts, promise) for rule in RULES)
    return [unnamed(finding).to_json() for finding in found if finding is not None]


def unnamed(finding: Finding) -> Finding:
    """Return a remark on a look-alike without saying which file that is."""
    values = {name: value for name, value in finding.values.items() if name != "sha256"}
    return Finding(finding.code, finding.level, **{**values, "other": ""})


def _alike(among: QuerySet[Attachment], row: Attachment, facts: Facts) -> list[Attachment]:
    if not facts.dhash64:
        return []
    near = among.filter(_near(facts)).exclude(sha256=row.sha256)
    return [other for other in near if _looks_alike(facts, other)]


def _near(facts: Facts) -> Q:
    """Ask for every hash of which a piece differs in one bit at most: up to seven bits in all."""
    views = [int(small, 16) for small, _ in facts.fingerprints]
    query = Q()
    for place, name in enumerate(BANDS):
        pieces = {near for view in views for near in _probes(view >> _BAND_BITS * place & 0xFFFF)}
        query |= Q(**{f"{name}__in": sorted(pieces)})
    return query


def _probes(piece: int) -> Iterator[int]:
    yield piece
    for bit in range(_BAND_BITS):
        yield piece ^ 1 << bit


def _looks_alike(facts: Facts, other: Attachment) -> bool:
    whole = "".join(f"{getattr(other, name):04x}" for name in reversed(BANDS))
    return any(distance(small, whole) <= NEAR_64 for small, _ in facts.fingerprints)
