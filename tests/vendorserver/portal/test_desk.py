"""The operator's desk: the next application opens by itself; scans are looked at, never run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from vendorcore.domain import Role

from tests.vendorserver.builders import NOW, a_vendor, an_account, an_institution
from tests.vendorserver.portal.conftest import browser_of
from tests.vendorserver.services.applications import PDF, an_application
from vendorserver.services import notices, papers, registration

if TYPE_CHECKING:
    from django.test import Client

    from vendorserver.models import Registration

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture
def desk() -> Client:
    return browser_of(an_account(Role.ADMIN))


def apply(number: int) -> Registration:
    values = {"organisation": f"업체 {number}"}
    wish = an_application("cataloguer", login=f"firm-{number}", values=values)
    return registration.apply(wish, timezone.now())


def test_the_oldest_opens_first_and_each_decision_opens_the_next(desk: Client) -> None:
    rows = [apply(number) for number in range(3)]
    place = desk.get("/desk").headers["Location"]
    seen = []
    while place != "/desk/done":
        assert desk.get(place).status_code == 200
        seen.append(place.rpartition("/")[2])
        said = {"state": "rejected", "reason": "시험"}
        place = desk.post(f"{place}/decide", said).headers["Location"]
    assert seen == [row.id for row in rows]
    assert "심사할 신청이 없습니다" in desk.get(place).content.decode()


def test_what_another_operator_decided_meanwhile_is_said_and_kept(desk: Client) -> None:
    row = apply(1)
    desk.post(f"/desk/{row.id}/decide", {"state": "on-hold", "reason": "서류", "version": "1"})
    late = desk.post(f"/desk/{row.id}/decide", {"state": "approved", "version": "1"})
    assert late.status_code == 422
    assert "먼저 심사했습니다" in late.content.decode()
    row.refresh_from_db()
    assert row.state == "on-hold"


@pytest.mark.parametrize("said", [{}, {"state": "king"}, {"state": "on-hold"}])
def test_a_decision_that_is_none_is_asked_again(desk: Client, said: dict[str, str]) -> None:
    row = apply(1)
    assert desk.post(f"/desk/{row.id}/decide", said).status_code == 422
    row.refresh_from_db()
    assert row.state == "pending"


def test_joining_an_organisation_that_is_here_is_offered(desk: Client) -> None:
    a_vendor("먼저 온 업체").__class__.objects.update(business_no="1108700012")
    row = apply(1)
    page = desk.get(f"/desk/{row.id}").content.decode()
    assert "이미 있는 곳입니다: 먼저 온 업체" in page
    refused = desk.post(f"/desk/{row.id}/decide", {"state": "approved"})
    assert refused.status_code == 422
    joined = desk.post(f"/desk/{row.id}/decide", {"state": "approved", "join": "on"})
    assert joined.status_code == 302


def test_a_scan_is_given_with_a_fixed_type_and_may_do_nothing(desk: Client) -> None:
    row = registration.apply(an_application(), NOW)
    kept = papers.put(row, "business-licence", "<script>.pdf", PDF, NOW)
    answer = desk.get(f"/desk/papers/{kept.id}")
    assert answer.content == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert f"/desk/papers/{kept.id}" in desk.get(f"/desk/{row.id}").content.decode()


def test_sanctions_are_entered_shown_and_lifted(desk: Client) -> None:
    vendor = a_vendor("담합업체")
    said = {"starts_on": "2026-11-01", "ends_on": "2027-10-31", "reason": "담합"}
    assert desk.post(f"/desk/vendors/{vendor.id}/sanctions", said).status_code == 302
    assert "담합" in desk.get("/desk/vendors?q=담합업체").content.decode()
    row = vendor.sanctions.get()
    assert desk.post(f"/desk/sanctions/{row.id}/lift", {"reason": "판결"}).status_code == 302
    assert "판결" in desk.get("/desk/vendors").content.decode()


@pytest.mark.parametrize(
    "said",
    [{"starts_on": "x"}, {"starts_on": "2026-11-02", "ends_on": "2026-11-01", "reason": "x"}],
)
def test_a_sanction_that_is_none_is_refused_in_words(desk: Client, said: dict[str, str]) -> None:
    vendor = a_vendor()
    assert desk.post(f"/desk/vendors/{vendor.id}/sanctions", said).status_code == 422
    assert not vendor.sanctions.exists()


def test_news_is_read_and_the_ways_are_chosen() -> None:
    reader = an_account(Role.MANAGER, an_institution())
    browser = browser_of(reader)
    notices.tell([reader], notices.EVIDENCE, {"contract": "책상 구매"}, "/contracts/1", NOW)
    assert '<span class="count">1</span>' in browser.get("/contracts").content.decode()
    assert "책상 구매" in browser.get("/notices").content.decode()
    assert '<span class="count">' not in browser.get("/contracts").content.decode()
    browser.post("/notices/choices", {"late-email": "on", "late-daily": "on"})
    assert notices.choice(reader, notices.LATE) == (["email"], True)
    assert notices.choice(reader, notices.EVIDENCE) == ([], False)


def test_what_came_meanwhile_opens_when_the_empty_desk_is_looked_at_again(desk: Client) -> None:
    assert desk.get("/desk/done").status_code == 200
    row = apply(1)
    assert desk.get("/desk/done").headers["Location"] == f"/desk/{row.id}"
