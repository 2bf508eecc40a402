"""Picking on a phone: lists the planned days, shows small pictures, copies what was picked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vendorclient.devices.layout import is_video
from vendorclient.ui.background import Lane
from vendorclient.ui.dialogs.phone import PhoneDialog
from vendorclient.ui.grid.photo import Photo
from vendorclient.ui.grid.thumbnails import Thumbnails

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vendorcore.errors import VendorError

    from vendorclient.devices import Device, Entry
    from vendorclient.ui.desk import Desk


class PhoneWork(QObject):
    """One visit to one phone."""

    def __init__(self, desk: Desk, over: QWidget, device: Device) -> None:
        super().__init__(over)
        self._desk, self._device = desk, device
        self._entries: dict[str, Entry] = {}
        self._thumbnails = Thumbnails(self._picture, desk.background)
        self.dialog = PhoneDialog(over, device.label, self._thumbnails)
        self.dialog.picked.connect(self._pick)
        self.dialog.all_days_wanted.connect(partial(self._list, all_days=True))
        self.dialog.destroyed.connect(self.deleteLater)

    def open(self) -> None:
        """Show the phone and begin to list."""
        self.dialog.open()
        self._list(all_days=False)

    def _list(self, *, all_days: bool) -> None:
        work = partial(self._desk.library.list_phone, self._device, all_days=all_days)
        done = partial(self._listed, all_days)
        self._desk.background.run(work, done, self._failed, lane=Lane.LONG)

    def _listed(self, all_days: bool, entries: list[Entry]) -> None:  # noqa: FBT001 - a partial
        self._entries = {entry.path: entry for entry in entries}
        self.dialog.show_photos([photo_of(entry) for entry in entries], all_days=all_days)

    def _failed(self, error: VendorError) -> None:
        self.dialog.reject()
        self._desk.failed.emit(error)

    def _picture(self, path: str) -> bytes:
        return self._desk.library.device_thumbnail(self._device, self._entries[path])

    def _pick(self, paths: tuple[str, ...]) -> None:
        self._desk.copy_in(self._device, paths)


def photo_of(entry: Entry) -> Photo:
    """Return what a phone lists as the grid shows it."""
    return Photo(
        key=entry.path,
        name=entry.name,
        captured_at=entry.modified_at,
        is_video=is_video(entry.name),
        was_read=False,
    )
