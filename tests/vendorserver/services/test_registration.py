"""Applications: four states, reasons, and what an approval makes."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password

from vendorcore.domain import RegistrationState, Role
from vendorcore.errors import Conflict, InvalidEntry, Refused

from tests.vendorserver.builders import NOW, a_vendor, an_account, later
from tests.vendorserver.services.applications import PASSWORD, an_application
from vendorserver import models
from vendorserver.services import accounts, applying, kinds, registration
from vendorserver.services.registration import Application, Decision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

APPROVED = Decision(RegistrationState.APPROVED)


def test_an_approval_makes_the_vendor_and_its_owner() -> None:
    row = registration.apply(an_application(), NOW)
    registration.decide(an_account(Role.APPROVER), row.id, APPROVED, NOW)
    account = accounts.proven("hanbit", PASSWORD, NOW)
    assert (account.role, account.name) == ("owner", "홍길동")
    assert account.vendor is not None
    assert account.vendor.business_no == "1108700012"
    assert str(account.vendor.certificate_until) == "2027-05-31"
    assert account.vendor.may_submit


def test_an_approval_says_when_the_login_was_given_away_meanwhile() -> None:
    row = registration.apply(an_application(login="hong"), NOW)
    an_account(Role.OWNER, login="hong")
    with pytest.raises(Conflict, match="login-taken"):
        registration.decide(an_account(Role.ADMIN), row.id, APPROVED, NOW)
    row.refresh_from_db()
    assert row.state == RegistrationState.PENDING


def test_an_approval_makes_the_institution_and_its_manager() -> None:
    row = registration.apply(an_application("institution"), NOW)
    decided = registration.decide(an_account(Role.ADMIN), row.id, APPROVED, NOW)
    assert decided.account is not None
    assert decided.account.role == "manager"
    assert models.Institution.objects.get().code == "1230000"


def test_an_institution_without_a_code_is_known_by_its_name() -> None:
    row = registration.apply(an_application("institution", values={"code": ""}), NOW)
    registration.decide(an_account(Role.ADMIN), row.id, APPROVED, NOW)
    assert models.Institution.objects.get().code == ""
    assert applying.find(row.receipt_no or "", "1108700012", NOW) == row


def test_a_light_kind_keeps_its_own_records_but_may_not_submit_until_it_is_a_vendor() -> None:
    operator = an_account(Role.ADMIN)
    light = registration.apply(an_application("cataloguer"), NOW)
    registration.decide(operator, light.id, APPROVED, NOW)
    vendor = models.Vendor.objects.get()
    assert (vendor.kinds, vendor.may_submit) == (["cataloguer"], False)
    full = registration.apply(an_application(login="second"), NOW)
    joining = Decision(RegistrationState.APPROVED, join=True)
    registration.decide(operator, full.id, joining, NOW)
    vendor.refresh_from_db()
    assert (vendor.kinds, vendor.may_submit) == (["cataloguer", "vendor"], True)


def test_a_vendors_own_login_serves_for_the_kind_that_accepts_it() -> None:
    vendor = models.Vendor.objects.create(name="한빛가구", business_no="1108700012")
    owner = an_account(Role.OWNER, vendor, login="hanbit", password=make_password(PASSWORD))
    row = registration.apply(an_application("stockpile"), NOW)
    registration.decide(an_account(Role.ADMIN), row.id, APPROVED, NOW)
    vendor.refresh_from_db()
    assert (row.account, vendor.kinds, vendor.may_submit) == (owner, ["stockpile"], False)
    assert models.Account.objects.filter(vendor=vendor).count() == 1


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


def test_a_rejected_application_is_corrected_and_handed_in_again() -> None:
    operator, row = an_account(Role.ADMIN), registration.apply(an_application(), NOW)
    registration.decide(operator, row.id, Decision(RegistrationState.REJECTED, "상호가 다름"), NOW)
    again = an_application(values={"organisation": "한빛가구 주식회사"})
    row = applying.resume(models.Registration.objects.get(), again, later(days=1))
    assert (row.state, row.organisation) == ("pending", "한빛가구 주식회사")
    assert registration.decide(operator, row.id, APPROVED, later(days=1)).state == "approved"
    assert [step.state for step in row.steps.all()] == [
        "pending",
        "rejected",
        "pending",
        "approved",
    ]


def test_what_is_pending_is_not_handed_in_again() -> None:
    row = registration.apply(an_application(), NOW)
    with pytest.raises(Conflict):
        applying.resume(row, an_application(), NOW)


def test_a_change_keeps_the_old_and_takes_the_new() -> None:
    operator, vendor = an_account(Role.ADMIN), a_vendor("한빛가구")
    values = {"organisation": "한빛퍼니처", "factory": "충남 아산시", "why": "상호 변경"}
    wish = Application(kind="vendor-change", values=values, vendor_id=vendor.id)
    row = registration.apply(wish, NOW)
    assert registration.decide(operator, row.id, APPROVED, NOW).before == {
        "organisation": "한빛가구",
        "representative": "",
        "factory": "",
        "certificate_no": "",
        "certificate_until": "",
        "merged_into": "",
        "why": "",
    }
    vendor.refresh_from_db()
    assert (vendor.name, vendor.details["factory"]) == ("한빛퍼니처", "충남 아산시")


def test_an_operator_is_made_by_two_operators() -> None:
    first, second = an_account(Role.ADMIN), an_account(Role.ADMIN)
    values = {
        "organisation": "운영팀",
        "role": "approver",
        "contact_name": "새 운영자",
        "contact_email": "new@example.kr",
    }
    wish = Application(
        kind="operator",
        login="newop",
        password=PASSWORD,
        values=values,
        channel=kinds.DESK,
        proposed_by=first.id,
    )
    row = registration.apply(wish, NOW)
    with pytest.raises(Refused, match="second-operator-needed"):
        registration.decide(first, row.id, APPROVED, NOW)
    decided = registration.decide(second, row.id, APPROVED, NOW)
    assert decided.account is not None
    assert decided.account.role == "approver"


def test_what_is_approved_stays_approved() -> None:
    operator, row = an_account(Role.ADMIN), registration.apply(an_application(), NOW)
    registration.decide(operator, row.id, APPROVED, NOW)
    with pytest.raises(Conflict):
        registration.decide(operator, row.id, Decision(RegistrationState.REJECTED, "x"), NOW)


def test_two_operators_at_once_do_not_overwrite_each_other() -> None:
    operator, row = an_account(Role.ADMIN), registration.apply(an_application(), NOW)
    seen = row.version
    registration.decide(operator, row.id, Decision(RegistrationState.ON_HOLD, "서류"), NOW)
    late = Decision(RegistrationState.APPROVED, version=seen)
    with pytest.raises(Conflict):
        registration.decide(operator, row.id, late, NOW)


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.AUDITOR, Role.OWNER, Role.MANAGER])
def test_only_approvers_decide(role: Role) -> None:
    row = registration.apply(an_application(), NOW)
    with pytest.raises(Refused, match="forbidden"):
        registration.decide(an_account(role), row.id, APPROVED, NOW)


def test_an_application_that_is_none_is_not_found() -> None:
    with pytest.raises(Refused, match="not-found"):
        registration.decide(an_account(Role.ADMIN), "x", APPROVED, NOW)


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


@pytest.mark.parametrize("kind", ["vendor", "institution"])
def test_nobody_joins_an_organisation_that_is_here_without_the_operators_word(kind: str) -> None:
    operator = an_account(Role.ADMIN)
    first = registration.apply(an_application(kind), NOW)
    registration.decide(operator, first.id, APPROVED, NOW)
    row = registration.apply(an_application(kind, login="lee"), NOW)
    assert registration.shown(row)["exists"] in ("한빛가구", "조달청")
    with pytest.raises(Conflict, match="organisation-exists"):
        registration.decide(operator, row.id, APPROVED, NOW)
    joining = registration.decision_of("", "", join=True)
    assert registration.decide(operator, row.id, joining, NOW).state == "approved"
