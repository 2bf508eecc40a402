"""Second copies and watched folders: chooses, tries, remembers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from vendorcore.errors import NeedsDevice
from vendorcore.text import _

from vendorclient.ui.background import Lane
from vendorclient.ui.dialogs.watching import WatchingDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorcore.errors import VendorError

    from vendorclient.app.keeping import Keeping, Target
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.widgets.keeping_card import KeepingCard


class KeepingWork(QObject):
    """The work behind the card of what is kept by itself."""

    def __init__(self, card: KeepingCard, desk: Desk) -> None:
        super().__init__(card)
        self._card, self._desk = card, desk
        self._targets: tuple[Target, ...] = ()
        self._devices: tuple[tuple[str, str], ...] = ()
        card.place_wanted.connect(self._ask_place)
        card.place_dropped.connect(partial(self.keep_at, ""))
        card.folder_wanted.connect(self._ask_folder)
        card.device_wanted.connect(self.watch_device)
        card.rule_dropped.connect(self.forget)

    def refresh(self) -> None:
        """Read how things are kept."""
        self._desk.ask(_read, self._show)

    def keep_at(self, place: str) -> None:
        """Keep the second copies in a folder, or no longer."""
        self._desk.ask(partial(_choose, place), self._chose)

    def watch(self, folder: str) -> None:
        """Ask for the process of a folder, showing what would happen."""
        self._ask_process(WatchingDialog(self._card.window(), self._targets, folder=folder))

    def watch_device(self) -> None:
        """Ask for a device that was here, and for the process of what comes from it."""
        self._ask_process(WatchingDialog(self._card.window(), self._targets, devices=self._devices))

    def _ask_process(self, dialog: WatchingDialog) -> None:
        dialog.chosen.connect(partial(self._try, dialog))
        dialog.agreed.connect(self._add)
        self._try(dialog, dialog.source(), dialog.target())
        dialog.open()

    def forget(self, rule_id: str) -> None:
        """Watch a folder no longer."""
        self._desk.ask(partial(_forget, rule_id), self._changed)

    def _show(self, kept: Keeping) -> None:
        self._targets, self._devices = kept.targets, kept.devices
        self._card.show_keeping(kept)

    def _chose(self, _nothing: object) -> None:
        self.refresh()
        self._desk.background.run(self._desk.library.copy_again, _ignore, lane=Lane.LONG)

    def _try(self, dialog: WatchingDialog, source: str, target: Target | None) -> None:
        if target is not None:
            work = partial(self._desk.library.try_rule, source, target)
            away = partial(self._not_tried, dialog)
            self._desk.background.run(work, dialog.show_tried, away, lane=Lane.LONG)

    def _not_tried(self, dialog: WatchingDialog, error: VendorError) -> None:
        if isinstance(error, NeedsDevice):
            dialog.show_absent()
        else:
            self._desk.failed.emit(error)

    def _add(self, source: str, target: Target | None) -> None:
        if target is not None:
            self._desk.ask(partial(_add, source, target), self._changed)

    def _changed(self, _nothing: object) -> None:
        self.refresh()
        self._desk.library.look_at_rules()

    def _ask_place(self) -> None:
        self._ask(_("두 번째 사본을 둘 폴더"), self.keep_at)

    def _ask_folder(self) -> None:
        self._ask(_("지켜볼 폴더"), self.watch)

    def _ask(self, title: str, done: Callable[[str], None]) -> None:
        dialog = QFileDialog(self._card.window(), title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(done)
        dialog.open()


def _ignore(_nothing: object) -> None:
    """Nobody waits for the answer."""


def _read(db: Database) -> Keeping:
    from vendorclient.app.keeping import keeping

    return keeping(db)


def _choose(place: str, db: Database) -> None:
    from vendorclient.app.second_copy import choose_place

    choose_place(db, Path(place) if place else None)


def _add(source: str, target: Target, db: Database) -> None:
    from vendorclient.app.watched import add_rule

    add_rule(db, source=source, contract_id=target.contract_id, process_id=target.process_id)


def _forget(rule_id: str, db: Database) -> None:
    from vendorclient.app.watched import remove_rule

    remove_rule(db, rule_id)
