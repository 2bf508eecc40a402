"""What a vendor promised: which process runs between which days (이행계획)."""

from dataclasses import dataclass
from datetime import date

from vendorcore.errors import InvalidEntry


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
