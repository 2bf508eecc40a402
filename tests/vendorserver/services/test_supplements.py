"""보완 요청: reason, person, phone and due time; answers, delays, and who may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from vendorcore.domain import KST, ReviewState, Role, new_id
from vendorcore.errors import Conflict, InvalidEntry, Refused

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_stored_contract,
    a_viewer,
    an_attachment,
    an_institution,
    later,
)
from vendorserver.models import Contract, Supplement
from vendorserver.services import changes, evidence, reviewing, supplements, withdrawing
from vendorserver.services.supplements import Ask

if TYPE_CHECKING:
    from pathlib import Path

    from vendorserver.services.access import Viewer

pytestmark = pytest.mark.django_db


@dataclass
class Parties:
    vendor: Viewer
    officer: Viewer
    reader: Viewer
    attachment: str

    def ask(self, **changes: Any) -> Supplement:
        wish = {"reason": "용접 사진이 더 필요합니다", "person": "김담당", "phone": "033-639-2114"}
        return supplements.ask(self.officer, self.attachment, Ask(**wish, hours=4, **changes), NOW)


@pytest.fixture
def parties(data_dir: Path) -> Parties:
    computer, institution = a_computer(), an_institution()
    contract = a_stored_contract(computer.viewer, institution)
    attachment, _ = an_attachment(computer, contract)
    officers = [a_viewer(role, institution) for role in (Role.INSPECTOR, Role.READER)]
    return Parties(computer.viewer, *officers, attachment)


def test_a_request_that_ended_with_its_contract_is_not_postponed(parties: Parties) -> None:
    asked = parties.ask()
    Supplement.objects.update(closed_at=later(hours=1))
    Contract.objects.update(state="closed")
    with pytest.raises(Conflict, match="supplement-closed"):
        supplements.postpone(parties.vendor, asked.id, date(2031, 1, 6), "기계 고장", NOW)


def test_request_reaches_the_vendor_with_its_due_time(parties: Parties) -> None:
    parties.ask()
    news = changes.read(parties.vendor, "").changes[-1]
    # NOW is Friday noon in Korea: one to five in the afternoon.
    data = {"state": "more-asked", "due_at": "2026-11-20T08:00:00.000000Z"}
    assert news["data"] == data | {"reason": "용접 사진이 더 필요합니다"}
    review = evidence.one(parties.vendor, parties.attachment)["review"]
    assert review == data | {
        "reason": "용접 사진이 더 필요합니다",
        "person": "김담당",
        "phone": "033-639-2114",
    }


@pytest.mark.parametrize(
    "wrong", [{"reason": " "}, {"person": ""}, {"phone": ""}, {"hours": 5}, {"reason": "x" * 2001}]
)
def test_request_needs_all_its_parts(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidEntry):
        Ask(**({"reason": "x", "person": "x", "phone": "1", "hours": 4} | wrong))


def test_only_reviewers_ask(parties: Parties) -> None:
    wish = Ask(reason="x", person="x", phone="1", hours=8)
    for viewer, code in (
        (parties.reader, "forbidden"),
        (parties.vendor, "forbidden"),
        (a_viewer(Role.MANAGER), "not-found"),
    ):
        with pytest.raises(Refused) as refused:
            supplements.ask(viewer, parties.attachment, wish, NOW)
        assert refused.value.code == code
    assert not Supplement.objects.exists()


def test_next_word_closes_the_request(parties: Parties) -> None:
    parties.ask()
    assert supplements.waiting(parties.vendor).count() == 1
    reviewing.review(parties.officer, parties.attachment, ReviewState.ACCEPTED, "", later(hours=1))
    assert not supplements.waiting(parties.vendor).exists()
    assert evidence.one(parties.vendor, parties.attachment)["review"] == {
        "state": "accepted",
        "reason": "",
        "due_at": "",
        "person": "",
        "phone": "",
    }


def test_answers_stand_in_order(parties: Parties) -> None:
    asked = parties.ask()
    supplements.reply(parties.vendor, asked.id, "내일 보내겠습니다", later(hours=1))
    supplements.reply(parties.officer, asked.id, "알겠습니다", later(hours=2))
    found = supplements.thread(parties.reader, parties.attachment)[0]
    assert [one.text for one in found.replies.all()] == ["내일 보내겠습니다", "알겠습니다"]


def test_readers_and_strangers_do_not_answer(parties: Parties) -> None:
    asked = parties.ask()
    for viewer in (parties.reader, a_viewer(), a_viewer(Role.ADMIN)):
        with pytest.raises(Refused):
            supplements.reply(viewer, asked.id, "x", NOW)
    with pytest.raises(InvalidEntry):
        supplements.reply(parties.vendor, asked.id, "  ", NOW)


def test_delay_needs_a_reason_and_a_later_working_day(parties: Parties) -> None:
    asked = parties.ask()
    for day, reason in (
        (date(2026, 11, 24), " "),
        (date(2026, 11, 19), "사유"),
        (date(2026, 11, 22), "사유"),
        (date(2026, 12, 25), "사유"),
        (date.min, "사유"),
    ):
        with pytest.raises(InvalidEntry):
            supplements.postpone(parties.vendor, asked.id, day, reason, NOW)
    supplements.postpone(parties.vendor, asked.id, date(2026, 11, 24), "기계 고장", NOW)
    asked.refresh_from_db()
    assert asked.due_at == datetime(2026, 11, 24, 18, tzinfo=KST)
    assert changes.read(parties.vendor, "").changes[-1]["data"] == {
        "state": "more-asked",
        "reason": "용접 사진이 더 필요합니다",
        "due_at": "2026-11-24T09:00:00.000000Z",
    }


def test_withdrawn_evidence_is_waited_for_no_longer(parties: Parties) -> None:
    parties.ask()
    wish = withdrawing.NewWithdrawal(id=new_id(), attachment=parties.attachment, reason="사유")
    withdrawing.withdraw(parties.vendor, wish, NOW)
    assert not supplements.waiting(parties.vendor).exists()
    assert not supplements.thread(parties.officer, parties.attachment).exists()


def test_name_and_phone_are_sealed_in_the_database(parties: Parties) -> None:
    parties.ask()
    with connection.cursor() as cursor:
        cursor.execute("SELECT person, phone FROM vendorserver_supplement")
        assert all(value.startswith("e1.") for value in cursor.fetchone())
