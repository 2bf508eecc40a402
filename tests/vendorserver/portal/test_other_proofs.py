"""Signing in by letter or certificate, and beginning anew, on the pages."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from vendorcore.domain import Role

from tests.vendorserver.builders import an_account
from tests.vendorserver.portal.conftest import PASSWORD, browser_of
from tests.vendorserver.services.test_other_proofs import RSA, a_certificate, signed
from vendorserver.models import Account, MailCode, SecondFactor
from vendorserver.services import one_time_links

if TYPE_CHECKING:
    from pathlib import Path

    from django.core.mail import EmailMessage


@pytest.fixture
def officer(db: None, data_dir: Path) -> Account:
    fields = {"login": "officer", "password": make_password(PASSWORD), "email": "o@korea.kr"}
    return an_account(Role.INSPECTOR, **fields)


def password(browser: Client) -> str:
    said = {"login": "officer", "password": PASSWORD, "next": "/requests"}
    return browser.post("/sign-in", said).headers["Location"]


def code_in(letter: EmailMessage) -> str:
    found = re.search(r"\d{8}", str(letter.body))
    assert found
    return found[0]


def test_officer_without_a_phone_signs_in_by_mail(
    officer: Account, mailoutbox: list[EmailMessage]
) -> None:
    browser = Client()
    password(browser)
    assert "o***@korea.kr" in browser.get("/sign-in/setup").content.decode()
    page = browser.post("/sign-in/setup", {"kind": "mail", "send": "1"}).content.decode()
    assert "메일로 받은 코드" in page
    said = {"kind": "mail", "code": code_in(mailoutbox[-1])}
    assert "복구 코드" in browser.post("/sign-in/setup", said).content.decode()
    MailCode.objects.all().delete()
    again = Client()
    assert password(again) == "/sign-in/code"
    assert "o***@korea.kr" in again.get("/sign-in/code").content.decode()
    answer = again.post("/sign-in/code", {"code": code_in(mailoutbox[-1])})
    assert answer.headers["Location"] == "/requests"


def test_mail_that_cannot_go_is_said(officer: Account) -> None:
    Account.objects.update(email="")
    browser = Client()
    password(browser)
    assert browser.post("/sign-in/setup", {"kind": "mail", "send": "1"}).status_code == 503


def test_officer_signs_in_by_certificate_and_each_question_is_asked_once(officer: Account) -> None:
    browser = Client()
    password(browser)
    question = browser.get("/sign-in/setup").context["question"]
    said = {"certificate": a_certificate(RSA, days=3650), "signature": signed(RSA, question)}
    assert browser.post("/sign-in/setup", {"kind": "certificate", **said}).status_code == 200
    assert SecondFactor.objects.get().kind == "certificate"
    again = Client()
    password(again)
    question = again.get("/sign-in/code").context["question"]
    wrong = again.post("/sign-in/code", {"signature": signed(RSA, question + "x")})
    assert wrong.status_code == 401
    replayed = again.post("/sign-in/code", {"signature": signed(RSA, question)})
    assert replayed.status_code == 401
    fresh = replayed.context["question"]
    answer = again.post("/sign-in/code", {"signature": signed(RSA, fresh)})
    assert answer.headers["Location"] == "/requests"


def test_person_makes_new_recovery_codes(officer: Account) -> None:
    SecondFactor.objects.create(account=officer, kind="mail", confirmed_at=timezone.now())
    browser = browser_of(officer)
    assert "메일로 받는 코드" in browser.get("/account").content.decode()
    codes = browser.post("/account/codes", {"present": PASSWORD}).context["codes"]
    assert len(codes) == 10
    assert "남은 복구 코드 10개" in browser.get("/account").content.decode()


def test_person_without_a_second_proof_has_no_codes(officer: Account) -> None:
    assert browser_of(officer).post("/account/codes").headers["Location"] == "/account"


def test_operator_helps_on_a_page(officer: Account, mailoutbox: list[EmailMessage]) -> None:
    browser = browser_of(an_account(Role.SUPPORT))
    said = {"login": "officer", "reason": "휴대폰 분실", "proof": "too"}
    page = browser.post("/recover", said).content.decode()
    assert "officer 님의 로그인을 모두 끝냈고" in page
    assert mailoutbox[0].to == ["o@korea.kr"]
    Account.objects.filter(login="officer").update(email="")
    assert "메일을 보내지 못했습니다" in browser.post("/recover", said).content.decode()
    unknown = browser.post("/recover", {"login": "nobody", "reason": "x"})
    assert (unknown.status_code, "그런 계정이 없습니다" in unknown.content.decode()) == (422, True)


def twice(password: str) -> dict[str, str]:
    """Return what the two fields of a new password say."""
    return {"password": password, "password_again": password}


def test_letter_leads_in_with_a_new_password(officer: Account) -> None:
    address = one_time_links.new(officer, timezone.now(), timedelta(hours=1), "/requests")
    path = "/begin/" + address.rpartition("/")[2]
    browser = Client()
    assert browser.get(path).status_code == browser.get(path).status_code == 200
    assert browser.post(path, twice("12345678")).status_code == 422
    differing = browser.post(path, twice("새 비밀번호 하나") | {"password_again": "새 비밀번호 둘"})
    assert (differing.status_code, "서로 다릅니다" in differing.content.decode()) == (422, True)
    answer = browser.post(path, twice("새 비밀번호 하나"))
    assert answer.headers["Location"] == "/requests"
    assert browser.get("/requests").status_code == 200
    spent = Client().get(path)
    assert (spent.status_code, "더는 쓸 수 없는 주소" in spent.content.decode()) == (410, True)


def test_letter_does_not_replace_another_second_proof(officer: Account) -> None:
    SecondFactor.objects.create(account=officer, kind="app", confirmed_at=timezone.now())
    address = one_time_links.new(officer, timezone.now(), timedelta(hours=1))
    path = "/begin/" + address.rpartition("/")[2]
    answer = Client().post(path, twice("새 비밀번호 하나"))
    assert answer.headers["Location"] == "/sign-in/code"


def test_person_changes_the_password_and_ends_other_sign_ins(person: Account) -> None:
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        browser.post("/sign-in", {"login": "kim", "password": PASSWORD})
    assert here.get("/account/password").status_code == 200
    said = {"present": PASSWORD, **twice("새 비밀번호 하나")}
    for refused in ({"present": "x"}, twice("짧다"), {"password_again": "새 비밀번호 둘"}):
        assert here.post("/account/password", said | refused).status_code == 422
    assert "서로 다릅니다" in here.post("/account/password", said | refused).content.decode()
    assert elsewhere.get("/account").status_code == 200
    assert here.post("/account/password", said).headers["Location"] == "/account"
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302


def test_signing_out_clears_what_the_browser_kept(person: Account) -> None:
    browser = browser_of(person)
    assert "cache" in browser.post("/sign-out").headers["Clear-Site-Data"]


def test_who_knew_the_password_gains_nothing_by_a_recovery(officer: Account) -> None:
    SecondFactor.objects.create(account=officer, kind="mail", confirmed_at=timezone.now())
    begun = Client()
    assert password(begun) == "/sign-in/code"
    said = {"login": "officer", "reason": "휴대폰 분실", "proof": "too"}
    browser_of(an_account(Role.SUPPORT)).post("/recover", said)
    assert begun.get("/sign-in/setup").headers["Location"] == "/sign-in"
    known = {"login": "officer", "password": PASSWORD}
    assert Client().post("/sign-in", known).status_code == 401


def test_a_changed_password_ends_a_sign_in_that_waits_for_its_second_proof(
    officer: Account,
) -> None:
    begun = Client()
    assert password(begun) == "/sign-in/setup"
    officer.set_password("새 비밀번호 하나")
    officer.save()
    assert begun.get("/sign-in/setup").headers["Location"] == "/sign-in"
