"""Papers of contracts: what is taken in, what is queued, and where a second copy goes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import Document, new_id
from vendorcore.errors import InvalidEntry, NotReadable

from tests.vendorclient.sync.builders import NOW, a_contract, a_library
from vendorclient.app.documents import take_in
from vendorclient.app.second_copy import choose_place, copy_missing
from vendorclient.app.sending_documents import queue_documents, queue_forgotten
from vendorclient.storage.database import STEPS, Database
from vendorclient.storage.document_files import DocumentFiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vendorclient.sync.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path) as made:
        yield made


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("설치.exe", b"x", "document-can-run"),
        ("계약서.pdf", b"MZ\x90\x00", "document-can-run"),
        ("계약서.pdf", b"", "document-empty"),
    ],
)
def test_what_is_no_paper_is_told_before_it_is_attached(
    library: Library, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InvalidEntry, match=code):
        take_in(library.db, library.originals, tmp_path / name, NOW)
    assert DocumentFiles(library.db).all() == []


def test_a_paper_that_is_not_there_is_told(library: Library, tmp_path: Path) -> None:
    with pytest.raises(NotReadable):
        take_in(library.db, library.originals, tmp_path / "없음.pdf", NOW)


def test_the_same_paper_twice_is_kept_once(library: Library, tmp_path: Path) -> None:
    (tmp_path / "계약서.pdf").write_bytes(b"%PDF-1.7")
    taken = [take_in(library.db, library.originals, tmp_path / "계약서.pdf", NOW) for _ in "ab"]
    assert DocumentFiles(library.db).all() == [taken[0].sha256]
    assert len({one.id for one in taken}) == 2


def test_papers_are_in_the_second_place_too(library: Library, tmp_path: Path) -> None:
    place = tmp_path / "second"
    place.mkdir()
    (tmp_path / "계약서.pdf").write_bytes(b"%PDF-1.7")
    paper = take_in(library.db, library.originals, tmp_path / "계약서.pdf", NOW)
    choose_place(library.db, place)
    assert copy_missing(library.db, library.originals) == [paper.sha256]


def test_papers_of_before_they_were_sent_are_queued_once(library: Library, tmp_path: Path) -> None:
    old = library.originals.receive([b"%PDF-1.7 old"])
    here = Document(id=new_id(), name="계약서.pdf", sha256=old.sha256, size_bytes=old.size_bytes)
    away = Document(id=new_id(), name="없음.pdf", sha256="0" * 64, size_bytes=9)
    contract = a_contract(documents=(here, away), version=1)
    account = library.accounts.active().id
    library.contracts.confirm(contract, account_id=account, at=NOW)

    assert queue_forgotten(library.db, library.originals, NOW) == 1
    assert queue_forgotten(library.db, library.originals, NOW) == 0

    (op,) = library.outbox.documents(contract.id)
    assert (op.entity_id, op.depends_on, op.account_id) == (here.id, "", account)


def test_a_paper_that_was_fetched_is_not_sent_from_here(library: Library) -> None:
    stored = library.originals.receive([b"%PDF-1.7 theirs"])
    paper = Document(
        id=new_id(), name="계약서.pdf", sha256=stored.sha256, size_bytes=stored.size_bytes
    )
    DocumentFiles(library.db).add_fetched(stored, NOW)
    contract = a_contract(documents=(paper,), version=1)
    account = library.accounts.active().id
    library.contracts.confirm(contract, account_id=account, at=NOW)

    assert queue_forgotten(library.db, library.originals, NOW) == 0
    queue_documents(library.db, contract, account, "")
    assert library.outbox.documents(contract.id) == []
    DocumentFiles(library.db).add(stored, NOW)
    assert queue_forgotten(library.db, library.originals, NOW) == 1


def test_an_outbox_of_before_keeps_its_operations_and_receipts(tmp_path: Path) -> None:
    steps = tmp_path / "steps"
    steps.mkdir()
    for step in sorted(STEPS.glob("000[1-5]_*.sql")):
        (steps / step.name).write_text(step.read_text("utf-8"), "utf-8")
    path = tmp_path / "client.db"
    with closing(Database(path, steps)) as db, db.transaction() as connection:
        for statement in _OLD:
            connection.execute(statement)
    before = _rows(path)
    with closing(Database(path)) as db:
        assert db.rows("PRAGMA foreign_key_check") == []
    assert _rows(path) == before
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute("DELETE FROM operation")


_OLD = (
    "INSERT INTO account VALUES ('a', '', '', '', '', '', '', '', '', 1)",
    """INSERT INTO contract (id, account_id, name, number, state, signed_on, due_on, body,
      base_body, version, changed_at)
      VALUES ('c', 'a', 'n', '', 'draft', '', '', '{}', '', 0, '')""",
    """INSERT INTO operation (id, seq, account_id, kind, entity_id, contract_id, payload, state,
      queued_at, changed_at) VALUES ('o', 1, 'a', 'attach', 'o', 'c', '{}', 'delivered', '', '')""",
    "INSERT INTO receipt VALUES ('r', 'o', '', '', 1, '')",
)


def _rows(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return [
            *raw.execute("SELECT * FROM operation").fetchall(),
            *raw.execute("SELECT * FROM receipt").fetchall(),
        ]
