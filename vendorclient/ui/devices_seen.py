"""What is plugged in: turns what the library saw into cards, and copies what may be copied."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vendorclient.app.changed import Kind
from vendorclient.ui.widgets.device_card import DeviceLine, Plugged
from vendorclient.ui.widgets.progress import Progress

if TYPE_CHECKING:
    from vendorclient.app.copying import Copying
    from vendorclient.app.device_help import Help
    from vendorclient.app.importing import ImportSummary
    from vendorclient.app.looking import Sight
    from vendorclient.devices import Device
    from vendorclient.ui.desk import Desk

_OWN = ("card", "camera")  # phones are private: nothing is copied that was not picked
# What could not be copied stays new: a card that wears out must not be read all the time.
_SHORTEST_REST_MS, _LONGEST_REST_MS = 30_000, 900_000


class DevicesSeen(QObject):
    """Follows the devices from being plugged in to being copied."""

    shown = Signal(list)
    progressed = Signal(str, object)
    came = Signal(object)  # ImportSummary

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sights: tuple[Sight, ...] = ()
        self._began: dict[str, float] = {}
        self._kept: dict[str, Device] = {}  # the devices that are being copied
        self._failures: dict[str, int] = {}  # in a row, for each device
        self._resting: set[str] = set()
        desk.sighted.connect(self._saw)
        desk.copying.connect(self._heard)
        desk.copied.connect(self._copied)
        desk.changed.connect(self._changed)

    def copy(self, device: Device) -> None:
        """Copy what is new on a device."""
        self._kept[device.key] = device
        self._desk.copy_in(device)

    def device(self, key: str) -> Device | None:
        """Return a device that is plugged in now."""
        return next((sight.device for sight in self._sights if sight.device.key == key), None)

    def help_for(self, key: str) -> Help | None:
        """Return what to do with a device that shows nothing."""
        found = (sight for sight in self._sights if sight.device.key == key)
        return next((advice_for(sight) for sight in found), None)

    def leave(self) -> None:
        """Follow no more."""
        self._failures.clear()
        self._desk.sighted.disconnect(self._saw)
        self._desk.copying.disconnect(self._heard)
        self._desk.copied.disconnect(self._copied)
        self._desk.changed.disconnect(self._changed)

    def _saw(self, sights: tuple[Sight, ...]) -> None:
        self._sights = sights
        self._show()
        self._forget_who_left()
        self._copy_what_is_new()

    def _copy_what_is_new(self) -> None:
        for sight in self._sights:
            counted = sight.new and not sight.is_counting
            is_free = not {sight.device.key} & (self._began.keys() | self._resting)
            if sight.device.kind in _OWN and counted and is_free:
                self.copy(sight.device)

    def _forget_who_left(self) -> None:
        here = {sight.device.key for sight in self._sights if sight.state.shows_media}
        for key in self._failures.keys() - here - self._kept.keys():
            del self._failures[key]
            self._resting.discard(key)

    def _rest(self, key: str) -> None:
        failures = self._failures[key] = self._failures.get(key, 0) + 1
        pause = min(_SHORTEST_REST_MS << min(failures - 1, 5), _LONGEST_REST_MS)
        self._resting.add(key)
        QTimer.singleShot(pause, self, partial(self._wake, key, failures))

    def _wake(self, key: str, failures: int) -> None:
        """Try again, unless it was pulled out and began anew meanwhile."""
        if self._failures.get(key) == failures:
            self._resting.discard(key)
            self._copy_what_is_new()

    def _show(self) -> None:
        caution = self._desk.library.second.caution()
        self.shown.emit([device_line(sight, caution) for sight in self._sights])

    def _changed(self, kinds: frozenset[Kind]) -> None:
        if Kind.SETTINGS in kinds:  # the place of the second copies may have come or gone
            self._show()

    def _heard(self, key: str, copying: Copying) -> None:
        if not copying.files:
            return
        at = monotonic()
        seconds = at - self._began.setdefault(key, at)
        pace = copying.bytes_done / seconds if seconds > 1 else 0.0
        self.progressed.emit(
            key,
            Progress(
                done=copying.files_done,
                total=copying.files,
                bytes_done=copying.bytes_done,
                bytes_total=copying.size_bytes,
                bytes_per_second=pace,
            ),
        )

    def _copied(self, key: str, summary: ImportSummary | None) -> None:
        self._began.pop(key, None)
        self._kept.pop(key, None)
        self.progressed.emit(key, None)
        if summary is None or summary.failed:
            self._rest(key)
        else:
            self._failures.pop(key, None)
        if summary is not None and (summary.imported or summary.failed):
            self.came.emit(summary)


def device_line(sight: Sight, caution: str = "") -> DeviceLine:
    """Return what a card shows of a device; a caution concerns what is copied by itself."""
    device, advice = sight.device, ""
    if sight.state == "gone":
        state = Plugged.GONE
    elif sight.state.shows_media:
        state = Plugged.PRIVATE if device.kind.is_private else Plugged.READY
    else:
        state = Plugged.LOCKED
        found = advice_for(sight)
        advice = found.sentence.todo if found else ""
    return DeviceLine(
        key=device.key,
        label=device.label,
        kind=device.kind,
        state=state,
        new=-1 if sight.new is None else sight.new,
        total=sight.total or 0,
        free_bytes=sum(storage.free_bytes for storage in sight.storages),
        advice=advice,
        caution=caution if device.kind in _OWN and state is Plugged.READY else "",
        is_counting=sight.is_counting,
    )


def advice_for(sight: Sight) -> Help | None:
    """Return what to do with a device that shows nothing."""
    from vendorclient.app.device_help import help_for
    from vendorclient.devices import Status

    return help_for(sight.device, Status(sight.state, sight.detail))
