"""구비서류: scans that are handed in, papers whose arrival is written down, what is missing."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import RegistrationState, korean_day
from vendorcore.domain.scans import LARGEST_SCAN_BYTES, scan_type
from vendorcore.errors import Conflict, InvalidEntry, Refused

from vendorserver.models import Registration, RegistrationPaper
from vendorserver.services import audit, kinds

if TYPE_CHECKING:
    from datetime import date, datetime

    from vendorserver.models import Account
    from vendorserver.services.kinds import Entry

MOST_BYTES = LARGEST_SCAN_BYTES
MOST_PAPERS = 30
CHANNELS = ("post", "fax", "visit", "email")


def put(
    row: Registration, key: str, name: str, content: bytes, now: datetime, channel: str = kinds.WEB
) -> RegistrationPaper:
    """Keep a scan that the applicant handed in; the same one again changes nothing."""
    if row.state == RegistrationState.APPROVED:
        raise Conflict(state=row.state)
    with transaction.atomic():
        found = row.papers.filter(key=key, sha256=hashlib.sha256(content).hexdigest()).first()
        return found or _keep(row, key, channel, korean_day(now), now, name=name, content=content)


def arrive(
    operator: Account,
    row: Registration,
    key: str,
    arrived_on: date,
    channel: str,
    now: datetime,
    scan: tuple[str, bytes] = ("", b""),
) -> RegistrationPaper:
    """Write down that a paper came, when and by which way, with its scan where there is one."""
    if channel not in CHANNELS:
        raise InvalidEntry(field="channel", reason="unknown")
    if arrived_on > korean_day(now):
        raise InvalidEntry(field="arrived_on", reason="in-the-future")
    name, content = scan
    with transaction.atomic():
        paper = _keep(
            row, key, channel, arrived_on, now, name=name, content=content, operator=operator
        )
        audit.record(operator.id, "registration.paper", row.id, paper=key, channel=channel)
    return paper


def missing(row: Registration) -> list[Entry]:
    """Return the compulsory papers of an application that have not come."""
    here = set(row.papers.values_list("key", flat=True))
    asked = set(row.missing)
    needed = [one for one in kinds.kind(row.kind).papers if one.required or one.key in asked]
    if row.state == RegistrationState.ON_HOLD and asked:
        return [one for one in needed if one.key in asked and not _came_since(row, one.key)]
    return [one for one in needed if one.key not in here]


def complete_again(row: Registration) -> bool:
    """Whether everything that a held application was waiting for has come."""
    return row.state == RegistrationState.ON_HOLD and bool(row.missing) and not missing(row)


def one(paper_id: str) -> RegistrationPaper:
    """Return one paper with its content; Refused("not-found")."""
    paper = RegistrationPaper.objects.filter(id=paper_id).first()
    if paper is None or not paper.content:
        raise Refused("not-found")
    return paper


def check(content: bytes) -> str:
    """Return the type of a scan; InvalidEntry when it is none or too large."""
    return scan_type(content, len(content))


def _came_since(row: Registration, key: str) -> bool:
    held = row.steps.filter(state=RegistrationState.ON_HOLD).last()
    return row.papers.filter(key=key, at__gte=held.at).exists() if held else False


def _keep(
    row: Registration,
    key: str,
    channel: str,
    arrived_on: date,
    now: datetime,
    *,
    name: str,
    content: bytes,
    operator: Account | None = None,
) -> RegistrationPaper:
    kinds.kind(row.kind).paper(key)
    mime = check(content) if content else ""
    if row.papers.count() >= MOST_PAPERS:
        raise InvalidEntry(field="scan", reason="too-many")
    return RegistrationPaper.objects.create(
        registration=row,
        key=key,
        channel=channel,
        arrived_on=arrived_on,
        name=name[:200],
        mime=mime,
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest() if content else "",
        content=content or None,
        account=operator,
        at=now,
    )
