"""A vendor's person may choose a second proof, and go without it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from vendorcore.domain import Role
from vendorcore.errors import Refused

from tests.vendorserver.builders import an_account
from tests.vendorserver.portal.conftest import PASSWORD, browser_of
from tests.vendorserver.portal.test_proving import code
from vendorserver.models import SecondFactor
from vendorserver.services import second_factor

if TYPE_CHECKING:
    from vendorserver.models import Account

SAID = {"login": "kim", "password": PASSWORD}


@pytest.fixture
def browser(person: Account) -> Client:
    browser = Client()
    browser.post("/sign-in", SAID)
    return browser


def choose(browser: Client) -> None:
    asked = browser.post("/account/proof", {"present": PASSWORD})
    assert asked.headers["Location"] == "/sign-in/setup"
    browser.get("/sign-in/setup")
    answer = browser.post("/sign-in/setup", {"code": code()})
    assert len(answer.context["codes"]) == 10


def test_next_sign_in_asks_who_chose_a_second_proof(browser: Client) -> None:
    assert "두 번째 확인 정하기" in browser.get("/account").content.decode()
    choose(browser)
    assert "남은 복구 코드 10개" in browser.get("/account").content.decode()
    assert Client().post("/sign-in", SAID).headers["Location"] == "/sign-in/code"


def test_it_is_given_up_with_the_password(browser: Client) -> None:
    choose(browser)
    assert browser.post("/account/proof", {"present": PASSWORD}).headers["Location"] == "/account"
    assert not SecondFactor.objects.exists()
    assert Client().post("/sign-in", SAID).headers["Location"] == "/contracts"


@pytest.mark.parametrize("address", ["/account/proof", "/account/codes"])
def test_whoever_finds_an_open_browser_changes_nothing(browser: Client, address: str) -> None:
    choose(browser)
    refused = browser.post(address, {"present": "wrong"})
    assert refused.status_code == 422
    assert "비밀번호가 맞지 않습니다" in refused.content.decode()
    assert second_factor.is_set_up(SecondFactor.objects.get().account)


def test_an_officer_can_not_go_without(person: Account) -> None:
    officer = an_account(Role.MANAGER, password=make_password(PASSWORD), email="a@korea.kr")
    second_factor.accept_mailbox(officer, officer.created_at)
    refused = browser_of(officer).post("/account/proof", {"present": PASSWORD})
    assert refused.status_code == 422
    assert second_factor.is_set_up(officer)
    assert "그만두기" not in browser_of(officer).get("/account").content.decode()
    with pytest.raises(Refused):
        second_factor.give_up(officer)
