"""Evidence that was moved to another contract: one institution loses it, the other gains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import Role, new_id
from vendorcore.errors import Refused

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_stored_contract,
    an_account,
    an_attachment,
    an_institution,
)
from vendorserver.services import derived, evidence, viewing, withdrawing
from vendorserver.services.access import viewer_of
from vendorserver.settings import current

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorserver.services.access import Viewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]
CONTENT = b"one photo, first in the wrong place"
PICTURES = (evidence.original, evidence.thumbnail, viewing.one)


class Moved:
    """One photo that was in the first institution's contract and is in the second's."""

    def __init__(self) -> None:
        computer = a_computer()
        self.first, self.second = an_institution("속초시"), an_institution("조달청")
        wrong, right = (
            a_stored_contract(computer.viewer, one) for one in (self.first, self.second)
        )
        self.old, signed = an_attachment(computer, wrong, CONTENT)
        sha256 = str(signed.payload["sha256"])
        derived.keep_thumbnail(sha256, b"a small photo")
        part = current().folder("derived") / "part"
        part.write_bytes(b"a larger photo")
        viewing.keep(sha256, part, "image/jpeg")
        wish = withdrawing.NewWithdrawal(
            id=new_id(), attachment=self.old, reason="다른 계약의 사진"
        )
        withdrawing.withdraw(computer.viewer, wish, NOW)
        self.new, _ = an_attachment(computer, right, CONTENT)

    def sees(self, ask: Callable[[Viewer, str], object], institution: object, id: str) -> bool:
        viewer = viewer_of(an_account(Role.MANAGER, institution))
        try:
            ask(viewer, id)
        except Refused as error:
            return error.code != "not-found"
        return True


@pytest.mark.parametrize("ask", PICTURES)
def test_only_the_right_institution_opens_the_picture(ask: Callable[[Viewer, str], object]) -> None:
    moved = Moved()
    seen = [
        moved.sees(ask, institution, id)
        for institution in (moved.first, moved.second)
        for id in (moved.old, moved.new)
    ]
    assert seen == [False, False, False, True]


def test_the_first_one_reads_who_took_it_back_and_why_and_nothing_of_the_new_place() -> None:
    moved = Moved()
    assert moved.sees(evidence.one, moved.first, moved.old)
    assert not moved.sees(evidence.one, moved.first, moved.new)
    assert not moved.sees(evidence.one, moved.second, moved.old)
    viewer = viewer_of(an_account(Role.MANAGER, moved.first))
    assert evidence.one(viewer, moved.old)["withdrawn"] is not None
