"""A camera's clock set right afterwards: by how much, how it is known, who said so and when."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from vendorcore.errors import InvalidEntry
from vendorcore.evidence.circumstances import LONGEST_CORRECTION
from vendorcore.evidence.facts import Facts


class Source(StrEnum):
    """How a clock error is known: from a photo of our clock, or a person said so."""

    CODE = "code"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is added to a camera's clock; the file and what it says stay as they are."""

    id: str
    milliseconds: int
    source: Source
    by: str
    stated_at: str
    reason: str = ""
    photo: str = ""
    code: str = ""

    def __post_init__(self) -> None:
        if abs(self.milliseconds) > LONGEST_CORRECTION / timedelta(milliseconds=1):
            raise InvalidEntry(field="clock_correction", reason="too-long")
        if self.source is Source.PERSON and not self.reason.strip():
            raise InvalidEntry(field="reason", reason="empty")

    @property
    def shift(self) -> timedelta:
        """The correction as a length of time."""
        return timedelta(milliseconds=self.milliseconds)

    def to_json(self, facts: Facts) -> dict[str, Any]:
        """Return the correction of one file, its raw and its corrected time beside each other."""
        raw = facts.captured_at_utc
        return {
            **asdict(self),
            "camera_clock": facts.captured_text,
            "corrected_at": "" if raw is None else (raw + self.shift).isoformat(),
        }

    @classmethod
    def from_json(cls, record: object) -> Self | None:
        """Return the correction that another program wrote; none when it is none of ours."""
        if not isinstance(record, Mapping):
            return None
        said = {name: record.get(name, "") for name in _TEXTS}
        milliseconds, source = record.get("milliseconds"), record.get("source")
        if type(milliseconds) is not int or source not in list(Source):
            return None
        if not all(isinstance(text, str) for text in said.values()):
            return None
        try:
            return cls(milliseconds=milliseconds, source=Source(source), **said)
        except InvalidEntry:
            return None


_TEXTS = ("id", "by", "stated_at", "reason", "photo", "code")


def error_of(facts: Facts, true_at: datetime) -> timedelta | None:
    """Return what must be added to the camera's clock when it photographed this moment."""
    taken_at = facts.captured_at_utc
    if taken_at is None:
        return None
    fraction = timedelta(seconds=float(f"0.{facts.subsecond or 0}"))
    return true_at - taken_at - fraction
