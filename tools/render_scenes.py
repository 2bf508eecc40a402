"""The pages and dialogs that are drawn into pictures, each in a state that a person may meet."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from vendorcore.errors import VendorError
from vendorcore.text import finding_sentence

from tools.render_contracts import ContractScenes
from tools.render_papers import certificates

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from vendorclient.ui.widgets.progress import Progress
    from vendorclient.ui.window import WindowSession

Scene = tuple[str, "Callable[[], object]"]


class Scenes:
    """Each page in each state that a person may meet."""

    def __init__(self, session: WindowSession) -> None:
        self._session, self._window = session, session.window
        self._contracts = ContractScenes(session)

    def all(self) -> list[Scene]:
        """Return the names of the pictures and what shows them, in this order."""
        go = self._window.go
        return [
            ("1-today", partial(go, "today")),
            ("1-today-devices", self._devices),
            ("2-photos", self._photos),
            ("2-photos-chosen", self._chosen),
            ("2-photos-large", self._large),
            ("2-photos-compared", self._compared),
            ("2-photos-video", self._video),
            ("3-contract", self._contract),
            *self._contracts.all(),
            ("3-contracts", self._window.places.contracts.page.back),
            ("4-sending", partial(go, "sending")),
            ("5-settings", partial(go, "settings")),
            ("6-told", self._told),
            ("6-offline", self._offline),
            ("8-easy-bring", self._easy),
            ("8-easy-sort", partial(self._easy_step, 1)),
            ("8-easy-send", partial(self._easy_step, 2)),
        ]

    def dialogs(self) -> list[tuple[str, QDialog]]:
        """Return the small windows."""
        from vendorclient.ui.dialogs import clock, crash, help, hidden, keys, reason, restart
        from vendorclient.ui.widgets.nav import Place

        over = self._window
        reasons = [finding_sentence(code, {"days": 3}) for code in ("T_BEFORE_CONTRACT", "D_EXACT")]
        taken = datetime(2026, 10, 20, 14, 3, 5, tzinfo=UTC)
        report = "Traceback (most recent call last):\nZeroDivisionError: division by zero"
        return [
            ("7-keys", keys.KeysDialog(over)),
            ("7-reason", reason.ReasonDialog(over, 2, reasons)),
            ("7-withdraw", reason.WithdrawDialog(over, 2)),
            ("7-move", reason.MoveDialog(over, 2, [("1", "1 재단"), ("2", "2 용접")])),
            ("7-note", reason.NoteDialog(over, 4)),
            ("7-clock-screen", self._clock_screen()),
            ("7-clock", clock.ClockDialog(over, taken, 214)),
            ("7-help-today", help.HelpDialog(over, Place.TODAY)),
            ("7-help-photos", help.HelpDialog(over, Place.PHOTOS)),
            ("7-help-sending", help.HelpDialog(over, Place.SENDING)),
            ("7-hidden", hidden.HiddenDialog(over, [])),
            ("7-restart", restart.RestartDialog(over)),
            ("7-crash", crash.CrashDialog(over, report)),
            ("7-crash-mail", self._crash(report)),
            ("7-conflict", self._conflict()),
            ("7-certificates", certificates(over)),
            ("7-phone", self._phone()),
            ("7-device", self._device()),
            *self._contracts.dialogs(),
        ]

    def _clock_screen(self) -> QDialog:
        from vendorclient.ui.dialogs.clock_screen import ClockScreen

        screen = ClockScreen(self._window)
        screen.code.show_text("VCCLOCK1:" + "0123456789ABCDEF" * 14)
        return screen

    def _crash(self, report: str) -> QDialog:
        from vendorclient.ui.dialogs.crash import CrashDialog

        dialog = CrashDialog(self._window, report)
        dialog.offer_mail("support@server.example")
        return dialog

    def _conflict(self) -> QDialog:
        from vendorclient.app.conflicts import Conflict, Difference, Field
        from vendorclient.ui.dialogs.conflict import ConflictDialog

        differences = (
            Difference(Field.NAME, "사무용 책상 구매", "사무용 책상 및 의자 구매"),
            Difference(Field.DUE_ON, "2026-11-30", "2026-12-07"),
            Difference(Field.PROCESSES, "재단 10-19 ~ 10-23", "재단 10-19 ~ 10-26\n조립 10-27"),
        )
        return ConflictDialog(self._window, Conflict("", "사무용 책상 구매", differences))

    def _phone(self) -> QDialog:
        from vendorclient.ui.dialogs.phone import PhoneDialog

        sorting = self._window.places.sorting
        dialog = PhoneDialog(self._window, "Galaxy S24", sorting.page.thumbnails)
        dialog.show_photos(sorting.photos, all_days=False)
        return dialog

    def _device(self) -> QDialog:
        from vendorclient.app.device_help import help_for
        from vendorclient.devices import DeviceState, FakePhone, Status
        from vendorclient.ui.dialogs.help import DeviceHelpDialog

        found = help_for(FakePhone({}), Status(DeviceState.UNTRUSTED))
        if found is None:
            raise LookupError("an untrusted phone has no help")
        return DeviceHelpDialog(self._window, found)

    def _devices(self) -> None:
        from vendorclient.ui.widgets.device_card import DeviceLine, Plugged

        lines = [
            DeviceLine(key="1", label="EOS_DIGITAL", kind="card", new=30, total=244),
            DeviceLine(key="2", label="Galaxy S24", kind="android", state=Plugged.PRIVATE),
            DeviceLine(key="3", label="iPhone", kind="iphone", state=Plugged.LOCKED),
            DeviceLine(key="4", label="NIKON D750", kind="camera", new=0, total=120),
        ]
        self._window.devices.shown.emit(lines)
        self._window.places.today.page.show_copying("1", _progress())

    def _photos(self) -> None:
        """Show the table once its photos are read, however slow the computer is."""
        self._window.go("photos")
        while not self._window.places.sorting.photos:
            QApplication.processEvents()

    def _chosen(self) -> None:
        photos = self._window.places.sorting.photos
        keys = [photo.key for photo in photos if not photo.process][:4]
        self._window.places.sorting.page.grid.select_keys(keys)
        self._window.places.sorting.page.show_copying(_progress())

    def _large(self) -> None:
        page = self._window.places.sorting.page
        page.show_copying(None)
        page.grid.clearSelection()
        photos = self._window.places.sorting.photos
        marked = [photo for photo in photos if photo.reasons] or list(photos)
        self._window.large_view.open(marked[0].key)

    def _compared(self) -> None:
        photos = [photo for photo in self._window.places.sorting.photos if not photo.is_video]
        self._window.places.sorting.page.grid.select_keys([photos[1].key, photos[2].key])
        self._window.large_view.open(photos[1].key)

    def _video(self) -> None:
        self._window.places.sorting.page.grid.clearSelection()
        videos = [photo for photo in self._window.places.sorting.photos if photo.is_video]
        self._window.large_view.open(videos[0].key)

    def _contract(self) -> None:
        self._window.loupe.leave()
        self._window.go("contracts")
        self._window.places.contracts.open(self._window.places.sorting.contract_id)

    def _told(self) -> None:
        self._window.places.contracts.page.back()
        self._window.go("photos")
        self._window.teller.tell(VendorError("not-enrolled"))
        self._window.places.sorting.handed_in.emit(30)

    def _offline(self) -> None:
        self._window.teller.panel.hide()
        self._window.teller.offline.tell(4, offline=True)

    def _easy(self) -> None:
        self._window.teller.offline.hide()
        self._window.take_easy()
        self._devices()

    def _easy_step(self, step: int) -> None:
        self._window.places.easy.page.stepped.emit(step)


def _progress() -> Progress:
    from vendorclient.ui.widgets.progress import Progress

    return Progress(
        done=12, total=30, bytes_done=61_000_000, bytes_total=152_000_000, bytes_per_second=24e6
    )
