"""The server reads and weighs each file itself; it never believes the sender."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import ProcessPlan, instant_from_text
from vendorcore.evidence import Circumstances, Facts, Finding, Known, Level, verdict_of
from vendorcore.evidence import weigh as judge
from vendorcore.protocol import JsonObject, Signed

from vendorserver.models import Attachment
from vendorserver.services import changes, derived, viewing
from vendorserver.storage import as_file

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from vendorcore.media import Reading, Workshop


def weigh(attachment_id: str, shop: Workshop, now: datetime) -> None:
    """Read one attachment's original, store facts, findings and thumbnail, and tell the vendor."""
    row = Attachment.objects.select_related("process", "contract").get(id=attachment_id)
    reading = _read(row, shop)
    if reading.thumbnail_jpeg:
        derived.keep_thumbnail(row.sha256, reading.thumbnail_jpeg)
    with transaction.atomic():
        _judge(row, replace(reading.facts, sha256=row.sha256), now)
        _store(row, now)
        viewing.ask_for(row, now)


def _read(row: Attachment, shop: Workshop) -> Reading:
    with as_file(row.sha256) as path:
        return shop.read(path, row.name)


def _judge(row: Attachment, facts: Facts, now: datetime) -> None:
    earlier = Attachment.objects.filter(
        sha256=row.sha256, receipt__log_index__lt=row.receipt.log_index, withdrawal=None
    ).select_related("process")
    findings = judge(facts, _circumstances(row, earlier.filter(vendor_id=row.vendor_id)))
    row.facts, row.kind = facts.to_json(), facts.kind.value
    row.captured_at, row.captured_text = facts.captured_at_utc, facts.captured_text
    row.findings = [finding.to_json() for finding in findings]
    row.cross_findings = _of_other_vendors(earlier.exclude(vendor_id=row.vendor_id))
    row.verdict, row.weighed_at = verdict_of(findings).value, now


def _circumstances(row: Attachment, earlier: QuerySet[Attachment]) -> Circumstances:
    process = row.process
    plan = ProcessPlan(process=process.name, starts_on=process.starts_on, ends_on=process.ends_on)
    return Circumstances(
        plan=plan,
        signed_on=row.contract.signed_on,
        due_on=row.contract.due_on,
        imported_at=min(_read_at(row), row.received_at),
        contract=row.contract_id,
        process=row.process_id,
        known=tuple(_known(other) for other in earlier),
    )


def _known(other: Attachment) -> Known:
    return Known(
        sha256=other.sha256,
        name=other.name,
        contract=other.contract_id,
        process=other.process_id,
        captured_at=other.captured_at,
    )


def _of_other_vendors(others: QuerySet[Attachment]) -> list[JsonObject]:
    """Return the remark that another vendor sent the same bytes; that vendor is not named."""
    if not others.exists():
        return []
    return [Finding("D_EXACT", Level.FAIL, other="").to_json()]


def _read_at(row: Attachment) -> datetime:
    return instant_from_text(str(Signed.from_text(row.manifest).payload["read_at"]))


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
