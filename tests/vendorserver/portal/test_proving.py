"""The second step of signing in, and the list of sign-ins."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from vendorcore.domain import Role

from tests.vendorserver.builders import an_account
from tests.vendorserver.portal.conftest import PASSWORD
from vendorserver.models import Account, PortalSession, SecondFactor
from vendorserver.services import totp

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings


@pytest.fixture
def officer(db: None, data_dir: Path) -> Account:
    return an_account(Role.INSPECTOR, login="officer", password=make_password(PASSWORD))


def password(browser: Client, going: str = "") -> str:
    said = {"login": "officer", "password": PASSWORD, "next": going}
    return browser.post("/sign-in", said).headers["Location"]


def code(ahead: int = 0) -> str:
    step = totp.step_of(timezone.now()) + ahead
    return totp.code_at(SecondFactor.objects.get().secret, step)


def set_up(browser: Client) -> list[str]:
    assert password(browser, "/contracts?page=2") == "/sign-in/setup"
    browser.get("/sign-in/setup")
    answer = browser.post("/sign-in/setup", {"code": code()})
    assert 'href="/contracts?page=2"' in answer.content.decode()
    codes: list[str] = answer.context["codes"]
    return codes


def test_first_sign_in_registers_an_app_and_shows_recovery_codes_once(officer: Account) -> None:
    browser = Client()
    codes = set_up(browser)
    assert len(codes) == 10
    assert browser.get("/contracts").status_code == 200
    assert browser.get("/sign-in/setup").headers["Location"] == "/sign-in"


def test_password_alone_opens_nothing(officer: Account) -> None:
    browser = Client()
    password(browser)
    assert browser.get("/contracts").status_code == 302
    assert browser.get("/api/v1/contracts").status_code == 401


def test_next_sign_in_asks_for_a_code(officer: Account) -> None:
    codes = set_up(Client())
    browser = Client()
    assert password(browser) == "/sign-in/code"
    wrong = browser.post("/sign-in/code", {"code": "000000"})
    assert wrong.status_code == 401
    assert "인증 코드가 맞지 않습니다" in wrong.content.decode()
    assert browser.post("/sign-in/code", {"code": code(1)}).headers["Location"] == "/contracts"
    other = Client()
    password(other)
    assert other.post("/sign-in/code", {"code": codes[3]}).headers["Location"] == "/contracts"


def test_registering_again_after_the_password_is_not_possible(officer: Account) -> None:
    set_up(Client())
    thief = Client()
    password(thief)
    assert thief.get("/sign-in/setup").headers["Location"] == "/sign-in"


def test_wrong_first_code_keeps_the_same_key(officer: Account) -> None:
    browser = Client()
    password(browser)
    before = browser.get("/sign-in/setup").context["secret"]
    answer = browser.post("/sign-in/setup", {"code": "0"})
    assert (answer.status_code, answer.context["secret"]) == (401, before)


def test_second_step_must_follow_soon(officer: Account) -> None:
    browser = Client()
    password(browser)
    session = browser.session
    session["pending"] |= {"at": (timezone.now() - timedelta(minutes=11)).isoformat()}
    session.save()
    assert browser.get("/sign-in/setup").headers["Location"] == "/sign-in"


def test_demo_accounts_on_loopback_need_no_second_step(
    officer: Account, settings: Settings
) -> None:
    Account.objects.update(demo=True)
    assert password(Client()) == "/sign-in/setup"
    settings.SERVER = dataclasses.replace(settings.SERVER, demo=True)
    assert password(Client()) == "/contracts"


def test_person_sees_and_ends_sign_ins_elsewhere(person: Account) -> None:
    here, elsewhere = Client(), Client(headers={"user-agent": "Firefox 가짜"})
    for browser in (here, elsewhere):
        browser.post("/sign-in", {"login": "kim", "password": PASSWORD})
    page = here.get("/account").content.decode()
    assert "Firefox 가짜" in page
    other = PortalSession.objects.exclude(session_key=here.session.session_key).get()
    here.post(f"/account/sessions/{other.id}/end")
    assert elsewhere.get("/contracts").status_code == 302
    assert here.get("/contracts").status_code == 200


def test_nobody_ends_the_sign_in_of_another(person: Account, officer: Account) -> None:
    browser = Client()
    browser.post("/sign-in", {"login": "kim", "password": PASSWORD})
    stranger = Client()
    set_up(stranger)
    stranger.post(f"/account/sessions/{PortalSession.objects.get(account=person).id}/end")
    assert browser.get("/contracts").status_code == 200
    assert "kim" not in stranger.get("/account").content.decode()


def test_list_forgets_sign_ins_that_are_over(person: Account) -> None:
    browser = Client()
    browser.post("/sign-in", {"login": "kim", "password": PASSWORD})
    browser.post("/sign-out")
    browser.post("/sign-in", {"login": "kim", "password": PASSWORD})
    assert browser.get("/account").content.decode().count("<li>") == 1
