"""Headings with a card under each, of which only those are shown that hold what is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from vendorcore.text import _

from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable


class Section(NamedTuple):
    """One heading and its card."""

    heading: Text
    card: QWidget

    def holds(self, words: str) -> bool:
        """Whether all of these words are read in the heading or in the card."""
        said = " ".join((self.heading.text(), *_said(self.card))).casefold()
        return all(word in said for word in words.casefold().split())

    def show(self, *, on: bool) -> None:
        """Show or hide heading and card."""
        self.heading.setVisible(on)
        self.card.setVisible(on)


class Sections(QWidget):
    """The column of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "window")
        self._sections: list[Section] = []
        self._nothing = Text(_("찾는 말이 들어 있는 설정이 없습니다"), tone="muted", wraps=True)
        self._nothing.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, spacing.TIGHT, spacing.SMALL)
        self._column.setSpacing(spacing.SMALL)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)

    def add(self, heading: str, card: QWidget) -> None:
        """Put a card under a heading at the end."""
        made = Section(Text(heading, Type.HEADING), card)
        self._sections.append(made)
        for widget in made:
            self._column.insertWidget(self._column.count() - 1, widget)

    def look_for(self, words: str) -> None:
        """Show what holds these words; no words show everything."""
        found = [section.holds(words) for section in self._sections]
        for section, on in zip(self._sections, found, strict=True):
            section.show(on=on)
        self._nothing.setVisible(not any(found))


def _said(card: QWidget) -> Iterable[str]:
    """Yield everything that is read on a card, and the names of its fields."""
    for widget in card.findChildren(QWidget):
        yield widget.accessibleName()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText()
