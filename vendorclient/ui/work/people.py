"""Who works here: a menu of the people of this computer, one press and the next one works."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu

from vendorcore.text import _

from vendorclient.ui import errands

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vendorclient.app.people import Person
    from vendorclient.ui.desk import Desk


class PeopleWork(QObject):
    """Shows the menu and lets somebody take over; the other's queue goes on."""

    took_over = Signal(str)
    joining = Signal()

    def __init__(self, button: QWidget, desk: Desk) -> None:
        super().__init__(button)
        self._button, self._desk = button, desk
        self.menu: QMenu | None = None

    def ask(self) -> None:
        """Read who works on this computer and show them."""
        self._desk.ask(errands.read_people, self._show)

    def _show(self, found: list[Person]) -> None:
        self.menu = QMenu(self._button)
        self.menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for person in found:
            words = " · ".join(filter(None, (person.name, person.vendor)))
            action = self.menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(person.is_active)
            action.triggered.connect(partial(self._take_over, person))
        self.menu.addSeparator()
        self.menu.addAction(_("다른 사람 등록")).triggered.connect(self.joining)
        self.menu.popup(self._button.mapToGlobal(self._button.rect().topRight()))

    def _take_over(self, person: Person, _checked: object = None) -> None:
        if not person.is_active:
            work = partial(errands.take_over, person.account_id, self._desk.tell_changed)
            self._desk.ask(work, self._taken)

    def _taken(self, person: Person) -> None:
        self.took_over.emit(person.name)
