"""Suggests the process (공정) for a photo: by the planned days, then by what lies beside it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from vendorcore.domain import korean_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vendorcore.domain import Process

# Photos within half an hour of each other usually show the same work.
SAME_WORK = timedelta(minutes=30)

Taken = tuple[str, datetime | None, str]


def suggest(photos: Iterable[Taken], processes: Sequence[Process]) -> dict[str, str]:
    """Return a process for each photo (key, time, process it has) that has none and fits one.

    Where several plans cover the day, the one that the neighbours in time belong to is taken.
    """
    suggested: dict[str, str] = {}
    last_process, last_at = "", None
    for key, taken_at, process_id in photos:
        if taken_at is None:
            continue
        fitting = [one.id for one in processes if one.plan.covers(korean_day(taken_at))]
        near = last_at is not None and taken_at - last_at <= SAME_WORK
        found = process_id or _one_of(fitting, last_process if near else "")
        if found and not process_id:
            suggested[key] = found
        if found:
            last_process, last_at = found, taken_at
    return suggested


def _one_of(fitting: Sequence[str], neighbour: str) -> str:
    if len(fitting) == 1:
        return fitting[0]
    return neighbour if neighbour in fitting else ""
