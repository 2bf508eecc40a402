"""Which photos are shown: all, those without a process, those to look at, videos, doubles."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from vendorcore.text import _

from vendorclient.ui.theme import spacing
from vendorclient.ui.widgets.button import Button, Kind
from vendorclient.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vendorclient.ui.grid.photo import Photo


class Filter(StrEnum):
    """What a person may want to see."""

    ALL = "all"
    UNTAGGED = "untagged"
    REMARKED = "remarked"
    VIDEO = "video"
    DOUBLE = "double"


_KEEPS: dict[Filter, Callable[[Photo], bool]] = {
    Filter.ALL: lambda _photo: True,
    Filter.UNTAGGED: lambda photo: not photo.process,
    Filter.REMARKED: lambda photo: bool(photo.reasons),
    Filter.VIDEO: lambda photo: photo.is_video,
    Filter.DOUBLE: lambda photo: photo.is_double,
}


def filtered(photos: Sequence[Photo], wanted: Filter) -> Sequence[Photo]:
    """Return the photos that a filter keeps, in their order."""
    if wanted is Filter.ALL:
        return photos
    return tuple(filter(_KEEPS[wanted], photos))


class FilterBar(QWidget):
    """One button for each filter with its number, and one that tells what is not shown at all."""

    chosen = Signal(object)
    hidden_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Filter.ALL
        self._buttons: dict[Filter, Button] = {}
        self._group = QButtonGroup(self)
        self._row = Flow(self, spacing.TIGHT)
        for one in Filter:
            button = Button(_names()[one], Kind.CHOICE)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, wanted=one: self.choose(wanted))
            self._group.addButton(button)
            self._row.addWidget(button)
            self._buttons[one] = button
        self._buttons[Filter.ALL].setChecked(True)
        self._hidden = Button("", Kind.QUIET)
        self._hidden.clicked.connect(self.hidden_wanted)
        self._row.addWidget(self._hidden)
        self.setAccessibleName(_("보기"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def choose(self, wanted: Filter) -> None:
        """Show these only."""
        self.wanted = wanted
        self._buttons[wanted].setChecked(True)
        self.chosen.emit(wanted)

    def count(self, photos: Sequence[Photo], hidden: int) -> None:
        """Say how many each filter keeps; one that keeps nothing is left away."""
        counts = _counts(photos)
        for one, button in self._buttons.items():
            button.setText(f"{_names()[one]} {counts[one]}")
            button.setVisible(one in (Filter.ALL, self.wanted) or counts[one] > 0)
        self._hidden.setText(_("숨긴 사진 {count}", count=hidden))
        self._hidden.setVisible(hidden > 0)


def _counts(photos: Sequence[Photo]) -> dict[Filter, int]:
    """Return how many each filter keeps; asked for thousands of photos after every change."""
    return {
        Filter.ALL: len(photos),
        Filter.UNTAGGED: sum([not photo.process for photo in photos]),
        Filter.REMARKED: sum([bool(photo.reasons) for photo in photos]),
        Filter.VIDEO: sum([photo.is_video for photo in photos]),
        Filter.DOUBLE: sum([photo.is_double for photo in photos]),
    }


def _names() -> dict[Filter, str]:
    return {
        Filter.ALL: _("모두"),
        Filter.UNTAGGED: _("미분류"),
        Filter.REMARKED: _("살펴볼 것"),
        Filter.VIDEO: _("동영상"),
        Filter.DOUBLE: _("중복"),
    }
