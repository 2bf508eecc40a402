"""Checks photos and videos against a plan without keeping anything of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from vendorcore.domain import KST, ProcessPlan
from vendorcore.errors import InvalidEntry, NotReadable
from vendorcore.evidence import Circumstances, Facts, Known, verdict_of, weigh
from vendorcore.protocol import parse_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from vendorcore.errors import VendorError
    from vendorcore.evidence import Finding, Verdict
    from vendorcore.media import Workshop
    from vendorcore.protocol import JsonObject

_RADIUS_M = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One file, what it says and what the rules remark; or why it could not be opened."""

    path: Path
    facts: Facts
    findings: tuple[Finding, ...] = ()
    error: VendorError | None = None

    @property
    def verdict(self) -> Verdict:
        """The verdict of the findings."""
        return verdict_of(self.findings)


def circumstances_from_text(text: str, now: datetime) -> Circumstances:
    """Return what a plan file says: contract, start, end, deadline, imported, factory, radius_m."""
    form = parse_object(text)
    start, end = _day(form, "start"), _day(form, "end")
    plan = ProcessPlan(process="", starts_on=start, ends_on=end) if start and end else None
    return Circumstances(
        plan=plan,
        signed_on=_day(form, "contract"),
        due_on=_day(form, "deadline"),
        imported_at=_instant(form, "imported") or now,
        factory=_place(form, "factory"),
        radius_m=_number(form, "radius_m", _RADIUS_M),
    )


def check_files(
    paths: Iterable[Path], circumstances: Circumstances, workshop: Workshop
) -> Iterator[Checked]:
    """Yield what each file is worth; of two that are equal, the later one is the duplicate."""
    known: list[Known] = []
    for path in paths:
        try:
            facts = _facts(path, workshop)
        except NotReadable as error:
            yield Checked(path=path, facts=Facts(name=path.name), error=error)
            continue
        findings = weigh(facts, replace(circumstances, known=tuple(known)))
        known.append(Known.of(facts))
        yield Checked(path=path, facts=facts, findings=findings)


def _facts(path: Path, workshop: Workshop) -> Facts:
    if not path.is_file():  # also no folder, and nothing that would make us wait
        raise NotReadable(path=str(path))
    facts = workshop.read(path).facts
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
    except OSError as error:
        raise NotReadable(path=str(path)) from error
    return replace(facts, sha256=digest.hexdigest())


def _day(form: JsonObject, key: str) -> date | None:
    value = form.get(key)
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise InvalidEntry(field=key, reason="not-a-day") from error


def _instant(form: JsonObject, key: str) -> datetime | None:
    value = form.get(key)
    if value is None:
        return None
    try:
        instant = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise InvalidEntry(field=key, reason="not-an-instant") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=KST)


def _number(form: JsonObject, key: str, default: float) -> float:
    value = form.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidEntry(field=key, reason="not-a-number")
    return float(value)


def _place(form: JsonObject, key: str) -> tuple[float, float] | None:
    value = form.get(key)
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2:
        raise InvalidEntry(field=key, reason="not-a-place")
    latitude, longitude = (_number({key: one}, key, 0.0) for one in value)
    return latitude, longitude
