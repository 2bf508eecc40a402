"""Applications: each kind is data, each field is checked, the state is read by two numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import RegistrationState, Role, Side
from vendorcore.errors import Conflict, InvalidEntry, Refused, SignInNeeded

from tests.vendorserver.builders import NOW, an_account
from tests.vendorserver.services.applications import PASSWORD, an_application
from vendorserver.services import applying, kinds, registration
from vendorserver.services.registration import Application, Decision

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

APPROVED = Decision(RegistrationState.APPROVED)


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"organisation": " "}, "organisation", "empty"),
        ({"organisation": "가" * 301}, "organisation", "too-long"),
        ({"business_no": "110-87-00013"}, "business_no", "check-digit"),
        ({"contact_email": "nowhere"}, "contact_email", "not-an-email"),
        ({"contact_phone": "call me"}, "contact_phone", "not-a-phone"),
        ({"certificate_until": "2027-02-30"}, "certificate_until", "not-a-day"),
    ],
)
def test_each_field_is_checked(changes: dict[str, str], field: str, reason: str) -> None:
    with pytest.raises(InvalidEntry) as refused:
        registration.apply(an_application(values=changes), NOW)
    assert (refused.value.details["field"], refused.value.details["reason"]) == (field, reason)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    wish = Application(kind="vendor", values={}, login="", password="")
    found = [one.details["field"] for one in applying.problems(kinds.kind("vendor"), wish)]
    assert found == [
        "organisation",
        "business_no",
        "representative",
        "factory",
        "contact_name",
        "contact_email",
        "login",
    ]


def test_an_unknown_kind_and_a_closed_way_are_refused() -> None:
    with pytest.raises(Refused):
        registration.apply(Application(kind="king"), NOW)
    with pytest.raises(InvalidEntry, match="invalid-entry"):
        registration.apply(an_application(channel="pigeon"), NOW)


def test_a_kind_is_added_by_a_file_alone(data_dir: Path) -> None:
    (data_dir / kinds.FILE).write_text(
        '[[kind]]\nkey = "lender"\nside = "vendor"\nko = "대여업체"\nen = "Lender"\n'
        'ko_about = "빌려 줍니다."\nen_about = "Lends."\nnumber = "business_no"\n'
        'channels = ["web"]\nfields = [\n'
        '{ key = "organisation", ko = "상호", en = "Firm", required = true },\n'
        '{ key = "business_no", form = "business-number", ko = "번호", en = "Number" }]\n'
        "papers = []\n",
        "utf-8",
    )
    values = {"organisation": "한빛대여", "business_no": "1108700012"}
    wish = Application(kind="lender", login="lend", password=PASSWORD, values=values)
    row = registration.apply(wish, NOW)
    assert registration.decide(an_account(Role.ADMIN), row.id, APPROVED, NOW).state == "approved"


def test_sides_of_kinds_are_what_they_say() -> None:
    assert {kind.key: kind.side for kind in kinds.kinds()}["institution"] is Side.INSTITUTION


def test_a_taken_login_is_a_conflict() -> None:
    an_account(login="hanbit")
    with pytest.raises(Conflict, match="login-taken"):
        registration.apply(an_application(), NOW)


def test_a_login_that_another_application_waits_for_is_taken() -> None:
    registration.apply(an_application(), NOW)
    with pytest.raises(Conflict, match="login-taken"):
        registration.apply(an_application(), NOW)


def test_the_state_is_read_with_receipt_number_and_business_number() -> None:
    row = registration.apply(an_application(), NOW)
    assert applying.find(f" {row.receipt_no} ".lower(), "110-87-00012", NOW) == row
    for receipt_no, number in [(row.receipt_no, "2208600025"), ("R2026-00001-AAAAA", "1108700012")]:
        with pytest.raises(Refused, match="application-unknown"):
            applying.find(receipt_no or "", number, NOW)


def test_only_the_applicants_password_opens_the_form_again() -> None:
    row = registration.apply(an_application(), NOW)
    applying.prove(row, PASSWORD, NOW)
    with pytest.raises(SignInNeeded):
        applying.prove(row, "something else", NOW)
