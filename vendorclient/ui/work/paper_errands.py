"""Makes the papers of a contract away from the window's thread."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from vendorclient.app.opened import now
from vendorclient.ui.work.choosing import EXCEL, PDF

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from vendorcore.documents import Statement
    from vendorcore.domain import Draft
    from vendorcore.domain.materials import Column

    from vendorclient.paths import DataFolder
    from vendorclient.storage.database import Database

# The words of the form name the files, whatever language the reader speaks.
NAMES = {
    "sheet": ("계약 내용.pdf", PDF),
    "statement": ("원부자재 구매내역서.xlsx", EXCEL),
}


def make(folder: DataFolder, paper: str, contract_id: str, to: Path) -> str:
    """Make a paper; return the name of what was made."""
    from vendorclient.storage.database import Database

    with closing(Database(folder.database_path)) as db:
        if paper == "bundle":
            return _bundle(folder, db, contract_id, to)
        if paper.startswith("ledger"):
            return _ledger(folder, db, contract_id, to, int(paper.rpartition("-")[2]))
        if paper == "sheet":
            return _sheet(db, contract_id, to)
        return _statement(db, contract_id, to)


def read_rows(path: Path, columns: Sequence[Column]) -> Statement:
    """Return the rows of a foreign spreadsheet and what is wrong with them."""
    from vendorclient.app.materials import statement_from

    return statement_from(path, columns)


def write_rows(draft: Draft, to: Path, db: Database) -> str:
    """Write the statement of a draft."""
    from vendorclient.app.materials import export_statement

    export_statement(db, draft, to)
    return to.name


def _bundle(folder: DataFolder, db: Database, contract_id: str, to: Path) -> str:
    from vendorclient.app.bundle import write_bundle
    from vendorclient.storage.originals import Originals

    with closing(Originals(folder)) as originals:
        made = write_bundle(db, originals=originals, contract_id=contract_id, to=to, now=now)
    return made.folder.name


def _ledger(folder: DataFolder, db: Database, contract_id: str, to: Path, per_page: int) -> str:
    from vendorclient.app.papers import write_papers
    from vendorclient.storage.attachments import Attachments
    from vendorclient.storage.contracts import Contracts
    from vendorclient.storage.thumbs import Thumbs

    attached = [one for one in Attachments(db).of_contract(contract_id) if not one.withdrawn_at]
    return write_papers(
        db,
        Thumbs(folder),
        Contracts(db).get(contract_id),
        attached,
        numbers={},
        folder=to,
        at=now(),
        per_page=per_page,
    )


def _sheet(db: Database, contract_id: str, to: Path) -> str:
    from vendorcore.documents import write_contract_sheet
    from vendorcore.domain import korean_day

    from vendorclient.app.materials import columns
    from vendorclient.storage.accounts import Accounts
    from vendorclient.storage.contracts import Contracts
    from vendorclient.storage.durable import disk_border
    from vendorclient.ui import states

    contract = Contracts(db).get(contract_id)
    with disk_border(to), to.open("wb") as file:
        write_contract_sheet(
            contract,
            file,
            vendor_name=Accounts(db).active().vendor_name,
            made_on=korean_day(now()).isoformat(),
            method_name=states.method_words(contract.method),
            columns=columns(db),
        )
    return to.name


def _statement(db: Database, contract_id: str, to: Path) -> str:
    from vendorclient.app.draft_forms import draft_from_contract
    from vendorclient.storage.contracts import Contracts

    return write_rows(draft_from_contract(Contracts(db).get(contract_id)), to, db)
