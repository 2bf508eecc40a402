"""Journeys of applicants: apply in the browser, follow the state, send papers, hand in again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from vendorcore.domain import Role, korean_day

from tests.vendorserver.builders import a_vendor, an_account
from tests.vendorserver.portal.conftest import browser_of
from tests.vendorserver.services.applications import PASSWORD, PDF, VALUES
from vendorserver.models import Account, Registration, Vendor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]
NUMBER = "110-87-00012"
TWICE = {"password": PASSWORD, "password_again": PASSWORD}


def scan(name: str = "scan.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def fill(browser: Client, kind: str, **more: Any) -> Registration:
    """Fill in the form of a kind and send it."""
    said = {**VALUES[kind], "login": f"new-{kind}", **TWICE}
    answer = browser.post(f"/apply/{kind}", said | more)
    assert answer.status_code == 302, answer.content.decode()
    return Registration.objects.get(login=f"new-{kind}")


def standing(row: Registration) -> str:
    """Read the state as anybody with the two numbers does."""
    said = {"receipt_no": row.receipt_no, "number": NUMBER}
    return Client().post("/applications", said).content.decode()


def decide(browser: Client, row: Registration, **said: Any) -> str:
    answer = browser.post(f"/desk/{row.id}/decide", said)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def operator() -> Client:
    return browser_of(an_account(Role.APPROVER))


@pytest.mark.parametrize("kind", ["institution", "vendor", "cataloguer", "stockpile"])
def test_each_kind_is_applied_for_and_approved(kind: str) -> None:
    browser, desk = Client(), operator()
    row = fill(browser, kind)
    page = browser.get("/applications/done").content.decode()
    assert row.receipt_no in page
    assert "등록 신청서" in page
    assert "대기" in standing(row)
    assert decide(desk, row, state="approved") == "/desk/done"
    assert "승인" in standing(row)
    account = Account.objects.get(login=f"new-{kind}")
    assert account.check_password(PASSWORD)


def test_papers_that_came_are_ticked_and_the_menu_counts_who_waits() -> None:
    browser = Client()
    fill(browser, "vendor", **{"paper-business-licence": scan()})
    page = browser.get("/applications/done").content.decode()
    assert page.count("☑") == 1
    assert "(화면에서 제출)" in page.partition("☑")[2].partition("<br>")[0]
    assert "☐" in page
    menu = operator().get("/contracts").content.decode()
    assert re.search(r'href="/desk">심사 <span class="count">1</span>', menu)


@pytest.mark.parametrize("kind", ["institution", "vendor", "stockpile"])
def test_held_for_a_paper_that_arrives_by_post_and_then_approved(kind: str) -> None:
    desk = operator()
    row = fill(Client(), kind)
    missing = "official-letter" if kind == "institution" else "business-licence"
    decide(desk, row, state="on-hold", missing=[missing])
    page = standing(row)
    assert "보류" in page
    assert "아직 없는 서류" in page
    assert decide_paper(desk, row, missing) == f"/desk/{row.id}"
    assert desk.get("/desk").headers["Location"] == f"/desk/{row.id}"
    decide(desk, row, state="approved")
    assert "승인" in standing(row)


def decide_paper(desk: Client, row: Registration, key: str) -> str:
    said = {"paper": key, "channel": "post", "arrived_on": korean_day(timezone.now()).isoformat()}
    answer = desk.post(f"/desk/{row.id}/papers", said | {"scan": scan()})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_a_rejected_application_is_corrected_and_handed_in_again() -> None:
    browser, desk = Client(), operator()
    row = fill(browser, "vendor")
    decide(desk, row, state="rejected", reason="상호가 서류와 다릅니다")
    page = standing(row)
    assert "상호가 서류와 다릅니다" in page
    numbers = {"receipt_no": row.receipt_no, "number": NUMBER}
    wrong = browser.post("/applications/resume", numbers | {"password": "guess"})
    assert wrong.status_code == 401
    right = browser.post("/applications/resume", numbers | {"password": PASSWORD})
    assert right.headers["Location"] == "/applications/mine"
    assert "한빛가구" in browser.get("/applications/mine").content.decode()
    said = VALUES["vendor"] | {"organisation": "한빛가구 주식회사"}
    again = browser.post("/applications/mine", said | {"paper-business-licence": scan()})
    assert again.status_code == 302
    assert decide(desk, row, state="approved") == "/desk/done"
    assert Vendor.objects.get().name == "한빛가구 주식회사"


def test_every_wrong_field_is_named_and_nothing_typed_is_lost() -> None:
    said = VALUES["vendor"] | {
        "business_no": "1",
        "contact_email": "x",
        "login": "a",
        "password": "b",
        "password_again": "b",
    }
    answer = Client().post("/apply/vendor", said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('aria-invalid="true"') == 4
    assert VALUES["vendor"]["representative"] in page
    assert not Registration.objects.exists()


@pytest.mark.parametrize("again", ["", PASSWORD + " "])
def test_a_password_that_was_mistyped_is_noticed_at_once(again: str) -> None:
    said = {**VALUES["vendor"], "login": "new", "password": PASSWORD, "password_again": again}
    answer = Client().post("/apply/vendor", said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "두 번 적은 비밀번호가 서로 다릅니다." in page
    assert PASSWORD not in page
    assert VALUES["vendor"]["representative"] in page
    assert not Registration.objects.exists()


def test_a_file_that_is_no_scan_is_refused_and_nothing_is_stored() -> None:
    said = {**VALUES["vendor"], "login": "new", **TWICE}
    answer = Client().post(
        "/apply/vendor", said | {"paper-business-licence": scan("virus.exe", b"MZ")}
    )
    assert answer.status_code == 422
    assert "PDF, JPEG, PNG" in answer.content.decode()
    assert not Registration.objects.exists()


def test_numbers_that_do_not_belong_together_show_nothing() -> None:
    row = fill(Client(), "vendor")
    said = {"receipt_no": row.receipt_no, "number": "2208600025"}
    answer = Client().post("/applications", said)
    assert answer.status_code == 404
    assert "한빛가구" not in answer.content.decode()


def test_the_state_page_tells_no_personal_data() -> None:
    page = standing(fill(Client(), "vendor"))
    assert not [word for word in ("홍길동", "hong@", "010-1234") if word in page]


def test_a_change_is_applied_for_seen_side_by_side_and_approved() -> None:
    vendor = a_vendor("한빛가구")
    owner, desk = browser_of(an_account(Role.OWNER, vendor)), operator()
    assert "한빛가구" in owner.get("/account/change").content.decode()
    said = {"organisation": "한빛퍼니처", "why": "상호 변경", "paper-proof": scan()}
    assert owner.post("/account/change", said).status_code == 302
    row = Registration.objects.get()
    page = desk.get(f"/desk/{row.id}").content.decode()
    assert "한빛가구" in page
    assert "한빛퍼니처" in page
    decide(desk, row, state="approved")
    vendor.refresh_from_db()
    assert vendor.name == "한빛퍼니처"


def test_an_operator_proposes_another_and_cannot_approve_it_alone() -> None:
    admin = browser_of(an_account(Role.ADMIN))
    said = {"organisation": "운영팀", "role": "approver", "contact_name": "새 사람"}
    said |= {"contact_email": "new@example.kr", "login": "newop", **TWICE}
    assert admin.post("/desk/operators", said).status_code == 302
    row = Registration.objects.get()
    alone = admin.post(f"/desk/{row.id}/decide", {"state": "approved"})
    assert alone.status_code == 422
    assert "다른 운영자" in alone.content.decode()
    decide(operator(), row, state="approved")
    assert Account.objects.get(login="newop").role == "approver"


@pytest.mark.parametrize(
    ("language", "words"),
    [("ko", ("운영 관리자", "승인담당", "지원담당", "감사")), ("en", ("Approver", "Auditor"))],
)
def test_the_role_of_an_operator_is_chosen_in_words(language: str, words: tuple[str, ...]) -> None:
    page = browser_of(an_account(Role.ADMIN)).get(
        "/desk/operators", headers={"Accept-Language": language}
    )
    shown = page.content.decode()
    assert all(f">{word}</option>" in shown for word in words)
    assert "(admin, approver" not in shown
