"""진도 %: how far a contract should be by its plan, and how far its accepted evidence has come.

Defined here alone. A process weighs as many days as it is planned for. It counts as a whole when
its 이행내역 has an end; until then by the share of its expected photos that were accepted (one
photo where nobody said how many). By plan it counts by the share of its days that have gone by,
today included.
Both are whole per cents, cut, so that 100 means all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from vendorcore.domain.contract import Contract, Process


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Per cents: planned is where the work should be today, real where its evidence is."""

    planned: int
    real: int

    @property
    def is_late(self) -> bool:
        """Whether the evidence is behind the plan."""
        return self.real < self.planned


def progress_of(contract: Contract, accepted: Mapping[str, int], today: date) -> Progress:
    """Return the progress; accepted counts the accepted evidence of each process by its id."""
    return progress_of_processes(contract.processes, accepted, today)


def progress_of_processes(
    processes: Iterable[Process], accepted: Mapping[str, int], today: date
) -> Progress:
    """Return the progress of a plan, for whoever has read nothing else of its contract."""
    whole = planned = real = 0
    # Thousandths of days in whole numbers, so that no sum depends on an order.
    for process in processes:
        days, photos = _days(process), max(process.photos, 1)
        whole += days * 1000
        planned += min(max((today - process.plan.starts_on).days + 1, 0), days) * 1000
        have = photos if process.record.ended_on else min(accepted.get(process.id, 0), photos)
        real += days * 1000 * have // photos
    return Progress(planned=_per_cent(planned, whole), real=_per_cent(real, whole))


def is_complete(process: Process, accepted: int) -> bool:
    """Whether nothing more is expected of a process."""
    return process.record.ended_on is not None or accepted >= max(process.photos, 1)


def _days(process: Process) -> int:
    return (process.plan.ends_on - process.plan.starts_on).days + 1


def _per_cent(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 0
