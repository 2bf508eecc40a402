"""Withdrawing: with a reason, once, and only what was handed in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import InvalidEntry, NeedsPerson

from tests.vendorclient.app.desk import Desk
from vendorclient.app.contracts import evidence_of
from vendorclient.storage.attachments import Attachments

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.builders import Library


OLD = datetime(2025, 1, 1, 12, 0)  # noqa: DTZ001 - a camera's clock has no zone


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Desk:
    return Desk(library, tmp_path / "card")


def test_a_withdrawal_waits_for_its_attachment(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())
    desk.submit()

    desk.withdraw(tagged.attachment_id)

    kind, _, depends_on = desk.queue()[-1]
    assert (kind, depends_on) == ("withdraw", tagged.attachment_id)
    assert Attachments(desk.db).get(tagged.attachment_id).withdrawn_at


@pytest.mark.parametrize("state", ["rejected", "source-missing", "blocked", "paused"])
def test_what_never_left_this_computer_is_given_up(desk: Desk, state: str) -> None:
    (tagged,) = desk.tag(desk.photo())
    desk.submit()
    with desk.db.transaction() as connection:
        connection.execute("UPDATE operation SET state = ? WHERE kind = 'attach'", (state,))

    desk.withdraw(tagged.attachment_id)

    assert [kind for kind, _, _ in desk.queue()] == ["put_contract", "submit"]
    assert Attachments(desk.db).get(tagged.attachment_id).withdrawn_at


def test_a_withdrawal_needs_a_reason(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())
    desk.submit()

    with pytest.raises(InvalidEntry):
        desk.withdraw(tagged.attachment_id, "  ")


def test_what_was_not_handed_in_is_not_withdrawn(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())

    with pytest.raises(NeedsPerson, match="not-submitted"):
        desk.withdraw(tagged.attachment_id)


def test_nothing_is_withdrawn_twice(desk: Desk) -> None:
    (tagged,) = desk.tag(desk.photo())
    desk.submit()
    desk.withdraw(tagged.attachment_id)

    with pytest.raises(NeedsPerson, match="already-withdrawn"):
        desk.withdraw(tagged.attachment_id)


def test_what_was_withdrawn_may_be_attached_anew(desk: Desk) -> None:
    sha256 = desk.photo()
    (first,) = desk.tag(sha256)
    desk.submit()
    desk.withdraw(first.attachment_id)

    (second,) = desk.tag(sha256)

    assert second.attachment_id != first.attachment_id
    assert [one.attachment_id for one in evidence_of(desk.db, desk.contract)] == [
        first.attachment_id,
        second.attachment_id,
    ]
