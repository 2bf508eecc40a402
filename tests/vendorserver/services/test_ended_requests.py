"""A request for more that ends with its contract: the firm hears of it on every way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import ContractState, Role, korean_day, new_id
from vendorcore.errors import Conflict
from vendorcore.text import Language, use_language

from tests.vendorserver.builders import (
    NOW,
    Computer,
    a_computer,
    a_stored_contract,
    a_viewer,
    an_account,
    an_attachment,
    an_institution,
    later,
)
from vendorserver import models
from vendorserver.models import MilestoneKind
from vendorserver.services import (
    changes,
    contract_states,
    evidence,
    milestones,
    notices,
    supplements,
    withdrawing,
)
from vendorserver.services.notice_words import sentence, title

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vendorserver.services.access import Viewer

pytestmark = pytest.mark.django_db


@dataclass
class Asked:
    computer: Computer
    officer: Viewer
    contract: str
    piece: str

    def ended(self) -> list[models.Notice]:
        news = notices.read(self.computer.viewer, NOW)
        return [one for one in news if one.kind == notices.REQUEST_ENDED]


@pytest.fixture
def asked(data_dir: Path) -> Asked:
    owner, institution = an_account(Role.OWNER), an_institution()
    owner.email = "owner@hanbit.example"
    owner.save()
    computer = a_computer(owner)
    contract = a_stored_contract(computer.viewer, institution)
    piece, _receipt = an_attachment(computer, contract)
    officer = a_viewer(Role.MANAGER, institution)
    wish = supplements.Ask(reason="용접 사진", person="김담당", phone="033-639-2114", hours=8)
    supplements.ask(officer, piece, wish, NOW)
    return Asked(computer, officer, contract.id, piece)


def cancel(asked: Asked) -> None:
    step = milestones.Step(
        kind=MilestoneKind.CANCELLED, on=korean_day(NOW), note="예산", confirmed=True
    )
    milestones.take(asked.officer, asked.contract, step, later(hours=1))


def by_the_program(asked: Asked) -> None:
    wanted, now = ContractState.CANCELLED, later(hours=1)
    with pytest.raises(Conflict, match="end-unconfirmed") as found:
        contract_states.move(asked.officer, asked.contract, wanted, "예산", now)
    assert found.value.details == {"requests": 1, "undecided": 0, "failed": 0}
    contract_states.move(asked.officer, asked.contract, wanted, "예산", now, confirmed=True)


@pytest.mark.parametrize("end", [cancel, by_the_program])
def test_the_firm_is_told_that_a_request_ended_with_its_contract(
    asked: Asked, end: Callable[[Asked], None]
) -> None:
    end(asked)
    (news,) = asked.ended()
    text = sentence(news.kind, news.values)
    assert "보완 요청 1건도 함께 끝났습니다" in text
    assert "용접 사진" in text
    assert news.link == f"/contracts/{asked.contract}"
    assert [row.channel for row in news.deliveries.all()] == [notices.EMAIL]


def test_the_computers_of_the_firm_hear_that_nothing_is_waited_for(asked: Asked) -> None:
    cancel(asked)
    feed = changes.read(asked.computer.viewer, "").changes
    news = [one for one in feed if one["kind"] == "review"]
    assert [one["data"]["state"] for one in news] == ["more-asked", "waiting"]
    assert news[-1]["data"]["ended_at"] == "2026-11-20T04:00:00.000000Z"
    # Whoever reads everything anew finds the same.
    review = evidence.one(asked.computer.viewer, asked.piece)["review"]
    nobody = {"due_at": "", "person": "", "phone": ""}
    assert review == {"state": "waiting", "reason": "용접 사진"} | nobody


def test_it_is_said_in_english_too(asked: Asked) -> None:
    cancel(asked)
    (news,) = asked.ended()
    with use_language(Language.EN):
        assert title(news.kind) == "Request for more has ended"
        assert "1 open request for more ended with it" in sentence(news.kind, news.values)


def test_nobody_is_told_of_requests_that_were_settled_before(asked: Asked) -> None:
    wish = withdrawing.NewWithdrawal(id=new_id(), attachment=asked.piece, reason="잘못 보냄")
    withdrawing.withdraw(asked.computer.viewer, wish, NOW)
    cancel(asked)
    assert asked.ended() == []
    assert not models.Supplement.objects.filter(closed_at=None).exists()
