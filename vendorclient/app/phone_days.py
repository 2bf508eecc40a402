"""Private phones: shows only the photos of days on which something is planned."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from vendorcore.domain import korean_day

from vendorclient.devices.pairs import together

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from vendorcore.domain import Contract

    from vendorclient.devices import Device, Entry

# Samsung and others: 20260312_101112.jpg, IMG_20260312_101112.jpg.
_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)[_-]\d{6}")
# Pixel phones write universal time into the name.
_UNIVERSAL = "PXL_"


def open_days(contracts: Iterable[Contract]) -> list[tuple[date, date]]:
    """Return the planned days of all contracts that are not over."""
    return [
        (process.plan.starts_on, process.plan.ends_on)
        for contract in contracts
        if not contract.state.is_fulfilled
        for process in contract.processes
    ]


def day_of(entry: Entry) -> date | None:
    """Return the Korean day on which an entry was taken, as far as its listing tells."""
    found = _DAY_IN_NAME.search(entry.name)
    if found and not entry.name.startswith(_UNIVERSAL):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            pass
    return None if entry.modified_at is None else korean_day(entry.modified_at)


def on_open_days(device: Device, days: Sequence[tuple[date, date]]) -> Iterator[Entry]:
    """Yield what was taken on planned days or has no day; nothing of the device is opened."""
    if not days:
        return
    for entry in device.entries():
        if is_on(days, entry):
            yield entry


def is_on(days: Sequence[tuple[date, date]], entry: Entry) -> bool:
    """Whether an entry was taken on one of these days, or has no day at all."""
    day = day_of(entry)
    return bool(days) and (day is None or any(start <= day <= end for start, end in days))


def whole_shots(picked: Collection[str], shown: Iterable[Entry]) -> list[str]:
    """Return the paths that were picked, and what belongs to the same shots."""
    return together(picked, shown)
