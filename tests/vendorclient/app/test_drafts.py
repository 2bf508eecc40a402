"""Drafts: every change is kept at once, can be taken back, and outlives the program."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from vendorcore.catalogue import search_institutions
from vendorcore.domain import WizardStep
from vendorcore.errors import InvalidEntry

from tests.vendorclient.app.pen import Pen, slow_clock
from vendorclient.app import drafting, drafts
from vendorclient.app.looking_up import (
    ask_for_product,
    find_institutions,
    find_products,
)
from vendorclient.storage.database import Database

if TYPE_CHECKING:
    from tests.vendorclient.builders import Library


@pytest.fixture
def pen(library: Library) -> Pen:
    return Pen(library, slow_clock())


def test_what_is_typed_is_there_after_a_crash(pen: Pen) -> None:
    pen.type(name="책", signed_on="2026-1")

    with_another = Database(pen.library.folder.database_path)
    kept = drafts.open_draft(with_another, pen.id).draft
    with_another.close()

    assert (kept.name, kept.signed_on) == ("책", "2026-1")


def test_changes_are_taken_back_and_done_again(pen: Pen) -> None:
    pen.type(name="책상", number="1")

    undone = drafts.undo(pen.db, pen.id, now=pen.now)
    redone = drafts.redo(pen.db, pen.id, now=pen.now)

    assert (undone.draft.name, undone.draft.number) == ("책상", "")
    assert (undone.history.undo, undone.history.redo) == (True, True)
    assert redone.draft.number == "1"
    assert not redone.history.redo


def test_a_new_change_forgets_what_was_taken_back(pen: Pen) -> None:
    pen.type(name="하나", number="1")
    drafts.undo(pen.db, pen.id, now=pen.now)

    pen.type(number="2")

    assert drafts.redo(pen.db, pen.id, now=pen.now).draft.number == "2"


def test_undo_without_a_change_does_nothing(pen: Pen) -> None:
    assert drafts.undo(pen.db, pen.id, now=pen.now).draft == pen.draft
    pen.type(name="")
    assert not drafts.open_draft(pen.db, pen.id).history.undo


def test_letters_typed_together_are_one_step(library: Library) -> None:
    pen = Pen(library, lambda: datetime(2026, 10, 5, tzinfo=UTC))
    for text in ("책", "책ㅅ", "책상"):
        pen.type(name=text)

    assert drafts.undo(pen.db, pen.id, now=pen.now).draft.name == ""
    assert drafts.redo(pen.db, pen.id, now=pen.now).draft.name == "책상"


def test_parts_come_back_in_their_order(pen: Pen) -> None:
    item = pen.whole()
    before = pen.draft
    drafting.remove_item(pen.db, pen.id, item, now=pen.now)

    assert drafts.undo(pen.db, pen.id, now=pen.now).draft == before


def test_several_drafts_are_listed_last_changed_first(pen: Pen, library: Library) -> None:
    other = Pen(library, pen.now)
    other.type(name="나중")
    pen.type(name="먼저", due_on="2026-12-01")
    drafts.go_to_step(pen.db, pen.id, WizardStep.PLAN)

    lines = drafts.drafts(pen.db, library.account_id)

    assert [(one.name, one.step) for one in lines] == [("먼저", "plan"), ("나중", "order")]
    drafts.throw_away(pen.db, pen.id)
    assert [one.id for one in drafts.drafts(pen.db, library.account_id)] == [other.id]
    with pytest.raises(InvalidEntry, match="draft-unknown"):
        drafts.open_draft(pen.db, pen.id)


def test_parties_are_chosen_replaced_and_removed(pen: Pen) -> None:
    pen.choose("속초시")
    (party,) = pen.draft.parties
    entry = search_institutions("순천시")[0]

    drafting.choose_institution(pen.db, pen.id, entry, instead_of=party.id, now=pen.now)

    assert [one.name for one in pen.draft.parties] == ["전라남도 순천시"]
    assert find_institutions(pen.db, "ㅅㅊㅅ")[0].id == entry.id
    assert drafting.remove_party(pen.db, pen.id, party.id, now=pen.now).parties == ()


def test_a_product_is_taken_once(pen: Pen) -> None:
    pen.choose("속초시", "5610170301")

    with pytest.raises(InvalidEntry, match="item-twice"):
        pen.choose("속초시", "5610170301")
    assert len(pen.draft.items) == 1


def test_products_without_a_number_are_told_apart_by_their_entry(pen: Pen) -> None:
    nameless = ask_for_product(pen.db, detail_name="나무 책상", now=pen.now)
    drafting.choose_product(pen.db, pen.id, nameless, now=pen.now)

    with pytest.raises(InvalidEntry, match="item-twice"):
        drafting.choose_product(pen.db, pen.id, nameless, now=pen.now)
    assert find_products(pen.db, "나무 책상")[0].id == nameless.id


def test_fields_of_products_and_processes_are_typed_and_moved(pen: Pen) -> None:
    pen.choose("속초시", "5610170301", "5610160501")
    first, second = (item.id for item in pen.draft.items)
    drafting.type_in_item(pen.db, pen.id, second, "quantity", "3", now=pen.now)
    drafting.move_item(pen.db, pen.id, second, 0, now=pen.now)
    for name in ("재단", "조립"):
        drafting.add_process(pen.db, pen.id, first, name, now=pen.now)
    draft, last = drafting.add_process(pen.db, pen.id, second, now=pen.now)
    drafting.type_in_process(pen.db, pen.id, last, "name", "포장", now=pen.now)
    cutting = draft.processes_of(first)[0].id
    drafting.move_process(pen.db, pen.id, cutting, 1, now=pen.now)

    assert [item.quantity for item in pen.draft.items] == ["3", ""]
    assert [one.name for one in pen.draft.processes] == ["포장", "조립", "재단"]
    assert len(drafting.remove_process(pen.db, pen.id, last, now=pen.now).processes) == 2


@pytest.mark.parametrize("field", ["id", "source", "quantity"])
def test_other_fields_cannot_be_typed_into(pen: Pen, field: str) -> None:
    pen.choose("속초시", "5610170301")
    draft, process = drafting.add_process(pen.db, pen.id, pen.draft.items[0].id, now=pen.now)

    with pytest.raises(InvalidEntry):
        drafting.type_in_process(pen.db, draft.id, process, field, "x", now=pen.now)


def test_only_what_changed_is_written(pen: Pen) -> None:
    pen.whole()
    pen.type(name="새 이름")

    row = pen.db.row("SELECT parts FROM draft_step WHERE draft_id = ? ORDER BY seq DESC", pen.id)

    assert row is not None
    assert json.loads(row["parts"]) == {"name": ["책상", "새 이름"]}
