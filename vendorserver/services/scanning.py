"""바이러스 검사: where the operator has a scanner, no original leaves before it was looked at."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from vendorcore.errors import Refused

from vendorserver.models import Scan, ScanResult
from vendorserver.services import audit, clamd, custody, jobs
from vendorserver.settings import current
from vendorserver.storage import blobs

if TYPE_CHECKING:
    from datetime import datetime

    from vendorcore.media import Workshop

JOB = "scan"
# A scanner that was away for long is asked again; so many files an hour.
AGAIN = 1000
_log = logging.getLogger(__name__)


def ask_for(sha256: str, now: datetime) -> None:
    """Have an original scanned, where there is a scanner."""
    if current().virus_scanner:
        jobs.enqueue(JOB, sha256, now)


def scan(sha256: str, _shop: Workshop, now: datetime) -> None:
    """Let the scanner look at one original and write down what it said; OSError when it is away."""
    address = current().virus_scanner
    if not address or not custody.held(sha256):
        return
    try:
        name = clamd.found(address, blobs().open_range(sha256))
    except clamd.TooLarge:
        _write(sha256, ScanResult.TOO_LARGE, "", now)
        return
    _write(sha256, ScanResult.FOUND if name else ScanResult.CLEAN, name, now)


def let_out(sha256: str) -> None:
    """Return when an original may leave; Refused("file-infected" or "file-not-scanned")."""
    if not current().virus_scanner:
        return
    row = Scan.objects.filter(sha256=sha256).first()
    if row is None:
        raise Refused("file-not-scanned")
    if row.result == ScanResult.FOUND:
        raise Refused("file-infected", name=row.name)


def infected(sha256: str) -> str:
    """Return what the scanner found in an original, empty for nothing."""
    if not current().virus_scanner:
        return ""
    row = Scan.objects.filter(sha256=sha256, result=ScanResult.FOUND).first()
    return row.name if row else ""


def catch_up(now: datetime) -> int:
    """Ask for what was never scanned: before there was a scanner, or while it was away."""
    if not current().virus_scanner:
        return 0
    known = set(Scan.objects.values_list("sha256", flat=True))
    waiting = [one for one in dict.fromkeys(custody.hashes()) if one not in known][:AGAIN]
    for sha256 in waiting:
        jobs.again(JOB, sha256, now)
    return len(waiting)


def _write(sha256: str, result: ScanResult, name: str, now: datetime) -> None:
    said = {"result": result.value, "name": name[:300], "at": now}
    Scan.objects.update_or_create(sha256=sha256, defaults=said)
    if result is not ScanResult.CLEAN:
        audit.record("", f"file.{result.value}", sha256, name=name[:300])
        _log.warning("virus scanner: %s in %s %s", result.value, sha256, name[:300])
