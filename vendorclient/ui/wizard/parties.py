"""The institutions of a contract: one line each, F4 searches."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vendorcore.domain import DraftParty, PartyRole, new_id
from vendorcore.text import _

from vendorclient.ui.fields.line import Line
from vendorclient.ui.overriding import override
from vendorclient.ui.theme import spacing
from vendorclient.ui.widgets.button import Button, DropDown, IconButton, Kind
from vendorclient.ui.widgets.card import row
from vendorclient.ui.wizard.catalogue import Catalogue
from vendorclient.ui.wizard.institution_dialog import InstitutionDialog

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from vendorcore.catalogue import InstitutionEntry


class Parties(QWidget):
    """All institutions; `edited` carries them after each change."""

    edited = Signal(tuple)
    chosen = Signal(str)  # the id of a catalogue entry that was picked
    asked = Signal(object)  # an entry that the catalogue lacks

    def __init__(self) -> None:
        super().__init__()
        self._parties: tuple[DraftParty, ...] = ()
        self._lines: list[PartyLine] = []
        self._blank = DraftParty(id=new_id())
        self.catalogue = Catalogue()
        self.add = Button(_("기관 더하기"), Kind.QUIET, icon="plus")
        self.add.clicked.connect(self._add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing.TIGHT)
        self._column.addLayout(row(self.add, 1))
        self.show_parties(())

    def show_parties(self, parties: tuple[DraftParty, ...]) -> None:
        """Show these institutions; there is always a line for the first."""
        self._parties = parties or (self._blank,)
        while len(self._lines) > len(self._parties):
            gone = self._lines.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._lines) < len(self._parties):
            self._make()
        for line, party in zip(self._lines, self._parties, strict=True):
            line.show_party(party)

    @property
    def first_line(self) -> Line:
        """The line of the first institution."""
        return self._lines[0].line

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on to the first line."""
        self.first_line.setFocus(event.reason())

    def show_level(self, level: str) -> None:
        """Mark the first line."""
        self._lines[0].line.show_level(level)

    def search(self, number: int = -1) -> None:
        """Open the search for one line."""
        if number < 0:
            focus = self.focusWidget()
            number = next((n for n, one in enumerate(self._lines) if one.isAncestorOf(focus)), 0)
        line = self._lines[number]
        dialog = InstitutionDialog(self.window(), line.line.text(), self.catalogue)
        dialog.asked.connect(self.asked)
        dialog.chosen.connect(partial(self._choose, number))
        dialog.finished.connect(partial(self._come_back, number))
        dialog.open()

    def _make(self) -> None:
        number = len(self._lines)
        line = PartyLine(first=number == 0)
        line.line.textEdited.connect(partial(self._type, number))
        line.look.clicked.connect(partial(self._search, number))
        line.role.activated.connect(partial(self._play, number))
        line.drop.clicked.connect(partial(self._drop, number))
        self._lines.append(line)
        self._column.insertWidget(number, line)

    def _search(self, number: int, _pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.search(number)

    def _come_back(self, number: int, _result: int) -> None:
        self.window().activateWindow()
        self._lines[min(number, len(self._lines) - 1)].line.setFocus()

    def _type(self, number: int, words: str) -> None:
        old = self._parties[number]
        self._put(number, DraftParty(id=old.id, role=old.role, name=words))

    def _choose(self, number: int, found: InstitutionEntry) -> None:
        old = self._parties[number]
        party = DraftParty(
            id=old.id,
            role=old.role,
            institution_id=found.id,
            code=found.code,
            name=found.name,
            class_name=found.class_name,
            region=found.region,
        )
        self._put(number, party)
        if found.id:
            self.chosen.emit(found.id)

    def _play(self, number: int, _index: int) -> None:
        old, role = self._parties[number], self._lines[number].role.currentData()
        self._put(number, replace(old, role=role))

    def _drop(self, number: int, _pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        rest = [one for n, one in enumerate(self._parties) if n != number]
        self.edited.emit(tuple(rest))

    def _add(self) -> None:
        self.edited.emit((*self._parties, DraftParty(id=new_id(), role=PartyRole.CONTRACTING)))
        self._lines[-1].line.setFocus()

    def _put(self, number: int, party: DraftParty) -> None:
        parties = list(self._parties)
        parties[number] = party
        self.edited.emit(tuple(parties))


class PartyLine(QWidget):
    """One institution: its part, its name, the search."""

    def __init__(self, *, first: bool) -> None:
        super().__init__()
        self.role = DropDown(_("기관의 역할"))
        self.role.addItem(_("수요기관"), str(PartyRole.DEMANDING))
        self.role.addItem(_("계약기관"), str(PartyRole.CONTRACTING))
        self.role.setHidden(first)
        name = _("수요기관") if first else _("다른 기관")
        self.line = Line(name, _("기관 이름을 적거나 F4로 찾기"))
        self.look = Button(_("기관 찾기 (F4)"), icon="search")
        self.drop = IconButton("trash", _("이 기관 빼기"))
        self.drop.setHidden(first)
        line = row(self.role, self.line, self.look, self.drop)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_party(self, party: DraftParty) -> None:
        """Show an institution."""
        self.line.show_text(party.name)
        self.role.setCurrentIndex(self.role.findData(party.role))
        about = " · ".join(filter(None, (party.class_name, party.region, party.code)))
        self.line.setToolTip(about or _("목록에 없는 기관입니다. 적은 이름 그대로 씁니다."))
