"""What lies on the sorting table, read in one go and shown in one go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vendorcore.text import _, n_

from vendorclient.ui.grid.photo import Journey, Photo
from vendorclient.ui.widgets.process_row import ProcessLine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vendorcore.domain import Process

    from vendorclient.app.overview import ContractView, HiddenRow
    from vendorclient.storage.database import Database


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that the page shows, read in one go."""

    contracts: tuple[ContractView, ...] = ()
    chosen: ContractView | None = None
    photos: tuple[Photo, ...] = ()
    hidden: int = 0

    @property
    def contract_id(self) -> str:
        """The chosen contract, empty for none."""
        return self.chosen.contract.id if self.chosen else ""

    @property
    def processes(self) -> Sequence[Process]:
        """The processes in the order of their number keys."""
        return self.chosen.contract.processes if self.chosen else ()


def read_board(contract_id: str, db: Database) -> Board:
    """Read everything for the page; in the lane of the library."""
    from vendorclient.app import overview
    from vendorclient.ui import verdicts

    views = tuple(overview.contracts(db))
    chosen = next((view for view in views if view.contract.id == contract_id), None)
    if chosen is None and views:
        chosen = views[0]
    table = overview.table(db, chosen.contract if chosen else None)
    processes = chosen.contract.processes if chosen else ()
    return Board(views, chosen, tuple(verdicts.photos(table, processes)), table.hidden)


def read_hidden(contract_id: str, db: Database) -> list[HiddenRow]:
    """Read which photos are not on the table; in the lane of the library."""
    from vendorclient.app import overview

    return overview.hidden(db, contract_id)


def lines(board: Board, today: date) -> list[ProcessLine]:
    """Return the processes of the chosen contract with their counts."""
    counts = [0] * (len(board.processes) + 1)
    for photo in board.photos:
        counts[photo.process] += 1
    return [
        ProcessLine(
            number=number,
            name=process.name,
            starts_on=process.plan.starts_on,
            ends_on=process.plan.ends_on,
            count=counts[number],
            wanted=process.photos,
            is_now=process.plan.covers(today),
        )
        for number, process in enumerate(board.processes, 1)
    ]


def line_of(number: int, process: Process, count: int, *, is_suggested: bool) -> ProcessLine:
    """Return one process as a large button shows it."""
    plan = process.plan
    return ProcessLine(
        number=number,
        name=process.name,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        count=count,
        wanted=process.photos,
        is_suggested=is_suggested,
    )


def in_process(photo: Photo, process_id: str, processes: Sequence[Process]) -> Photo:
    """Return the photo as it will look in another process; the checks come a moment later."""
    for number, process in enumerate(processes, 1):
        if process.id == process_id:
            return replace(photo, process=number, process_name=process.name, journey=Journey.TAGGED)
    return replace(photo, process=0, process_name="", journey=Journey.NEW)


def no_process(number: int, count: int) -> str:
    """Return what is said when a digit has no process."""
    if not count:
        return _("분류할 공정이 없습니다. 공정이 있는 계약을 고르거나 먼저 만드십시오.")
    return n_(
        "{number}번 공정이 없습니다. 이 계약의 공정은 {n}개입니다.",
        "{number}번 공정이 없습니다. 이 계약의 공정은 {n}개입니다.",
        count,
        number=number,
    )
