"""The list of contracts and what else looks through it: calendar, copying, the spreadsheet."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vendorcore.text import _

from vendorclient.app.changed import Kind
from vendorclient.ui.background import Lane
from vendorclient.ui.pages.contract_found import PAGE, Found, Request
from vendorclient.ui.work import choosing
from vendorclient.ui.work.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from vendorclient.app.overview import ContractView
    from vendorclient.paths import DataFolder
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.pages.contract_rows import ContractRow
    from vendorclient.ui.pages.contracts import ContractsPage
    from vendorclient.ui.widgets.table import Column
    from vendorclient.ui.wizard.copy_dialog import CopyDialog

    Answer = tuple[Found, ContractView | None]

_READ_ANYWAY = frozenset({Kind.CONTRACTS, Kind.ATTACHMENTS})
_ALL = -1
_OFFERED = 100


class ContractListing(QObject):
    """Reads lines and single contracts for the page, as they are wanted."""

    said = Signal(str)

    def __init__(self, page: ContractsPage, desk: Desk) -> None:
        super().__init__(page)
        self.page, self._desk = page, desk
        self._wanted = ""
        self._view: ContractView | None = None  # as it was shown last
        self._reader = Reader(page, desk, self._question, self._show)
        page.list.wanted.connect(partial(self._reader.read, at_once=True))
        page.list.more_wanted.connect(self._read_more)
        page.contract_wanted.connect(self.open)
        page.month_wanted.connect(self._read_month)
        page.export_wanted.connect(self.choose_export)
        desk.changed.connect(self._look_at_sending)

    def read(self) -> None:
        """Read the list anew, and the contract that is shown."""
        self._reader.read()

    def open(self, contract_id: str) -> None:
        """Show one contract in full."""
        self._wanted = contract_id
        self._reader.read(at_once=True)

    def offer(self, dialog: CopyDialog, without: str) -> None:
        """Answer what a dialog looks for among earlier contracts; a draft is no copy of itself."""
        dialog.wanted.connect(partial(self._look_for_copies, dialog, without))
        dialog.begin()

    def choose_export(self) -> None:
        """Let the person choose where the list goes as a spreadsheet."""
        name = _("계약목록") + ".xlsx"
        choosing.save_file(self.page, _("엑셀 내보내기"), name, choosing.EXCEL, self.export)

    def export(self, path: str) -> None:
        """Write everything that the list finds as a spreadsheet."""
        columns = self.page.list.model.columns
        folder, request = self._desk.library.folder, self.page.list.request
        read = partial(find, request, self._desk.today(), 0, _ALL)
        work = partial(_write_list, folder, path, columns, read)
        self._desk.background.run(work, self._exported, lane=Lane.LONG)

    @property
    def _shown(self) -> int:
        """How many contracts are shown, the drafts left out."""
        return sum(not one.is_draft for one in self.page.list.shown)

    def _question(self) -> Callable[[Database], Answer]:
        limit = max(PAGE, self._shown)
        contract_id = self._wanted or self.page.shown_contract
        return partial(_answer, self.page.list.request, self._desk.today(), limit, contract_id)

    def _show(self, answer: Answer) -> None:
        found, view = answer
        self.page.show_found(found, self._desk.today())
        if view is not None and view.contract.id in (self._wanted, self.page.shown_contract):
            self._wanted = ""
            self._show_view(view)

    def _look_at_sending(self, kinds: frozenset[Kind]) -> None:
        """Read the contract that is shown anew: the server may have refused it."""
        shown = self.page.shown_contract
        if shown and Kind.OUTBOX in kinds and not kinds & _READ_ANYWAY:
            self._desk.ask(partial(_view, shown), self._show_again)

    def _show_again(self, view: ContractView | None) -> None:
        if view is None or view.contract.id != self.page.shown_contract or view == self._view:
            return
        self._show_view(view)

    def _show_view(self, view: ContractView) -> None:
        self._view = view
        self.page.show_contract(view)

    def _read_more(self) -> None:
        request, today = self.page.list.request, self._desk.today()
        self._desk.ask(partial(find, request, today, self._shown, PAGE), self._show_more)

    def _show_more(self, found: Found) -> None:
        """Show the next lines, unless the list was read anew meanwhile."""
        if found.offset == self._shown:
            self.page.list.show_found(found)

    def _read_month(self, first: date, last: date) -> None:
        work = partial(_due_between, first, last, self._desk.today())
        self._desk.ask(work, self.page.calendar.show_rows)

    def _look_for_copies(self, dialog: CopyDialog, without: str, words: str) -> None:
        work = partial(_offered, words, without, self._desk.today())
        self._desk.ask(work, partial(dialog.show_found, words))

    def _exported(self, name: str) -> None:
        self.said.emit(_("저장했습니다: {name}", name=name))


def find(request: Request, today: date, offset: int, limit: int, db: Database) -> Found:
    """Return the contracts from a place on; the drafts stand before the first of them."""
    from vendorclient.app.contract_list import Sort, look_through
    from vendorclient.app.opened import active_account
    from vendorclient.ui.pages.contract_conditions import asked, cares, fitting
    from vendorclient.ui.pages.contract_rows import draft_rows, rows_of

    usual = Sort.FIT if request.conditions.words.strip() else Sort.DUE
    listing = look_through(
        db,
        asked(request.conditions, today),
        cares(today),
        account_id=active_account(db),
        sort=Sort(request.order) if request.order else usual,
        backwards=request.backwards,
        limit=limit,
        offset=offset,
    )
    drafts = fitting(draft_rows(listing.drafts), request.conditions, today)
    rows = rows_of(listing.page.rows, today)
    return Found(
        request=request,
        rows=rows if offset else [*drafts, *rows],
        count=len(drafts) + listing.page.count,
        total=listing.total + len(listing.drafts),
        cares={**listing.cares, "draft": len(listing.drafts)},
        offset=offset,
    )


def _answer(
    request: Request, today: date, limit: int, contract_id: str, db: Database
) -> tuple[Found, ContractView | None]:
    found = find(request, today, 0, limit, db)
    return found, _view(contract_id, db) if contract_id else None


def _view(contract_id: str, db: Database) -> ContractView | None:
    from vendorclient.app.overview import contract_view

    return contract_view(db, contract_id)


def _due_between(first: date, last: date, today: date, db: Database) -> list[ContractRow]:
    from vendorclient.app.contract_list import Conditions, look_through
    from vendorclient.app.opened import active_account
    from vendorclient.ui.pages.contract_rows import draft_rows, rows_of

    wanted = Conditions(due_from=first.isoformat(), due_to=last.isoformat())
    listing = look_through(db, wanted, {}, account_id=active_account(db), limit=_ALL)
    return [*draft_rows(listing.drafts), *rows_of(listing.page.rows, today)]


def _offered(words: str, without: str, today: date, db: Database) -> list[ContractRow]:
    """Return what a new contract can be copied from, the last signed first."""
    from vendorclient.app.contract_list import Conditions, Sort, look_through
    from vendorclient.app.opened import active_account
    from vendorclient.ui.pages.contract_conditions import Conditions as Wanted
    from vendorclient.ui.pages.contract_conditions import fitting
    from vendorclient.ui.pages.contract_rows import draft_rows, rows_of

    listing = look_through(
        db,
        Conditions(words=words),
        {},
        account_id=active_account(db),
        sort=Sort.FIT if words.strip() else Sort.SIGNED,
        backwards=not words.strip(),
        limit=_OFFERED,
    )
    drafts = fitting(draft_rows(listing.drafts), Wanted(words=words), today)
    others = [one for one in drafts if one.id != without]
    return [*rows_of(listing.page.rows, today), *others]


def _write_list(
    folder: DataFolder,
    path: str,
    columns: Sequence[Column[ContractRow]],
    read: Callable[[Database], Found],
) -> str:
    from vendorcore.documents import write_listing

    from vendorclient.storage.database import Database
    from vendorclient.storage.durable import disk_border

    with closing(Database(folder.database_path)) as db:
        found = read(db)
    head = tuple(column.title for column in columns)
    rows = [tuple(column.words(one) for column in columns) for one in found.rows]
    with disk_border(Path(path)), Path(path).open("wb") as file:
        write_listing(_("계약목록"), head, rows, file)
    return Path(path).name
