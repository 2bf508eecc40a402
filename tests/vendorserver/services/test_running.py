"""The runner's thread, missing steps of the tables, organisations, and rows for viewers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import connection

from vendorcore.domain import ReviewState, Role, new_id
from vendorcore.errors import InvalidEntry, NoSpace, Refused, VendorError

from tests.vendorserver.builders import (
    NOW,
    Computer,
    a_computer,
    a_stored_contract,
    a_viewer,
    an_attachment,
    an_institution,
)
from vendorserver import models
from vendorserver.services import organisations, reviewing, schema, visible, withdrawing
from vendorserver.services.problems import problem_of
from vendorserver.services.runner import Runner
from vendorserver.services.waking import BELL

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.domain import Contract

    from vendorserver.services.access import Viewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.mark.django_db(transaction=True)
def test_a_started_runner_weighs_what_arrives_and_rings() -> None:
    computer = a_computer()
    contract = a_stored_contract(computer.viewer)
    runner = Runner()

    async def run_until_told() -> None:
        with BELL.listening(computer.vendor.id) as bell:
            await asyncio.to_thread(runner.start)
            await asyncio.to_thread(arrives, computer, contract)
            while not await asyncio.to_thread(findings_told):
                await asyncio.wait_for(bell.wait(), 60)
                bell.clear()

    try:
        asyncio.run(run_until_told())
    finally:
        runner.stop()
    assert models.Job.objects.get(kind="weigh").state == models.JobState.DONE


def arrives(computer: Computer, contract: Contract) -> None:
    try:
        an_attachment(computer, contract)
    finally:
        connection.close()


def findings_told() -> int:
    try:
        return models.Change.objects.filter(kind="findings").count()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_an_older_database_is_copied_before_its_missing_steps(data_dir: Path) -> None:
    call_command("migrate", "sessions", "zero", verbosity=0)
    assert schema.pending() == ["sessions.0001_initial"]
    assert schema.bring_up_to_date() == ["sessions.0001_initial"]
    assert schema.pending() == []
    copies = [path.name for path in data_dir.glob("*.db")]
    assert copies in ([], ["server.before-sessions.0001_initial.db"])


def test_organisations_are_found_by_their_number_or_made_with_a_name() -> None:
    made = organisations.vendor_id("110-87-00012", "한빛가구")
    assert organisations.vendor_id("1108700012") == made
    assert organisations.vendor_id("") == ""
    town = organisations.institution_id("", "속초시")
    assert organisations.institution_id("", "속초시") == town
    assert organisations.institution_id("") == ""


@pytest.mark.parametrize("words", [("1108700012", ""), ("1108700013", "한빛가구")])
def test_a_new_vendor_needs_a_right_number_and_a_name(words: tuple[str, str]) -> None:
    with pytest.raises(InvalidEntry):
        organisations.vendor_id(*words)


def test_a_new_institution_needs_a_name() -> None:
    with pytest.raises(InvalidEntry):
        organisations.institution_id("1230000")


def all_rows(viewer: Viewer) -> dict[str, int]:
    ways = {
        "contracts": visible.contracts(viewer),
        "submissions": visible.submissions(viewer),
        "attachments": visible.attachments(viewer),
        "media": visible.media(viewer),
        "receipts": visible.receipts(viewer),
        "reviews": visible.reviews(viewer),
        "withdrawals": visible.withdrawals(viewer),
    }
    return {name: rows.count() for name, rows in ways.items()}


@pytest.fixture
def parties() -> tuple[Computer, models.Institution]:
    """A vendor and an institution with one reviewed and one withdrawn photo between them."""
    computer, institution = a_computer(), an_institution()
    contract = a_stored_contract(computer.viewer, institution)
    kept, taken = (an_attachment(computer, contract, content)[0] for content in (b"1", b"2"))
    officer = a_viewer(Role.INSPECTOR, institution)
    reviewing.review(officer, kept, ReviewState.ACCEPTED, "", NOW)
    wish = withdrawing.NewWithdrawal(id=new_id(), attachment=taken, reason="사유")
    withdrawing.withdraw(computer.viewer, wish, NOW)
    return computer, institution


def test_both_parties_see_all_rows_and_the_institution_no_withdrawn_picture(
    parties: tuple[Computer, models.Institution],
) -> None:
    computer, institution = parties
    counts = {"contracts": 1, "submissions": 2, "attachments": 2, "media": 2, "receipts": 2}
    mine = counts | {"reviews": 1, "withdrawals": 1}
    assert all_rows(computer.viewer) == mine
    assert all_rows(a_viewer(Role.READER, institution)) == mine | {"media": 1}


@pytest.mark.parametrize("role", [Role.OWNER, Role.MANAGER, Role.ADMIN, Role.SUPPORT])
def test_everybody_else_sees_nothing(
    parties: tuple[Computer, models.Institution], role: Role
) -> None:
    assert set(all_rows(a_viewer(role)).values()) == {0}


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Refused("not-found"), 404),
        (Refused(), 403),
        (NoSpace(needed=1, free=0), 507),
        (VendorError("something-new"), 500),
    ],
)
def test_an_error_becomes_a_status(error: VendorError, status: int) -> None:
    assert problem_of(error).status == status


def test_values_of_an_error_are_plain_json() -> None:
    assert problem_of(Refused(role=Role.OWNER, at=NOW, many=[1])).values == {
        "role": "owner",
        "at": str(NOW),
        "many": [1],
    }
