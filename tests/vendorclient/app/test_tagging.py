"""Tagging: photos go to a process, all of them or none, each once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import PRACTICE
from vendorcore.errors import InvalidEntry, NeedsPerson
from vendorcore.evidence import Verdict

from tests.vendorclient.app.desk import Desk
from tests.vendorclient.builders import Library, a_contract, at_noon
from vendorclient.app.tagging import Said, tag, untag
from vendorclient.storage.attachments import Attachments

if TYPE_CHECKING:
    from pathlib import Path


OLD = datetime(2025, 1, 1, 12, 0)  # noqa: DTZ001 - a camera's clock has no zone


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Desk:
    return Desk(library, tmp_path / "card")


def test_a_photo_inside_the_plan_passes(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())

    assert tagged.verdict is Verdict.PASS
    assert "T_INSIDE" in [finding.code for finding in tagged.findings]


def test_the_processs_own_days_decide(desk: Desk) -> None:
    sha256 = desk.photo()

    (elsewhere,) = desk.tag(sha256, place=1)

    assert "T_BEFORE_PLAN" in [finding.code for finding in elsewhere.findings]


def test_twice_in_one_process_is_once(desk: Desk) -> None:
    sha256 = desk.photo()

    first, second = desk.tag(sha256), desk.tag(sha256, sha256)

    assert [one.attachment_id for one in second] == [first[0].attachment_id]
    assert len(Attachments(desk.db).of_contract(desk.contract.id)) == 1


def test_the_same_photo_in_another_contract_fails(desk: Desk) -> None:
    sha256, other = desk.photo(), desk.library.sign(a_contract())
    desk.tag(sha256)

    (again,) = desk.tag(sha256, contract=other)

    assert again.verdict is Verdict.FAIL


def test_a_photo_that_somebody_learnt_with_passes_in_its_contract(desk: Desk) -> None:
    practice = desk.library.sign(a_contract(method=PRACTICE, parties=()))
    sha256 = desk.photo()
    desk.tag(sha256, contract=practice)

    (again,) = desk.tag(sha256)

    assert again.verdict is Verdict.PASS


def test_the_first_of_two_places_is_not_the_duplicate(desk: Desk) -> None:
    sha256, other = desk.photo(), desk.library.sign(a_contract())
    desk.tag(sha256)
    desk.tag(sha256, contract=other, said=Said(reason="같은 기계로 만듦"))

    (first,) = desk.tag(sha256)

    assert first.verdict is Verdict.PASS


def test_an_unknown_photo_tags_none(desk: Desk) -> None:
    with pytest.raises(InvalidEntry, match="media-unknown"):
        desk.tag(desk.photo(), "ff" * 32)

    assert Attachments(desk.db).all() == []


def test_an_unknown_process_is_named(desk: Desk) -> None:
    with pytest.raises(InvalidEntry, match="process-unknown"):
        tag(
            desk.db,
            contract_id=desk.contract.id,
            process_id="none",
            sha256s=[desk.photo()],
            account_id=desk.library.account_id,
            now=at_noon,
        )


def test_a_photo_is_taken_out_before_it_is_handed_in(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())

    untag(desk.db, tagged.attachment_id)

    assert Attachments(desk.db).all() == []


def test_what_was_handed_in_is_not_taken_out(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())
    desk.submit()

    with pytest.raises(NeedsPerson, match="already-submitted"):
        untag(desk.db, tagged.attachment_id)


def test_nothing_is_said_anew_of_what_was_handed_in(desk: Desk) -> None:
    sha256 = desk.photo()
    (tagged,) = desk.tag(sha256, said=Said(note="앞면"))
    desk.submit()

    (again,) = desk.tag(sha256, said=Said(note="앞면"))
    with pytest.raises(NeedsPerson, match="already-submitted"):
        desk.tag(sha256, said=Said(note="뒷면"))

    assert again.attachment_id == tagged.attachment_id
    assert Attachments(desk.db).get(tagged.attachment_id).attachment.note == "앞면"


def test_a_clock_that_went_back_on_the_card_is_remarked(desk: Desk) -> None:
    sha256s = []
    for number, hour in ((1, 14), (2, 10)):
        content, name = bytes([number]), f"IMG_{number:04}.JPG"
        sha256s.append(desk.library.one(desk.folder, name, content))
        taken = datetime(2026, 10, 20, hour, 0)  # noqa: DTZ001 - a camera's clock has no zone
        desk.library.know(sha256s[-1], captured=taken, name=name, make="Canon", serial="7")

    first, second = desk.tag(*sha256s)

    assert "S_ORDER" not in [finding.code for finding in first.findings]
    assert "S_ORDER" in [finding.code for finding in second.findings]


def test_a_camera_is_new_once(desk: Desk) -> None:
    first, second = (desk.photo(content, make="Canon") for content in (b"one", b"two"))

    told = [[finding.code for finding in desk.tag(one)[0].findings] for one in (first, second)]

    assert ["M_NEW_DEVICE" in codes for codes in told] == [True, False]


@pytest.mark.parametrize(("is_known", "accused"), [(True, False), (False, True)])
def test_a_clock_that_is_known_to_be_wrong_accuses_no_camera(
    desk: Desk, is_known: bool, accused: bool
) -> None:
    sha256 = desk.photo()
    with desk.db.transaction() as connection:
        connection.execute("UPDATE media_file SET imported_at = '2023-01-01T00:00:00.000000Z'")
        connection.execute(
            "INSERT INTO server VALUES ('s', 'http://127.0.0.1:1', '', ?, ?)",
            (-5 * 365 * 86_400_000, is_known),
        )

    (tagged,) = desk.tag(sha256)

    assert ("T_FUTURE" in [finding.code for finding in tagged.findings]) is accused
