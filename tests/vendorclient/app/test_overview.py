"""What a screen shows of the library: photos, contracts, the queue, who works here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import Review, ReviewState

from tests.vendorclient.app.desk import Desk
from tests.vendorclient.builders import a_contract
from vendorclient.app import overview
from vendorclient.app.overview import EngineState, RowState
from vendorclient.storage.attachments import Attachments
from vendorclient.storage.operations import OperationState
from vendorclient.storage.outbox import Outbox

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.builders import Library


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Desk:
    return Desk(library, tmp_path / "card")


def test_the_table_shows_new_photos_and_those_of_the_contract(desk: Desk) -> None:
    tagged, new = desk.photo(b"one"), desk.photo(b"two")
    desk.tag(tagged)
    shown = {row.sha256: row for row in overview.table(desk.db, desk.contract).photos}
    assert shown.keys() == {tagged, new}
    assert shown[tagged].process_id == desk.contract.processes[0].id
    assert shown[tagged].verdict == "pass"
    assert (shown[new].attachment_id, shown[new].verdict) == ("", "")


def test_photos_lie_in_the_order_they_were_taken(desk: Desk) -> None:
    late = desk.photo(b"one", captured=datetime(2026, 10, 22, 9))  # noqa: DTZ001 - a camera's clock
    early = desk.photo(b"two", captured=datetime(2026, 10, 20, 9))  # noqa: DTZ001 - a camera's clock
    never = desk.photo(b"three", captured=None)
    photos = overview.table(desk.db, desk.contract).photos
    assert [row.sha256 for row in photos] == [early, late, never]


def test_what_belongs_to_another_contract_is_hidden_and_counted(desk: Desk) -> None:
    desk.tag(desk.photo(b"one"))
    other = desk.library.sign(a_contract(name="다른 계약"))
    view = overview.table(desk.db, other)
    assert (view.photos, view.hidden) == ((), 1)


def test_without_a_contract_only_new_photos_are_shown(desk: Desk) -> None:
    desk.tag(desk.photo(b"one"))
    new = desk.photo(b"two")
    view = overview.table(desk.db, None)
    assert [row.sha256 for row in view.photos] == [new]
    assert view.suggested == {}


def test_a_photo_without_facts_is_shown_as_not_read(desk: Desk) -> None:
    desk.library.one(desk.folder / "raw", "raw.jpg", b"raw")
    (row,) = overview.table(desk.db, desk.contract).photos
    assert (row.was_read, row.captured_at) == (False, None)


def test_plans_suggest_a_process(desk: Desk) -> None:
    photo = desk.photo(b"one", captured=datetime(2026, 10, 27, 9))  # noqa: DTZ001 - a camera's clock
    view = overview.table(desk.db, desk.contract)
    assert view.suggested == {photo: desk.contract.processes[1].id}


def test_a_damaged_photo_is_not_suggested(desk: Desk) -> None:
    desk.photo(b"one", problem="I_TRUNCATED")
    assert overview.table(desk.db, desk.contract).suggested == {}


def test_contracts_count_their_photos(desk: Desk) -> None:
    desk.tag(desk.photo(b"one"), desk.photo(b"two"))
    desk.submit()
    desk.tag(desk.photo(b"three"))
    (view,) = overview.contracts(desk.db)
    first = view.count(desk.contract.processes[0].id)
    assert (first.tagged, first.submitted, first.delivered) == (3, 2, 0)
    assert (view.tagged, view.delivered, view.covered) == (3, 0, 1)
    assert view.count("nowhere").tagged == 0


def test_progress_counts_what_the_institution_accepted(desk: Desk) -> None:
    desk.tag(desk.photo(b"one"), desk.photo(b"two"))
    desk.submit()
    rows = Attachments(desk.db).of_contract(desk.contract.id)
    review = Review(attachment_id=rows[0].attachment.id, state=ReviewState.ACCEPTED)
    Attachments(desk.db).set_review(review)
    (view,) = overview.contracts(desk.db)
    assert view.count(desk.contract.processes[0].id).accepted == 1


def test_the_queue_shows_what_needs_a_person_first(desk: Desk) -> None:
    desk.tag(desk.photo(b"one"))
    desk.submit()
    outbox = Outbox(desk.db)
    form, submit, attach = outbox.open()
    outbox.move(outbox.move(attach, OperationState.READY), OperationState.REJECTED, code="refused")
    views = overview.sendings(desk.db)
    assert [view.row.id for view in views] == [attach.id, form.id, submit.id]
    assert [view.state for view in views][:2] == [RowState.NEEDS_PERSON, RowState.WAITING]
    assert (views[0].process_name, views[0].row.file_name) == ("재단", "a.jpg")


def test_what_was_cancelled_is_no_longer_a_row(desk: Desk) -> None:
    desk.tag(desk.photo(b"one"))
    desk.submit()
    outbox = Outbox(desk.db)
    outbox.cancel([op.id for op in outbox.open()])
    assert overview.sendings(desk.db) == []


def test_before_enrolment_there_is_a_person_without_a_server(desk: Desk) -> None:
    place = overview.workplace(desk.db)
    assert (place.enrolled, place.server_name) == (False, "")
    assert place.account_id


def test_untagged_photos_are_counted(desk: Desk) -> None:
    desk.tag(desk.photo(b"one"))
    desk.photo(b"two")
    assert overview.untagged(desk.db) == 1


def test_a_row_has_five_states_and_the_whole_has_six() -> None:
    assert (len(RowState), len(EngineState)) == (5, 6)
