"""Photos and promises with sensible defaults: a test says only what matters to it."""

from datetime import date, datetime, timedelta
from typing import Any

from vendorcore.domain import KST, MediaKind, ProcessPlan
from vendorcore.evidence import Circumstances, Facts, Finding, Zone, weigh

NOON = datetime(2026, 3, 12, 12, 0)  # noqa: DTZ001 - a camera's wall clock
IMPORTED = datetime(2026, 3, 18, 17, 40, tzinfo=KST)


def a_photo(**facts: Any) -> Facts:
    """An unedited photo of a plain camera, taken within the plan."""
    about: dict[str, Any] = {
        "name": "DSC_0102.JPG",
        "kind": MediaKind.PHOTO,
        "mime": "image/jpeg",
        "size_bytes": 159_579,
        "captured": NOON,
        "capture_source": "ExifIFD:DateTimeOriginal",
        "make": "NIKON CORPORATION",
        "model": "NIKON D5600",
        "has_exif": True,
        "width": 6000,
        "height": 4000,
    }
    return Facts(**{**about, **facts})


def a_video(**facts: Any) -> Facts:
    """A video whose header clock should be UTC, from a camera of unknown habit."""
    about: dict[str, Any] = {
        "name": "GX010012.MP4",
        "kind": MediaKind.VIDEO,
        "mime": "video/mp4",
        "captured": NOON,
        "mvhd": NOON,
        "zone": Zone.NOMINAL_UTC,
        "capture_source": "QuickTime:CreateDate",
        "duration_s": 2.0,
    }
    return Facts(**{**about, **facts})


def a_plan(starts_on: date = date(2026, 3, 9), ends_on: date = date(2026, 3, 20)) -> ProcessPlan:
    """The promised days of one process."""
    return ProcessPlan(process="welding", starts_on=starts_on, ends_on=ends_on)


def a_promise(**known: Any) -> Circumstances:
    """A contract of March 2026 with its plan, deadline and factory."""
    about: dict[str, Any] = {
        "plan": a_plan(),
        "signed_on": date(2026, 3, 2),
        "due_on": date(2026, 3, 31),
        "imported_at": IMPORTED,
        "factory": (37.4012, 126.7233),
        "radius_m": 500.0,
    }
    return Circumstances(**{**about, **known})


def codes(facts: Facts, circumstances: Circumstances | None = None) -> dict[str, Finding]:
    """The remarks on a file by their code."""
    return {finding.code: finding for finding in weigh(facts, circumstances or a_promise())}


def on(month: int, day: int, hour: int = 12, minute: int = 0, *, year: int = 2026) -> datetime:
    """A camera's wall clock."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - a camera's wall clock


def minutes(count: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)
