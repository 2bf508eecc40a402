"""Applications: four states, reasons, and what an approval makes."""

from __future__ import annotations

from typing import Any

import pytest

from vendorcore.domain import RegistrationState, Role, Side
from vendorcore.errors import Conflict, InvalidEntry, Refused

from tests.vendorserver.builders import NOW, an_account
from vendorserver import models
from vendorserver.services import accounts, registration
from vendorserver.services.registration import Application, Decision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

APPROVED = Decision(RegistrationState.APPROVED)


def an_application(**changes: Any) -> Application:
    fields = {
        "side": Side.VENDOR,
        "login": "Hanbit",
        "password": "긴 비밀번호 하나",
        "organisation": "한빛가구",
        "number": "1108700012",
        "contact_name": "홍길동",
    }
    return Application(**(fields | changes))


def test_an_approval_makes_the_vendor_and_its_owner() -> None:
    row = registration.apply(an_application(), NOW)
    registration.decide(an_account(Role.APPROVER), row.id, APPROVED, NOW)
    account = accounts.proven("hanbit", "긴 비밀번호 하나", NOW)
    assert (account.role, account.name) == ("owner", "홍길동")
    assert account.vendor is not None
    assert account.vendor.business_no == "1108700012"


def test_an_approval_makes_the_institution_and_its_manager() -> None:
    wish = an_application(side=Side.INSTITUTION, organisation="조달청", number="1230000")
    row = registration.apply(wish, NOW)
    decided = registration.decide(an_account(Role.ADMIN), row.id, APPROVED, NOW)
    assert decided.account is not None
    assert decided.account.role == "manager"
    assert models.Institution.objects.get().code == "1230000"


def test_every_step_is_kept_with_its_reason() -> None:
    operator, row = an_account(Role.ADMIN), registration.apply(an_application(), NOW)
    hold = Decision(RegistrationState.ON_HOLD, "사업자등록증이 흐립니다")
    registration.decide(operator, row.id, hold, NOW)
    registration.decide(operator, row.id, APPROVED, NOW)
    assert [(step.state, step.reason) for step in row.steps.all()] == [
        ("pending", ""),
        ("on-hold", "사업자등록증이 흐립니다"),
        ("approved", ""),
    ]
    assert not registration.waiting().exists()


def test_what_is_approved_stays_approved() -> None:
    operator, row = an_account(Role.ADMIN), registration.apply(an_application(), NOW)
    registration.decide(operator, row.id, APPROVED, NOW)
    with pytest.raises(Conflict):
        registration.decide(operator, row.id, Decision(RegistrationState.REJECTED, "x"), NOW)


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.AUDITOR, Role.OWNER, Role.MANAGER])
def test_only_approvers_decide(role: Role) -> None:
    row = registration.apply(an_application(), NOW)
    with pytest.raises(Refused, match="forbidden"):
        registration.decide(an_account(role), row.id, APPROVED, NOW)


def test_an_application_that_is_none_is_not_found() -> None:
    with pytest.raises(Refused, match="not-found"):
        registration.decide(an_account(Role.ADMIN), "x", APPROVED, NOW)


def test_a_taken_login_is_a_conflict() -> None:
    an_account(login="hanbit")
    with pytest.raises(Conflict):
        registration.apply(an_application(), NOW)


@pytest.mark.parametrize("state", [RegistrationState.ON_HOLD, RegistrationState.REJECTED])
def test_a_refusal_needs_a_reason(state: RegistrationState) -> None:
    with pytest.raises(InvalidEntry):
        Decision(state, " ")


@pytest.mark.parametrize(
    ("hold", "reject", "state"),
    [("", "", "approved"), ("why", "", "on-hold"), ("", "why", "rejected")],
)
def test_the_words_of_the_command_mean_a_decision(hold: str, reject: str, state: str) -> None:
    assert registration.decision_of(hold, reject).state == state


def test_two_decisions_at_once_are_refused() -> None:
    with pytest.raises(InvalidEntry):
        registration.decision_of("a", "b")


@pytest.mark.parametrize("changes", [{"side": Side.OPERATOR}, {"login": ""}, {"password": ""}])
def test_an_application_names_who_and_what(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidEntry):
        an_application(**changes)


@pytest.mark.parametrize(
    ("side", "number"), [(Side.VENDOR, "1108700012"), (Side.INSTITUTION, "1230000")]
)
def test_nobody_joins_an_organisation_that_is_here_without_the_operators_word(
    side: Side, number: str
) -> None:
    operator = an_account(Role.ADMIN)
    first = registration.apply(an_application(side=side, number=number), NOW)
    registration.decide(operator, first.id, APPROVED, NOW)
    row = registration.apply(an_application(side=side, number=number, login="lee"), NOW)
    assert registration.shown(row)["exists"] == "한빛가구"
    with pytest.raises(Conflict, match="organisation-exists"):
        registration.decide(operator, row.id, APPROVED, NOW)
    joining = registration.decision_of("", "", join=True)
    assert registration.decide(operator, row.id, joining, NOW).state == "approved"
