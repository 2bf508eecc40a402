"""Search is complete for any part of what is written, one syllable included."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.vendorclient.app.desk import Desk
from tests.vendorclient.builders import a_contract
from vendorclient.app.tagging import Said, untag
from vendorclient.storage.attachments import Attachments
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.searching import FIND, Search, expression, folded

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.builders import Library

TEXTS = some.text(alphabet="용접 절곡가-1A*\"'", max_size=8)


def truth(library: Library, text: str) -> set[str]:
    """Return what a plain look through all texts finds."""
    rows = library.db.rows("SELECT entity_id, text FROM search_entry WHERE kind = 'contract'")
    words = folded(text).split()
    return {
        row["entity_id"] for row in rows if words and all(word in row["text"] for word in words)
    }


def test_two_syllables_find_every_contract_that_holds_them(library: Library) -> None:
    welded = library.sign(a_contract(name="철제 용접 구조물"))
    library.sign(a_contract(name="용 접이식 책상"))
    search = Search(library.db)

    assert search.contracts("용접") == [welded.id]
    assert len(search.contracts("용")) == 2
    assert set(search.contracts("속초 재단")) == set(search.contracts("속초"))
    assert search.contracts("  ") == []
    assert (search.count("contract", "용"), search.count("contract", "")) == (2, 0)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(some.lists(TEXTS, min_size=1, max_size=4), TEXTS)
def test_nothing_that_is_there_is_missed(library: Library, names: list[str], text: str) -> None:
    for name in names:
        library.sign(a_contract(name=f"x{name}"))
    search = Search(library.db)
    search.catch_up()

    assert set(search.contracts(text, 100_000)) == truth(library, text)


def test_what_changes_is_found_anew(library: Library) -> None:
    contract = library.sign(a_contract(name="용접"))
    search = Search(library.db)
    assert search.catch_up() == 1
    library.sign(replace(contract, name="도장"))

    assert search.contracts("용접") == []
    assert search.contracts("도장") == [contract.id]
    assert search.catch_up() == 0


def test_photos_are_found_by_name_and_note(library: Library, tmp_path: Path) -> None:
    desk = Desk(library, tmp_path / "card")
    sha256 = desk.photo(name="weld_01.jpg")
    desk.tag(sha256, said=Said(note="용접 비드 상태"))
    (one,) = Attachments(library.db).all()
    search = Search(library.db)

    assert search.attachments("용접") == search.attachments("A.JPG") == [one.attachment.id]
    untag(library.db, one.attachment.id)
    assert search.attachments("용접") == []


def test_an_expression_is_never_broken_by_what_is_typed() -> None:
    assert expression('"', "contract") == '"c00022" *'
    assert expression("가나다", "attachment") == '"a0ac000b098 a0b0980b2e4"'


def test_a_contract_can_be_kept_again_before_it_was_indexed(library):
    contract = library.sign(a_contract())
    library.sign(replace(contract, name="다시 고친 계약"))
    assert Contracts(library.db).get(contract.id).name == "다시 고친 계약"


def test_the_index_is_asked_once_and_not_for_each_entry(library: Library) -> None:
    """Counting 2,000 of 20,000 took 1.8 seconds where SQLite began with the entries."""
    words = (expression("접", "attachment"), 100)
    first, _second = library.db.rows(f"EXPLAIN QUERY PLAN {FIND}", *words)

    assert "search_index" in first["detail"]


def test_photos_never_stand_among_contracts(library: Library, tmp_path: Path) -> None:
    desk = Desk(library, tmp_path / "card")
    desk.tag(desk.photo(), said=Said(note="절곡 사진"))
    other = library.sign(a_contract(name="절곡 계약"))
    search = Search(library.db)

    assert search.contracts("절곡 계") == [other.id]
    assert (search.count("contract", "사진"), search.count("attachment", "사진")) == (0, 1)
