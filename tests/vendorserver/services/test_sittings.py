"""A browser that nobody uses is signed out; one that is used lasts a working day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.vendorserver.builders import an_account
from tests.vendorserver.portal.conftest import browser_of
from vendorserver.services import sittings

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(data_dir: Path) -> Client:
    return browser_of(an_account())


def signed_in(browser: Client, now: datetime) -> bool:
    return SESSION_KEY in sittings.read(browser.session.session_key or "", now)


def after(**much: float) -> datetime:
    return timezone.now() + timedelta(**much)


def test_browser_that_nobody_uses_is_signed_out(browser: Client) -> None:
    assert signed_in(browser, after(minutes=59))
    assert not signed_in(browser, after(minutes=59 + 61))


def test_each_use_keeps_it_awake_until_the_working_day_ends(browser: Client) -> None:
    for minutes in range(0, 8 * 60, 30):
        assert signed_in(browser, after(minutes=minutes)), minutes
    assert not signed_in(browser, after(hours=8, seconds=1))


def test_page_asks_to_sign_in_again(browser: Client) -> None:
    assert browser.get("/contracts").status_code == 200
    Session.objects.update(expire_date=after(seconds=-1))
    assert browser.get("/contracts?q=1").headers["Location"].startswith("/sign-in?next=")
    assert browser.get("/api/v1/contracts").status_code == 401


def test_uses_close_together_write_once(browser: Client) -> None:
    signed_in(browser, after())
    before = Session.objects.get().expire_date
    signed_in(browser, after(seconds=30))
    assert Session.objects.get().expire_date == before


def test_session_of_nobody_ends_by_itself(data_dir: Path) -> None:
    assert sittings.read("unknown", after()) == {}
