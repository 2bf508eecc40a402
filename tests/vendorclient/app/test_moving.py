"""Moving after sending: taken back here and handed in there, or nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import InvalidEntry, NeedsPerson

from tests.vendorclient.app.desk import Desk
from tests.vendorclient.builders import a_contract, at_noon
from vendorclient.app.moving import Moved, move
from vendorclient.app.tagging import Said
from vendorclient.storage.attachments import Attachments

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.domain import Contract

    from tests.vendorclient.builders import Library


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Desk:
    return Desk(library, tmp_path / "card")


def moved(desk: Desk, attachment_id: str, to: Contract, place: int = 0, why: str = "잘못") -> Moved:
    return move(
        desk.db,
        attachment_id=attachment_id,
        contract_id=to.id,
        process_id=to.processes[place].id,
        reason=why,
        account_id=desk.library.account_id,
        now=at_noon,
    )


def test_it_is_taken_back_before_it_is_handed_in_again(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo(), said=Said(note="용접선"))
    desk.submit()
    other = desk.library.sign(a_contract())
    done = moved(desk, tagged.attachment_id, other)
    kinds = [kind for kind, _, _ in desk.queue()]
    assert kinds[-4:] == ["withdraw", "put_contract", "submit", "attach"]
    old, new = (Attachments(desk.db).get(one) for one in (tagged.attachment_id, done.attachment_id))
    assert old.withdrawn_at
    assert (new.attachment.contract_id, new.attachment.note) == (other.id, "용접선")
    assert new.submission_id == done.submission_id


def test_what_else_lies_tagged_there_is_not_handed_in_with_it(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())
    desk.submit()
    other = desk.library.sign(a_contract())
    (waiting,) = desk.tag(desk.photo(b"another"), contract=other)
    moved(desk, tagged.attachment_id, other)
    assert Attachments(desk.db).get(waiting.attachment_id).is_open


def test_to_where_it_is_nothing_moves(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())
    desk.submit()
    with pytest.raises(InvalidEntry):
        moved(desk, tagged.attachment_id, desk.contract)


def test_without_a_reason_nothing_happens(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())
    desk.submit()
    before = desk.queue()
    with pytest.raises(InvalidEntry):
        moved(desk, tagged.attachment_id, desk.library.sign(a_contract()), why=" ")
    assert desk.queue() == before


def test_what_is_there_already_stays_where_it_is_too(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())
    other = desk.library.sign(a_contract())
    desk.submit()
    (there,) = desk.tag(tagged.sha256, contract=other, said=Said(reason="공동 계약"))
    desk.submit(other)
    before = desk.queue()
    with pytest.raises(NeedsPerson, match="already-submitted"):
        moved(desk, tagged.attachment_id, other)
    assert desk.queue() == before
    assert not Attachments(desk.db).get(tagged.attachment_id).withdrawn_at
    assert not Attachments(desk.db).get(there.attachment_id).withdrawn_at
