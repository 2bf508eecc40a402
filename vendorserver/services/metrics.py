"""Figures about the server in the form that Prometheus reads; no names, no contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Sum

from vendorserver.models import Attachment, BackupRun, Blob, Contract, Registration, Upload
from vendorserver.services import delivering, jobs, standing_by
from vendorserver.storage import free_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

TYPE = "text/plain; version=0.0.4; charset=utf-8"


def text(now: datetime) -> str:
    """Return all figures."""
    return "".join(_lines(now))


def _lines(now: datetime) -> Iterator[str]:
    stored = Blob.objects.aggregate(number=Count("sha256"), size=Sum("size_bytes"))
    yield from _gauge("vendor_originals", "originals on the shelf", stored["number"])
    yield from _gauge("vendor_originals_bytes", "their bytes", stored["size"] or 0)
    yield from _gauge("vendor_attachments", "pieces of evidence", Attachment.objects.count())
    yield from _gauge("vendor_contracts", "contracts", Contract.objects.count())
    yield from _group("vendor_uploads", "uploads by state", _by_state(Upload))
    yield from _group("vendor_jobs", "jobs by state", jobs.counts())
    yield from _group("vendor_deliveries", "notices on their way", delivering.waiting())
    yield from _group("vendor_applications", "applications by state", _by_state(Registration))
    yield from _gauge("vendor_disk_free_bytes", "free bytes of the data folder", free_bytes())
    yield from _gauge(
        "vendor_standby_missing", "originals that the standby lacks", len(standing_by.missing())
    )
    yield from _backups(now)


def _backups(now: datetime) -> Iterator[str]:
    good = BackupRun.objects.filter(ok=True).first()
    last = BackupRun.objects.first()
    age = (now - good.started_at).total_seconds() if good else -1
    yield from _gauge("vendor_backup_age_seconds", "since the last good backup, -1 for none", age)
    failed = int(last is not None and last.finished_at is not None and not last.ok)
    yield from _gauge("vendor_backup_failed", "1 when the last backup failed", failed)


def _by_state(model: type[Upload] | type[Registration]) -> Mapping[str, int]:
    rows = model._base_manager.order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def _gauge(name: str, meaning: str, value: float) -> Iterator[str]:
    yield f"# HELP {name} {meaning}\n# TYPE {name} gauge\n{name} {value:g}\n"


def _group(name: str, meaning: str, values: Mapping[str, int]) -> Iterator[str]:
    yield f"# HELP {name} {meaning}\n# TYPE {name} gauge\n"
    for state, number in sorted(values.items()):
        yield f'{name}{{state="{state}"}} {number}\n'
