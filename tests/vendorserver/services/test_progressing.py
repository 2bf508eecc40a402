"""진도 on the server: what is there, what is accepted, as far as somebody may see it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import ReviewState, Role, new_id

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_stored_contract,
    an_account,
    an_attachment,
    an_institution,
    later,
)
from vendorserver import models
from vendorserver.services import progressing, statistics, visible, withdrawing
from vendorserver.services.access import viewer_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from vendorserver.services.access import Viewer

pytestmark = pytest.mark.django_db


def say(officer: Viewer, attachment: str, state: ReviewState, at: datetime) -> None:
    models.Review.objects.create(
        attachment_id=attachment, account_id=officer.account_id, state=state.value, at=at
    )


def test_the_newest_word_counts_and_what_was_taken_back_does_not(data_dir: Path) -> None:
    institution, computer = an_institution(), a_computer()
    officer = viewer_of(an_account(Role.INSPECTOR, institution))
    contract = a_stored_contract(computer.viewer, institution)
    accepted, reopened, gone, _new = (
        an_attachment(computer, contract, content)[0] for content in (b"1", b"2", b"3", b"4")
    )
    for one in (accepted, reopened, gone):
        say(officer, one, ReviewState.ACCEPTED, NOW)
    say(officer, reopened, ReviewState.MORE_ASKED, later(hours=1))
    withdrawing.withdraw(
        computer.viewer,
        withdrawing.NewWithdrawal(id=new_id(), attachment=gone, reason="사유"),
        NOW,
    )
    process = contract.processes[0].id
    counts = progressing.counted(officer, [contract.id])[contract.id]
    assert (counts.pieces, counts.accepted) == ({process: 3}, {process: 1})
    (row,) = statistics.table(officer, statistics.MONTH, date(2026, 12, 31))
    assert (row.number, row.pieces, row.accepted, row.late) == (1, 3, 1, 0)
    models.ContractProcess.objects.update(photos=2)
    counts = progressing.counted(officer, [contract.id])[contract.id]
    assert counts.progress(date(2026, 11, 4)).real == 50

    stranger = viewer_of(an_account(Role.INSPECTOR, an_institution("강릉시")))
    assert progressing.counted(stranger, [contract.id]) == {}


def test_a_process_without_a_valid_piece_is_late_after_the_day_of_delivery(data_dir: Path) -> None:
    institution, computer = an_institution(), a_computer()
    officer = viewer_of(an_account(Role.INSPECTOR, institution))
    contract = a_stored_contract(computer.viewer, institution)
    piece, _receipt = an_attachment(computer, contract)
    wish = withdrawing.NewWithdrawal(id=new_id(), attachment=piece, reason="사유")
    withdrawing.withdraw(computer.viewer, wish, NOW)
    for day, late in ((contract.due_on, 0), (date(2027, 12, 31), 1)):
        for group in statistics.GROUPS:
            (row,) = statistics.table(officer, group, day)
            assert (row.pieces, row.accepted, row.late) == (0, 0, late)


@pytest.mark.sqlite
def test_who_sees_a_contract_is_found_by_an_index(data_dir: Path) -> None:
    officer = viewer_of(an_account(Role.MANAGER, an_institution()))
    rows = visible.contracts(officer).order_by("-created_at", "-id")[:25]
    plan = rows.explain()
    assert "party_sees" in plan
    assert "contract_newest" in plan
    assert "TEMP B-TREE" not in plan
