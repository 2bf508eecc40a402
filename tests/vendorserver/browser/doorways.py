"""Browsers that stand half-way: after the password, or with an application in hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from vendorcore.domain import RegistrationState, Role, is_business_number

from tests.vendorserver.builders import an_account
from tests.vendorserver.portal.conftest import PASSWORD
from tests.vendorserver.services.applications import an_application
from vendorserver.portal.applying import MINE
from vendorserver.services import registration, second_factor, totp

if TYPE_CHECKING:
    from vendorserver.models import Account


def half_way() -> dict[str, str]:
    """Return the session of each who has taken a first step and not the next."""
    return {
        "choosing": _after_password("choosing"),
        "proving": _after_password("proving", with_app=True),
        "applicant": _with_application("2"),
        "held": _with_application("3", held=True),
    }


def _after_password(login: str, *, with_app: bool = False) -> str:
    account = an_account(
        Role.INSPECTOR, login=login, email="han@korea.kr", password=make_password(PASSWORD)
    )
    if with_app:
        _register(account)
    browser = Client()
    browser.post("/sign-in", {"login": login, "password": PASSWORD})
    return browser.session.session_key or ""


def _register(account: Account) -> None:
    now = timezone.now()
    secret = second_factor.secret_to_set_up(account)
    second_factor.set_up(account, totp.code_at(secret, totp.step_of(now)), now)


def _with_application(number: str, *, held: bool = False) -> str:
    wish, now = an_application(), timezone.now()
    values = dict(wish.values) | {"business_no": _a_number(number)}
    row = registration.apply(replace(wish, login=f"applicant{number}", values=values), now)
    if held:
        decision = registration.Decision(RegistrationState.ON_HOLD, "서류가 흐립니다.")
        registration.decide(an_account(Role.APPROVER), row.id, decision, now)
    browser = Client()
    session = browser.session
    session[MINE] = row.id
    session.save()
    return session.session_key or ""


def _a_number(first: str) -> str:
    """Return a 사업자등록번호 whose check digit is right."""
    return next(filter(is_business_number, (f"{first}10-81-{tail:05d}" for tail in range(100))))
