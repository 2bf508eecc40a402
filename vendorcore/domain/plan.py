"""What a vendor promised: which process runs between which days (이행계획)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vendorcore.errors import InvalidEntry


class Work(StrEnum):
    """Who does a process: 직접 or 외주; empty while nobody has said."""

    UNSAID = ""
    IN_HOUSE = "in-house"
    OUTSOURCED = "outsourced"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessPlan:
    """One production process (공정) and its planned days, both ends included."""

    process: str
    starts_on: date
    ends_on: date
    text: str = ""

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise InvalidEntry(field="ends_on", reason="before-start")

    def covers(self, day: date) -> bool:
        """Whether work on this day keeps the promise."""
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessRecord:
    """이행내역: what was really done, from when to when; days are None until they are known."""

    done: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            raise InvalidEntry(field="ended_on", reason="before-start")


NO_RECORD = ProcessRecord()
