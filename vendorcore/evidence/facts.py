"""What one photo or video says about itself, before anybody judges it."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any, Self

from vendorcore.domain import KST, MediaKind, korean_day

# A camera clock outside these years is no clock; the margin keeps arithmetic with zones safe.
FIRST_YEAR, LAST_YEAR = 1826, 9000
MAX_OFFSET_MINUTES = 24 * 60
# Messengers shrink to 960 pixels and more; cameras without EXIF reached 640 (9 of 9 measured).
OLD_CAMERA_SIDE = 960


def possible(instant: datetime | None) -> datetime | None:
    """Return an instant, none of a year that only a file system without a clock writes (1601)."""
    if instant is None or not FIRST_YEAR <= instant.year <= LAST_YEAR:
        return None
    return instant


class Zone(StrEnum):
    """How the time zone of a capture time is known."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOMINAL_UTC = "nominal-utc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The content of a file in plain values; `captured` is the camera's own clock as written."""

    name: str
    size_bytes: int = 0
    sha256: str = ""
    kind: MediaKind = MediaKind.OTHER
    mime: str = ""
    problem: str = ""
    modified_at: datetime | None = None

    captured: datetime | None = None
    subsecond: str = ""
    offset_minutes: int | None = None
    zone: Zone = Zone.UNKNOWN
    capture_source: str = ""
    clock_is_utc: bool = False

    digitized: datetime | None = None
    modified: datetime | None = None
    mvhd: datetime | None = None
    created_at: datetime | None = None

    gps_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None

    make: str = ""
    model: str = ""
    serial: str = ""
    software: str = ""
    creator_tool: str = ""
    encoder: str = ""
    has_exif: bool = False
    bare_jfif: bool = False
    camera_coded: bool = False

    orientation: int | None = None
    rotation: int = 0
    width: int = 0
    height: int = 0
    duration_s: float | None = None
    pairing_id: str = ""

    luma: float | None = None
    sharpness: float | None = None
    thumbnail_ncc: float | None = None
    thumbnail_distance: int | None = None
    dhash64: str = ""
    dhash256: str = ""
    turned64: str = ""
    turned256: str = ""

    def __post_init__(self) -> None:
        for name in _NAIVE:
            _check_clock(name, getattr(self, name))
        for name in _AWARE:
            _check_instant(name, getattr(self, name))
        if abs(self.offset_minutes or 0) >= MAX_OFFSET_MINUTES:
            raise ValueError("an offset is shorter than a day")

    @property
    def captured_at_utc(self) -> datetime | None:
        """The instant of capture; a clock without a zone is read as Korean time."""
        if self.captured is None:
            return None
        return self.captured.replace(tzinfo=self._zone_of_clock()).astimezone(UTC)

    @property
    def captured_on(self) -> date | None:
        """The Korean day of capture."""
        instant = self.captured_at_utc
        return None if instant is None else korean_day(instant)

    @property
    def captured_text(self) -> str:
        """The capture time as the file wrote it, with an offset only where the file states one."""
        if self.captured is None:
            return ""
        stated = self.zone is Zone.KNOWN
        return (
            self.captured.replace(tzinfo=self._zone_of_clock()) if stated else self.captured
        ).isoformat()

    @property
    def device(self) -> str:
        """Make, model and serial number as one key; empty when the file names no camera."""
        return "|".join(part.strip().casefold() for part in self._device_parts()).strip("|")

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude; exactly 0,0 is a camera that found no satellites."""
        if self.latitude is None or self.longitude is None:
            return None
        place = (self.latitude, self.longitude)
        return None if place == (0.0, 0.0) else place

    @property
    def fingerprints(self) -> tuple[tuple[str, str], ...]:
        """The small and the large hash of the picture in each of its eight positions."""
        turned = zip(self.turned64.split(), self.turned256.split(), strict=False)
        return ((self.dhash64, self.dhash256), *turned)

    @property
    def is_from_old_camera(self) -> bool:
        """Whether a camera older than EXIF wrote the photo: its chip's form, and few pixels."""
        is_small = 0 < max(self.width, self.height) < OLD_CAMERA_SIDE
        return self.camera_coded and not self.has_exif and is_small

    @property
    def is_readable(self) -> bool:
        """Whether there was anything to read in the file."""
        return self.problem not in ("I_EMPTY", "I_UNREADABLE")

    def to_json(self) -> dict[str, Any]:
        """Return the facts as plain JSON values; what the file did not say is left out."""
        return {
            name: _json(value)
            for name, default in _DEFAULTS.items()
            if (value := getattr(self, name)) != default
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Return the facts that `to_json` wrote; unknown keys of a newer program are ignored."""
        return cls(**{name: _plain(name, values[name]) for name in _DEFAULTS if name in values})

    def _zone_of_clock(self) -> timezone:
        if self.zone is Zone.KNOWN:
            return timezone(timedelta(minutes=self.offset_minutes or 0))
        return UTC if self.zone is Zone.NOMINAL_UTC else KST

    def _device_parts(self) -> tuple[str, str, str]:
        return self.make, self.model, self.serial


_NAIVE = ("captured", "digitized", "modified", "mvhd")
_AWARE = ("modified_at", "created_at", "gps_at")
_DEFAULTS = {
    field.name: None if field.default is MISSING else field.default for field in fields(Facts)
}


def _check_clock(name: str, clock: datetime | None) -> None:
    if clock is None:
        return
    if clock.tzinfo is not None or not FIRST_YEAR <= clock.year <= LAST_YEAR:
        raise ValueError(f"{name} is a camera's wall clock, without a zone, of a sane year")


def _check_instant(name: str, instant: datetime | None) -> None:
    if instant is None:
        return
    if instant.tzinfo is None or not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise ValueError(f"{name} is an instant with a zone, of a sane year")


def _plain(name: str, value: Any) -> Any:
    if name in _NAIVE or name in _AWARE:
        return value and datetime.fromisoformat(value)
    if name == "kind":
        return MediaKind(value)
    return Zone(value) if name == "zone" else value


def _json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value
