"""Connects each place with the rest of the window, once it is made."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from vendorcore.text import _

from vendorclient.app.changed import Kind
from vendorclient.ui.widgets.nav import Place
from vendorclient.ui.work.today import APPLICATION, REQUESTS

if TYPE_CHECKING:
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.main_window import MainWindow
    from vendorclient.ui.work.applying import ApplyWork
    from vendorclient.ui.work.contracts import ContractsWork
    from vendorclient.ui.work.easy import EasyWork
    from vendorclient.ui.work.people import PeopleWork
    from vendorclient.ui.work.sending import SendingWork
    from vendorclient.ui.work.settings import SettingsWork
    from vendorclient.ui.work.sorting import SortingWork
    from vendorclient.ui.work.today import TodayWork


class Meeting(QObject):
    """What a place may ask of the window and of the other places."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        window.teller.covered.connect(self._give_room)

    def connect_place(self, place: Place, work: Any) -> None:
        """Connect a place that has just been made."""
        getattr(self, f"_connect_{place}")(work)

    def follow(self, place: str, contract_id: str) -> None:
        """Go to a place, and there to a contract; some have a window of their own."""
        own = {REQUESTS: self._show_requests, APPLICATION: self._apply}.get(place)
        if own is not None:
            own()
            return
        places = self._window.places
        if contract_id and place == Place.PHOTOS:
            places.sorting.choose(contract_id)
        self._window.go(place)
        if contract_id and place == Place.CONTRACTS:
            places.contracts.open(contract_id)

    def print_page(self) -> None:
        """Print what is open."""
        from vendorclient.ui.pages.page import Page
        from vendorclient.ui.work.printing import PrintingWork

        page = self._window.places.currentWidget()
        if isinstance(page, Page):
            work = PrintingWork(self._window, self._desk)
            work.said.connect(self._window.teller.say)
            work.ask(page)

    def _connect_today(self, work: TodayWork) -> None:
        page, window = work.page, self._window
        page.device_opened.connect(lambda _key: window.go(Place.PHOTOS))
        page.phone_wanted.connect(self._pick_on_phone)
        page.device_helped.connect(self._help_with_device)
        page.device_ejected.connect(self._take_out)
        page.folder_wanted.connect(window.choose_folder)
        page.followed.connect(self.follow)
        work.code_wanted.connect(self._ask_ticket)
        work.application_wanted.connect(self._apply)
        work.said.connect(window.teller.say)
        window.devices.shown.connect(page.show_devices)

    def _connect_photos(self, work: SortingWork) -> None:
        page, window = work.page, self._window
        page.folder_wanted.connect(window.choose_folder)
        page.enlarged.connect(lambda key: window.large_view.open(key))
        page.hidden_wanted.connect(work.show_hidden)
        page.note_wanted.connect(lambda keys: window.evidence.ask_note(keys))
        page.reason_wanted.connect(lambda keys: window.evidence.ask_reason(keys))
        page.staged.connect(lambda keys, stage: window.evidence.stage(keys, stage))
        page.withdraw_wanted.connect(lambda keys: window.evidence.ask_withdraw(keys))
        page.move_wanted.connect(lambda keys: window.evidence.ask_move(keys))
        page.clock_wanted.connect(lambda key: window.evidence.ask_clock(key))
        page.ejected.connect(self._take_out)
        page.contract_wanted.connect(self._begin_contract)
        work.said.connect(window.teller.say)
        window.devices.shown.connect(page.show_devices)
        window.teller.follow(work, window.content)

    def _begin_contract(self) -> None:
        self._window.go(Place.CONTRACTS)
        self._window.places.contracts.begin()

    def _connect_contracts(self, work: ContractsWork) -> None:
        work.page.sort_wanted.connect(partial(self.follow, Place.PHOTOS))
        work.added.connect(self._window.teller.say_added)
        work.said.connect(self._window.teller.say)

    def _connect_sending(self, work: SendingWork) -> None:
        work.told.connect(self._window.show_state)
        work.said.connect(self._window.teller.say)
        work.sign_in_wanted.connect(partial(self._window.go, Place.SETTINGS))
        work.conflicted.connect(self._settle)
        work.contract_wanted.connect(partial(self.follow, Place.CONTRACTS))

    def _connect_settings(self, work: SettingsWork) -> None:
        work.joined.connect(self._say_joined)
        work.page.application_wanted.connect(self._apply)
        work.page.requests_wanted.connect(self._show_requests)
        work.said.connect(self._window.teller.say)
        work.restart_wanted.connect(self._ask_restart)
        self._window.settings_made.emit(work)

    def _give_room(self, height: int) -> None:
        """Let nothing lie under the message at the bottom."""
        self._window.places.give_room(height)
        if "large_view" in vars(self._window):
            self._window.loupe.give_room(height)

    def connect_easy(self, work: EasyWork) -> None:
        """Connect the large buttons."""
        page, window = work.page, self._window
        page.left.connect(window.easy_left)
        page.folder_wanted.connect(window.choose_folder)
        page.device_wanted.connect(self._use_device)
        window.devices.shown.connect(page.show_devices)

    def connect_people(self, work: PeopleWork) -> None:
        """Connect the menu of the people of this computer."""
        self._window.nav.people_wanted.connect(self._window.flush)
        self._window.nav.people_wanted.connect(work.ask)
        work.took_over.connect(self._say_took_over)
        work.joining.connect(self._ask_ticket)

    def _use_device(self, key: str) -> None:
        """Pick on a phone, help with a locked one, sort what came from a card."""
        device = self._window.devices.device(key)
        if self._window.devices.help_for(key) is not None:
            self._help_with_device(key)
        elif device is not None and device.kind.is_private:
            self._pick_on_phone(key)
        else:
            self._window.go(Place.PHOTOS)

    def _ask_ticket(self) -> None:
        self._window.leave_easy()
        self._window.go(Place.SETTINGS)
        self._window.places.settings.page.ask_ticket()

    @cached_property
    def applying(self) -> ApplyWork:
        """The application of a firm that is not registered yet."""
        from vendorclient.ui.work.applying import ApplyWork

        made = ApplyWork(self, self._desk)
        made.said.connect(self._window.teller.say)
        made.code_wanted.connect(self._ask_ticket)
        return made

    def _apply(self) -> None:
        self.applying.open(self._window)

    def _show_requests(self) -> None:
        from vendorclient.ui.work.requested import RequestedWork

        RequestedWork(self, self._desk).open(self._window)

    def _ask_restart(self) -> None:
        from vendorclient.ui.dialogs.restart import RestartDialog

        dialog = RestartDialog(self._window)
        dialog.accepted.connect(self._window.close)
        dialog.open()

    def _say_took_over(self, name: str) -> None:
        self._window.teller.say(_("이제 {name}님이 일합니다", name=name))
        self._window.note(frozenset(Kind))

    def _pick_on_phone(self, key: str) -> None:
        from vendorclient.ui.work.phone import PhoneWork

        device = self._window.devices.device(key)
        if device is not None:
            work = PhoneWork(self._desk, self._window, device)
            work.dialog.picked.connect(lambda _paths: self._window.go(Place.PHOTOS))
            work.open()

    def _help_with_device(self, key: str) -> None:
        from vendorclient.ui.dialogs.help import DeviceHelpDialog

        found = self._window.devices.help_for(key)
        if found is not None:
            dialog = DeviceHelpDialog(self._window, found)
            dialog.release_wanted.connect(partial(self._ask_to_release, key))
            dialog.open()

    def _ask_to_release(self, key: str) -> None:
        device = self._window.devices.device(key)
        if device is not None:
            self._desk.release(device, self._say_asked)

    def _say_asked(self, asked: bool) -> None:  # noqa: FBT001 - what the background brings home
        told = (
            _("놓아 달라고 했습니다. 풀리면 사진이 저절로 나타납니다.")
            if asked
            else _("놓아 달라고 할 파일 관리자가 없습니다. 장치를 쓰는 프로그램을 닫아 주십시오.")
        )
        self._window.teller.say(told)

    def _take_out(self, key: str) -> None:
        device = self._window.devices.device(key)
        if device is not None:
            self._desk.take_out(device, self._window.teller.say)

    def _settle(self, contract_id: str) -> None:
        from vendorclient.ui.work.conflict import ConflictWork

        ConflictWork(self._desk, self._window).ask(contract_id)

    def _say_joined(self) -> None:
        self._window.teller.say(_("서버에 연결했습니다"))
        self._window.note(frozenset({Kind.SETTINGS, Kind.OUTBOX}))
