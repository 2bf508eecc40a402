"""The processes of one contract: plan as bars, photos wanted and there, how far they have come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vendorcore.text import _, n_, remark_sentence

from vendorclient.ui import measures
from vendorclient.ui.overriding import override
from vendorclient.ui.theme import spacing
from vendorclient.ui.widgets.badge import NO_MARK, Mark, Tone
from vendorclient.ui.widgets.schedule import Bar, Schedule
from vendorclient.ui.widgets.table import Column, Table, TableModel
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from vendorcore.domain import Process, Remark

    from vendorclient.app.overview import ContractView, ProcessCount


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessLine:
    """One process as it stands today."""

    number: int
    process: Process
    count: ProcessCount
    today: date

    @property
    def wanted(self) -> int:
        """How many photos are expected."""
        return max(self.process.photos, 1)


class ProcessSheet(QWidget):
    """Bars above, the table below, what is missing at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.schedule = Schedule()
        self.model = TableModel[ProcessLine](_columns(), lambda line: line.process.id)
        self.table = Table(self.model, _("공정"))
        self.told = Text("", tone="caution", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.MEDIUM)
        for part in (self.schedule, self.table, self.told):
            column.addWidget(part)
        column.addStretch(1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns away where there is no room."""
        super().resizeEvent(event)
        self.table.leave_away(self.width())

    def show_view(self, view: ContractView, today: date) -> None:
        """Show the processes of a contract."""
        lines = [
            ProcessLine(number=number, process=process, count=view.count(process.id), today=today)
            for number, process in enumerate(view.contract.processes, 1)
        ]
        self.model.show(lines)
        self.table.setFixedHeight(
            self.table.horizontalHeader().sizeHint().height()
            + len(lines) * self.table.verticalHeader().defaultSectionSize()
            + 2
        )
        self.schedule.show_bars([_bar(line) for line in lines], today)

    def show_missing(self, missing: Sequence[Remark]) -> None:
        """Say which photos are missing."""
        photos = [one for one in missing if one.code == "photos-missing"]
        words = [remark_sentence(one.code, one.values) for one in photos]
        self.told.setText("\n".join(f"⚠ {one}" for one in words[:3]))
        self.told.setVisible(bool(words))


def _columns() -> list[Column[ProcessLine]]:
    return [
        Column(title=_("공정"), words=lambda line: f"{line.number} {line.process.name}"),
        Column(title=_("이행계획"), words=_days, width=180),
        Column(title=_("사진"), words=_photos, width=90, mark=_photo_mark),
        Column(title=_("접수 확인"), words=_received, width=110, mark=_receipt_mark, least=720),
        Column(title=_("보완 요청"), words=_asked, width=110, mark=_asked_mark, least=560),
        Column(title=_("상태"), words=lambda line: _state(line).words, width=120, mark=_state),
    ]


def _days(line: ProcessLine) -> str:
    plan = line.process.plan
    return f"{plan.starts_on.isoformat()} ~ {measures.short_day(plan.ends_on)}"


def _photos(line: ProcessLine) -> str:
    return f"{line.count.tagged} / {line.wanted}"


def _photo_mark(line: ProcessLine) -> Mark:
    enough = line.count.tagged >= line.wanted
    return Mark(_photos(line), Tone.GOOD) if enough else NO_MARK


def _received(line: ProcessLine) -> str:
    count = line.count
    return f"{count.delivered} / {count.submitted}" if count.submitted else ""


def _receipt_mark(line: ProcessLine) -> Mark:
    whole = line.count.delivered == line.count.submitted
    return Mark(_received(line), Tone.ACCENT if whole else Tone.NEUTRAL, "check" if whole else "")


def _asked(line: ProcessLine) -> str:
    count = line.count.more_asked
    return n_("{n}건", "{n}건", count) if count else ""


def _asked_mark(line: ProcessLine) -> Mark:
    return Mark(_asked(line), Tone.CAUTION)


def _state(line: ProcessLine) -> Mark:
    plan, photos = line.process.plan, line.count.tagged
    if line.process.record.ended_on is not None:
        return Mark(_("완료"), Tone.GOOD)
    if line.today < plan.starts_on:
        return Mark(_("예정"), Tone.NEUTRAL)
    if photos < line.wanted and line.today > plan.ends_on:
        return Mark(_("사진 모자람"), Tone.BAD)
    if photos < line.wanted:
        return Mark(_("사진 필요"), Tone.CAUTION)
    return Mark(_("사진 있음"), Tone.ACCENT)


def _bar(line: ProcessLine) -> Bar:
    return Bar(
        number=line.number,
        name=line.process.name,
        starts_on=line.process.plan.starts_on,
        ends_on=line.process.plan.ends_on,
        photos=line.count.tagged,
    )
