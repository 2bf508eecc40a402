"""이행내역: what was really done in each process, from when to when; typed as in a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vendorcore.domain import day_from_text
from vendorcore.text import _, n_, remark_sentence

from vendorclient.app.progressing import RecordForm
from vendorclient.ui.fields.day_text import read_day
from vendorclient.ui.sheet.column import SheetColumn
from vendorclient.ui.sheet.model import SheetModel
from vendorclient.ui.sheet.view import SheetView
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.style import scaled
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vendorcore.domain import Contract, Process, Remark

    from vendorclient.ui.sheet.column import Row

_REST_MS = 600
_KEPT = ("done", "started_on", "ended_on", "note")


class RecordSheet(QWidget):
    """One row for each process; `recorded` carries the process and what was said of it."""

    recorded = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._today: date | None = None
        self._contract_id = ""
        self._kept: dict[str, RecordForm] = {}
        self._rows: tuple[Row, ...] = ()
        self.model = SheetModel(self._columns())
        self.model.fixed = True
        self.view = SheetView(self.model, _("이행내역"))
        self.told = Text("", tone="caution", wraps=True)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.flush)
        self.model.edited.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.SMALL)
        hint = _("공정마다 실제로 한 일과 날짜를 적습니다. 적는 대로 저장됩니다.")
        column.addWidget(Text(hint, tone="muted", wraps=True))
        column.addWidget(self.view)
        column.addWidget(self.told)
        column.addStretch(1)

    def show_records(self, contract: Contract, today: date) -> None:
        """Show the records, unless somebody is typing here."""
        self._today = today
        if contract.id == self._contract_id and self._rest.isActive():
            return
        self.flush()
        half = self._half_typed() if contract.id == self._contract_id else {}
        self._contract_id = contract.id
        self._kept = {one.id: _form(one) for one in contract.processes}
        self._show([half.get(one.id) or _row(one) for one in contract.processes])

    def show_missing(self, missing: Sequence[Remark]) -> None:
        """Say what is still empty."""
        words = list(dict.fromkeys(remark_sentence(one.code, one.values) for one in missing))
        rest = n_("그 밖에 {n}가지", "그 밖에 {n}가지", len(words) - 4)
        shown = [*words[:4], rest] if len(words) > 4 else words
        self.told.setText("\n".join(f"⚠ {one}" for one in shown))
        self.told.setVisible(bool(words))

    def flush(self) -> None:
        """Hand on what was typed and can be kept."""
        self._rest.stop()
        for row in self._rows:
            form = _typed(row)
            if form != self._kept.get(row["id"]) and _is_whole(form):
                self._kept[row["id"]] = form
                self.recorded.emit(row["id"], form)

    def _half_typed(self) -> dict[str, Row]:
        return {row["id"]: row for row in self._rows if not _is_whole(_typed(row))}

    def _take(self, rows: tuple[Row, ...], _place: str) -> None:
        self._show(list(rows))
        self._rest.start()

    def _show(self, rows: list[Row]) -> None:
        self._rows = tuple(rows)
        self.model.show(rows)
        head = self.view.horizontalHeader().sizeHint().height()
        self.view.setFixedHeight(head + max(3, len(rows)) * scaled(34) + scaled(14))
        bad = {
            (number, key): _("날짜로 읽을 수 없거나 순서가 바뀌었습니다")
            for number, row in enumerate(rows)
            for key in _bad_days(row)
        }
        self.model.show_remarks(bad)

    def _columns(self) -> list[SheetColumn]:
        return [
            SheetColumn(key="name", title=_("공정"), width=130, locked=True),
            SheetColumn(key="done", title=_("한 일")),
            SheetColumn(key="started_on", title=_("실제 시작"), width=108, tidy=self._tidy),
            SheetColumn(key="ended_on", title=_("실제 종료"), width=108, tidy=self._tidy),
            SheetColumn(key="note", title=_("메모"), width=170),
        ]

    def _tidy(self, text: str) -> str:
        day = read_day(text, self._today) if self._today else None
        return day.isoformat() if day else text


def _row(process: Process) -> Row:
    form = _form(process)
    return {
        "id": process.id,
        "name": process.name,
        **{key: str(getattr(form, key)) for key in _KEPT},
    }


def _typed(row: Row) -> RecordForm:
    return RecordForm(**{key: row.get(key, "") for key in _KEPT})


def _form(process: Process) -> RecordForm:
    record = process.record
    return RecordForm(
        done=record.done,
        started_on=record.started_on.isoformat() if record.started_on else "",
        ended_on=record.ended_on.isoformat() if record.ended_on else "",
        note=record.note,
    )


def _bad_days(row: Row) -> list[str]:
    texts = {key: row.get(key, "").strip() for key in ("started_on", "ended_on")}
    bad = [key for key, text in texts.items() if text and day_from_text(text) is None]
    first, last = (day_from_text(text) for text in texts.values())
    return ["ended_on"] if not bad and first and last and last < first else bad


def _is_whole(form: RecordForm) -> bool:
    return not _bad_days({"started_on": form.started_on, "ended_on": form.ended_on})
