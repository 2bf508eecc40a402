"""Backups by themselves: made in time, each attempt written down, a failed one told at once."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import Error as DatabaseError
from django.utils import timezone

from vendorcore.domain import KST, Role
from vendorcore.errors import Refused, VendorError

from vendorserver.models import BackupRun
from vendorserver.services import backup, notices
from vendorserver.settings import current

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    Progress = Callable[[Iterable[str], int], Iterable[str]]

# Nobody may go without a backup for longer than this beyond the rhythm and not hear of it.
TOLD_WITHIN = timedelta(hours=1)
_KEPT = 200


def run(target: Path, now: datetime, progress: Progress) -> backup.Backed:
    """Make a backup and write down how it went; operators hear of a failure at once."""
    row = BackupRun.objects.create(target=str(target), started_at=now)
    try:
        done = backup.back_up(target, now, progress)
    except (VendorError, OSError, DatabaseError) as error:
        row.reason, row.finished_at = str(error)[:500], timezone.now()
        row.save()
        _tell(_failed(error, now), now, row.id)
        raise
    row.ok, row.originals, row.bytes = True, done.originals, done.bytes
    row.finished_at = timezone.now()
    row.save()
    if done.damaged:
        names = hashlib.sha256("".join(done.damaged).encode()).hexdigest()
        said = {"damaged": str(len(done.damaged))}
        _tell(said, now, f"damaged-{names}")
    _forget()
    return done


def due(now: datetime) -> bool:
    """Whether the server has to make one by itself now; a failed one is tried again in an hour."""
    if not current().backup_dir:
        return False
    last = BackupRun.objects.first()
    if last is None:
        return True
    rhythm = timedelta(hours=max(current().backup_hours, 1))
    return now - last.started_at >= (rhythm if last.ok else min(rhythm, TOLD_WITHIN))


def watch(now: datetime) -> None:
    """Tell operators when there has been no good backup for too long, whatever the reason."""
    if not current().backup_dir:
        return
    good = BackupRun.objects.filter(ok=True).first()
    first = BackupRun.objects.last()
    since = good.started_at if good else (first.started_at if first else now)
    if now - since > timedelta(hours=max(current().backup_hours, 1)) + TOLD_WITHIN:
        _tell(_failed(Refused("no-backup"), now), now, f"none-since-{since.isoformat()}")


def keep_up(now: datetime) -> None:
    """Do what is due; the failure of a backup stops nothing else."""
    watch(now)
    if due(now):
        try:
            run(Path(current().backup_dir), now, _silently)
        except (VendorError, OSError, DatabaseError):
            return


def _failed(error: Exception, now: datetime) -> dict[str, str]:
    """Return what is told: a code becomes a sentence where somebody reads it."""
    said = {"at": now.astimezone(KST).strftime("%Y-%m-%d %H:%M"), "reason": str(error)}
    if isinstance(error, VendorError):
        said |= {key: str(value) for key, value in error.details.items()} | {"code": error.code}
    return said


def _tell(said: dict[str, str], now: datetime, once: str) -> None:
    notices.tell(notices.operators(Role.ADMIN), notices.BACKUP, said, "", now, f"backup:{once}")


def _forget() -> None:
    old = BackupRun.objects.values_list("id", flat=True)[_KEPT:]
    BackupRun.objects.filter(id__in=list(old)).delete()


def _silently(names: Iterable[str], _total: int) -> Iterable[str]:
    return names
