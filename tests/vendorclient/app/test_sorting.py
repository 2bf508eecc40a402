"""Photos are moved by the handful, all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import InvalidEntry

from tests.vendorclient.app.desk import Desk
from tests.vendorclient.builders import at_noon
from vendorclient.app.changed import Changed, Kind
from vendorclient.app.sorting import sort
from vendorclient.storage.attachments import Attachments

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.builders import Library


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Desk:
    return Desk(library, tmp_path / "card")


def move(desk: Desk, wanted: dict[str, str], **more: object) -> dict[str, str]:
    return sort(
        desk.db,
        wanted,
        contract_id=desk.contract.id,
        account_id=desk.library.account_id,
        now=at_noon,
        **more,
    )


def places(desk: Desk) -> dict[str, str]:
    attached = Attachments(desk.db).of_contract(desk.contract.id)
    return {one.attachment.sha256: one.attachment.process_id for one in attached}


def test_photos_go_into_their_processes_and_back(desk: Desk) -> None:
    one, two = desk.photo(b"one"), desk.photo(b"two")
    first, second = (process.id for process in desk.contract.processes)
    assert move(desk, {one: first, two: second}) == {one: "", two: ""}
    assert places(desk) == {one: first, two: second}
    assert move(desk, {one: second}) == {one: first}
    assert move(desk, {one: "", two: ""}) == {one: second, two: second}
    assert places(desk) == {}


def test_what_was_handed_in_stays(desk: Desk) -> None:
    photo = desk.photo(b"one")
    first, second = (process.id for process in desk.contract.processes)
    desk.tag(photo)
    desk.submit()
    assert move(desk, {photo: second}) == {}
    assert places(desk) == {photo: first}


def test_all_of_them_move_or_none(desk: Desk) -> None:
    good = desk.photo(b"one")
    first = desk.contract.processes[0].id
    with pytest.raises(InvalidEntry):
        move(desk, {good: first, "0" * 64: first})
    assert places(desk) == {}


def test_a_reason_is_written_to_each(desk: Desk) -> None:
    photo = desk.photo(b"one")
    first = desk.contract.processes[0].id
    move(desk, {photo: first})
    move(desk, {photo: first}, reason="카메라 시계가 틀렸습니다")
    (attached,) = Attachments(desk.db).of_contract(desk.contract.id)
    assert attached.attachment.reason == "카메라 시계가 틀렸습니다"


def test_the_move_is_announced_once(desk: Desk) -> None:
    heard: list[Changed] = []
    photo = desk.photo(b"one")
    move(desk, {photo: desk.contract.processes[0].id}, announce=heard.append)
    assert heard == [Changed.of(Kind.ATTACHMENTS)]
