"""What a check must know beside the file: the promise, earlier files, the camera's clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self

from vendorcore.domain import ProcessPlan
from vendorcore.errors import InvalidEntry
from vendorcore.evidence.facts import Facts
from vendorcore.evidence.finding import Finding

LONGEST_CORRECTION = timedelta(days=100 * 366)


class ClockHabit(StrEnum):
    """What a video camera writes where the format asks for UTC."""

    UNKNOWN = "unknown"
    UTC = "utc"
    LOCAL = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An earlier file that a new one is compared with."""

    sha256: str
    name: str = ""
    contract: str = ""
    process: str = ""
    captured_at: datetime | None = None
    device: str = ""
    dhash64: str = ""
    dhash256: str = ""

    @classmethod
    def of(cls, facts: Facts, *, contract: str = "", process: str = "") -> Self:
        """Return what later files need to know of this one."""
        return cls(
            sha256=facts.sha256,
            name=facts.name,
            contract=contract,
            process=process,
            captured_at=facts.captured_at_utc,
            device=facts.device,
            dhash64=facts.dhash64,
            dhash256=facts.dhash256,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Everything a rule may ask for; what is not known is simply not checked.

    `clock_correction` is added to the camera's clock, and proved when a photo of our own clock
    shows the error; `known` are the files that came before.
    """

    plan: ProcessPlan | None = None
    signed_on: date | None = None
    due_on: date | None = None
    imported_at: datetime | None = None
    clock_correction: timedelta = timedelta(0)
    correction_is_proved: bool = False
    clock_habit: ClockHabit = ClockHabit.UNKNOWN
    factory: tuple[float, float] | None = None
    radius_m: float = 1000.0
    contract: str = ""
    process: str = ""
    known: tuple[Known, ...] = ()

    def __post_init__(self) -> None:
        if self.imported_at is not None and self.imported_at.tzinfo is None:
            raise InvalidEntry(field="imported_at", reason="no-zone")
        if abs(self.clock_correction) > LONGEST_CORRECTION:
            raise InvalidEntry(field="clock_correction", reason="too-long")


Rule = Callable[[Facts, Circumstances], Finding | None]
