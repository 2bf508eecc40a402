"""Keeps the 직접생산확인증명서, and says when one is about to end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from vendorclient.app.changed import Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from vendorcore.domain import Certificate

    from vendorclient.app.certifying import Held
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.dialogs.certificates import CertificatesDialog


class CertificatesWork(QObject):
    """The work behind the small window of certificates."""

    changed = Signal()
    counted = Signal(int)  # how many end soon or have ended

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk

    def open(self, over: QWidget) -> None:
        """Show what is held."""
        self._desk.ask(_product_names, partial(self._open, over))

    def look(self) -> None:
        """Count what is to be looked after."""
        self._read(self._count)

    def _open(self, over: QWidget, names: dict[str, str]) -> None:
        if not isValid(over):  # the window was built anew meanwhile
            return
        from vendorclient.ui.dialogs.certificates import CertificatesDialog

        dialog = CertificatesDialog(over.window(), self._desk.today(), names)
        dialog.given.connect(partial(self._keep, dialog))
        dialog.dropped.connect(partial(self._drop, dialog))
        self._show(dialog)
        dialog.open()

    def _keep(self, dialog: CertificatesDialog, typed: dict[str, str]) -> None:
        self._desk.ask(partial(_keep, typed), partial(self._kept, dialog), dialog.refuse_entry)

    def _kept(self, dialog: CertificatesDialog, _made: Certificate) -> None:
        if isValid(dialog):  # it may be closed before the answer comes
            dialog.clear()
        self._changed(dialog)

    def _drop(self, dialog: CertificatesDialog, certificate_id: str) -> None:
        self._desk.ask(partial(_drop, certificate_id), partial(self._dropped, dialog))

    def _dropped(self, dialog: CertificatesDialog, _nothing: None) -> None:
        self._changed(dialog)

    def _changed(self, dialog: CertificatesDialog) -> None:
        if isValid(dialog):
            self._show(dialog)
        self._desk.announce(Kind.CONTRACTS)
        self.changed.emit()

    def _show(self, dialog: CertificatesDialog) -> None:
        self._read(dialog.show_held)

    def _count(self, held: list[Held]) -> None:
        self.counted.emit(sum(one.ends_soon or one.is_over for one in held))

    def _read(self, done: Callable[[list[Held]], None]) -> None:
        self._desk.ask(partial(_held, self._desk.today()), done)


def _held(today: date, db: Database) -> list[Held]:
    from vendorclient.app.certifying import held_certificates

    return held_certificates(db, today)


def _keep(typed: dict[str, str], db: Database) -> Certificate:
    from vendorclient.app.certifying import keep_certificate

    return keep_certificate(
        db,
        detail_no=typed["detail_no"],
        number=typed["number"],
        valid_from=typed["valid_from"],
        valid_to=typed["valid_to"],
    )


def _drop(certificate_id: str, db: Database) -> None:
    from vendorclient.app.certifying import forget_certificate

    forget_certificate(db, certificate_id)


def _product_names(db: Database) -> dict[str, str]:
    from vendorclient.app.looking_up import known_products

    return {one.detail_no: one.detail_name for one in known_products(db) if one.detail_no}
