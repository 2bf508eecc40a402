"""The hours in which photos were taken, as a list to choose a handful at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView

from vendorcore.domain import KST
from vendorcore.text import _, n_

from vendorclient.ui import measures
from vendorclient.ui.overriding import override
from vendorclient.ui.theme import type_scale
from vendorclient.ui.theme.style import look, scaled
from vendorclient.ui.theme.type_scale import Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from vendorclient.ui.grid.photo import Photo

_NONE = QModelIndex()
_Place = QModelIndex | QPersistentModelIndex
_WIDTH, _WIDEST = 148, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Handful:
    """Photos of one day, or of one hour of it."""

    words: str
    keys: tuple[str, ...]
    is_day: bool = False


class HourModel(QAbstractListModel):
    """Days and, under each, its hours."""

    def __init__(self) -> None:
        super().__init__()
        self._handfuls: list[Handful] = []

    def show(self, photos: Sequence[Photo]) -> None:
        """Show the days and hours of these photos."""
        handfuls = list(handfuls_of(photos))
        if handfuls != self._handfuls:
            self.beginResetModel()
            self._handfuls = handfuls
            self.endResetModel()

    def handful(self, row: int) -> Handful:
        """Return the photos of a row."""
        return self._handfuls[row]

    @override
    def rowCount(self, parent: _Place = _NONE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._handfuls)

    @override
    def data(self, index: _Place, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row; days are strong."""
        if not index.isValid():
            return None
        handful = self._handfuls[index.row()]
        count = n_("{n}장", "{n}장", len(handful.keys))
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{'' if handful.is_day else '   '}{handful.words}  {count}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{handful.words}, {count}"
        if role == Qt.ItemDataRole.FontRole:
            kind = Type.STRONG if handful.is_day else Type.BODY
            return type_scale.font(kind, look().scale)
        return None


class HourList(QListView):
    """The list; a press chooses all photos of that day or hour."""

    chosen = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.hour_model = HourModel()
        self.setModel(self.hour_model)
        self.setAccessibleName(_("찍은 시간"))
        self.setProperty("ground", "window")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(2)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        look().changed.connect(self._fit)
        self.hour_model.modelReset.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Be as wide as the longest day, within reason."""
        words = max(0, self.sizeHintForColumn(0)) + 2 * self.spacing()
        wanted = words + self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(max(scaled(_WIDTH), min(wanted, scaled(_WIDEST))))

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.hour_model.handful(index.row()).keys)


def handfuls_of(photos: Sequence[Photo]) -> list[Handful]:
    """Return days and hours in their order; photos without a time come last, together."""
    dated = [(p.captured_at.astimezone(KST), p.key) for p in photos if p.captured_at]
    undated = tuple(photo.key for photo in photos if photo.captured_at is None)
    found: list[Handful] = []
    for day, of_day in groupby(dated, key=_day):
        rest = list(of_day)
        found.append(Handful(words=measures.long_day(day), keys=_keys(rest), is_day=True))
        for hour, of_hour in groupby(rest, key=_hour):
            found.append(Handful(words=_("{hour}시", hour=hour), keys=_keys(of_hour)))
    if undated:
        found.append(Handful(words=_("시각 없음"), keys=undated, is_day=True))
    return found


def _keys(dated: Iterable[tuple[datetime, str]]) -> tuple[str, ...]:
    return tuple(key for _taken, key in dated)


def _day(dated: tuple[datetime, str]) -> date:
    return dated[0].date()


def _hour(dated: tuple[datetime, str]) -> int:
    return dated[0].hour
