"""The server reads and weighs each file itself; it never believes the sender."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import ProcessPlan, instant_from_text
from vendorcore.evidence import Circumstances, Facts, instants, possible, verdict_of
from vendorcore.evidence import weigh as judge
from vendorcore.protocol import JsonObject, JsonValue, Signed

from vendorserver.models import Attachment
from vendorserver.models.attachments import BANDS
from vendorserver.services import (
    audit,
    changes,
    correcting,
    derived,
    jobs,
    likeness,
    revisions,
    viewing,
)
from vendorserver.storage import as_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from vendorcore.media import Reading, Workshop


def weigh(attachment_id: str, shop: Workshop, now: datetime) -> None:
    """Read one attachment's original, store facts, findings and thumbnail, and tell the vendor."""
    row = Attachment.objects.select_related("process", "contract").get(id=attachment_id)
    if row.erased_at is not None:
        return
    is_first_time, reading = row.weighed_at is None, _read(row, shop)
    with transaction.atomic():
        if _is_erased_meanwhile(row):
            return
        if reading.thumbnail_jpeg:
            derived.keep_thumbnail(row.sha256, reading.thumbnail_jpeg)
        # When the file was written on the card says the manifest; our own copy is younger.
        written_at = _instant(row, "modified_at")
        facts = replace(reading.facts, sha256=row.sha256, modified_at=written_at)
        _judge(row, facts, now)
        _store(row, now)
        if is_first_time:
            _weigh_anew_what_overtook(row, facts, now)
        if row.cross_findings:
            codes: list[JsonValue] = [str(found["code"]) for found in row.cross_findings]
            audit.record("", "evidence.across-vendors", row.id, codes=codes)
        viewing.ask_for(row, now)


def _is_erased_meanwhile(row: Attachment) -> bool:
    """Whether it was erased while it was read: nothing of it may come back."""
    rows = Attachment.objects.select_for_update().filter(id=row.id)
    return rows.values_list("erased_at", flat=True).get() is not None


def _weigh_anew_what_overtook(row: Attachment, facts: Facts, now: datetime) -> None:
    """Weigh pictures like this one again that came later and were weighed without knowing it."""
    for other in likeness.later(row, facts):
        jobs.again("weigh", other.id, now)


def _read(row: Attachment, shop: Workshop) -> Reading:
    with as_file(row.sha256) as path:
        return shop.read(path, row.name)


def _judge(row: Attachment, facts: Facts, now: datetime) -> None:
    before = likeness.earlier(row, facts)
    own = [other for other in before if other.vendor_id == row.vendor_id]
    foreign = [other for other in before if other.vendor_id != row.vendor_id]
    circumstances = _circumstances(row, own)
    findings = (*judge(facts, circumstances), *revisions.remarks(row))
    row.facts, row.kind = facts.to_json(), facts.kind.value
    row.captured_at = next(iter(instants(facts, circumstances)), None)
    row.captured_text = facts.captured_text
    row.findings = [finding.to_json() for finding in findings]
    row.cross_findings = likeness.of_other_vendors(facts, foreign)
    row.verdict, row.weighed_at = verdict_of(findings).value, now
    for name, piece in likeness.bands(facts.dhash64).items():
        setattr(row, name, piece)


def _circumstances(row: Attachment, earlier: Sequence[Attachment]) -> Circumstances:
    process, correction = row.process, correcting.of(row)
    plan = ProcessPlan(process=process.name, starts_on=process.starts_on, ends_on=process.ends_on)
    return Circumstances(
        plan=plan,
        signed_on=row.contract.signed_on,
        due_on=row.contract.due_on,
        imported_at=_imported_at(row),
        clock_correction=correction.shift if correction else timedelta(0),
        correction_is_proved=correction is not None and correcting.is_proved(row, correction),
        contract=row.contract_id,
        process=row.process_id,
        known=tuple(map(likeness.known, earlier)),
    )


def _imported_at(row: Attachment) -> datetime:
    """Return when the file was read by our clock: what the vendor's shows, less its known error."""
    read_at, said = _instant(row, "read_at"), Signed.from_text(row.manifest).payload
    if read_at is None:
        return row.received_at
    try:
        error = timedelta(milliseconds=int(str(said["clock_error_ms"])))
        return min(read_at - error if said["clock_known"] else read_at, row.received_at)
    except OverflowError:  # no clock is wrong by so much
        return row.received_at


def _instant(row: Attachment, name: str) -> datetime | None:
    """Return an instant of the manifest, none where the device gave none that can be."""
    try:
        return possible(instant_from_text(str(Signed.from_text(row.manifest).payload[name])))
    except (OverflowError, ValueError):
        return None


def _store(row: Attachment, now: datetime) -> None:
    row.save(
        update_fields=[
            "facts",
            "kind",
            "captured_at",
            "captured_text",
            "findings",
            "cross_findings",
            "verdict",
            "weighed_at",
            *BANDS,
        ]
    )
    news: JsonObject = {
        "contract": row.contract_id,
        "process": row.process_id,
        "sha256": row.sha256,
        "findings": row.findings,
        "verdict": row.verdict,
    }
    changes.add(row.vendor_id, "findings", row.id, news, now)
