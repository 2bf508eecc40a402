"""What a person may want to know of one photo, and say about it."""

import pytest

from vendorcore.domain import Stage

from tests.vendorclient.app.desk import OLD, Desk
from vendorclient.app.annotating import annotate
from vendorclient.app.details import details


@pytest.fixture
def desk(library, tmp_path):
    return Desk(library, tmp_path)


def test_a_new_photo_has_its_facts_and_no_place_yet(desk):
    photo = desk.photo(captured=OLD, make="Canon", model="R10")
    found = details(desk.db, photo, desk.contract.id)
    assert found.facts.model == "R10"
    assert (found.attached, found.is_open, found.same_card) == (None, False, 1)


def test_a_photo_that_was_not_read_has_no_facts(desk):
    sha256 = desk.library.one(desk.folder / "b", "b.jpg", b"unread")
    found = details(desk.db, sha256, desk.contract.id)
    assert (found.facts, found.same_card) == (None, 0)


def test_a_tagged_photo_is_open_until_it_is_handed_in(desk):
    photo = desk.photo(captured=OLD)
    desk.tag(photo)
    annotate(desk.db, desk.contract.id, [photo], reason="시계")
    assert details(desk.db, photo, desk.contract.id).is_open
    desk.submit()
    assert not details(desk.db, photo, desk.contract.id).is_open


def test_notes_are_written_and_taken_away_again(desk):
    first, second = desk.photo(b"1"), desk.photo(b"2")
    desk.tag(first, second)
    place = desk.contract.id
    assert annotate(desk.db, place, [first, second], note=" 절단 ", label=Stage.BEFORE) == 2
    said = details(desk.db, first, place).attached.attachment
    assert (said.note, said.label) == ("절단", Stage.BEFORE)
    annotate(desk.db, place, [first], note="")
    assert details(desk.db, first, place).attached.attachment.note == ""
    assert details(desk.db, second, place).attached.attachment.note == "절단"


def test_what_was_handed_in_is_not_changed(desk):
    photo = desk.photo()
    desk.tag(photo)
    annotate(desk.db, desk.contract.id, [photo], reason="사유")
    desk.submit()
    assert annotate(desk.db, desk.contract.id, [photo], note="늦음") == 0
