"""컴퓨터 연결: a code for whoever knows the password, and an end for a lost computer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import Role, new_id
from vendorcore.protocol import EnrolmentTicket

from tests.vendorserver.builders import a_computer, an_account, an_institution
from tests.vendorserver.portal.conftest import browser_of
from vendorserver.services import accounts

if TYPE_CHECKING:
    from vendorserver.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]
PASSWORD = "긴 비밀번호 하나"


@pytest.fixture
def owner() -> Account:
    account = an_account(Role.OWNER)
    accounts._set(account, PASSWORD)
    account.save()
    return account


def test_a_code_joins_a_computer_and_is_shown_once(owner: Account) -> None:
    browser = browser_of(owner)
    page = browser.post("/account/computers", {"present": PASSWORD}).content.decode()
    found = re.search(r"vendor1\.[\w-]+", page)
    assert found is not None
    ticket = EnrolmentTicket.from_text(found[0])
    assert ticket.url.startswith("http")
    assert ticket.code not in browser.get("/account/computers").content.decode()


@pytest.mark.parametrize(("present", "status"), [("", 422), ("falsch", 401)])
def test_without_the_password_there_is_no_code(owner: Account, present: str, status: int) -> None:
    answer = browser_of(owner).post("/account/computers", {"present": present})
    assert answer.status_code == status
    assert "vendor1." not in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_a_lost_computer_is_cut_off_by_its_owner_alone(owner: Account) -> None:
    device = a_computer(owner).device
    other = browser_of(an_account(Role.OWNER))
    assert other.post(f"/account/computers/{device.id}/end").status_code == 404
    mine = browser_of(owner)
    assert device.name in mine.get("/account/computers").content.decode()
    assert mine.post(f"/account/computers/{device.id}/end").status_code == 302
    device.refresh_from_db()
    assert device.revoked_because == "owner"
    assert mine.post(f"/account/computers/{new_id()}/end").status_code == 404


def test_officers_have_no_computers() -> None:
    officer = browser_of(an_account(Role.MANAGER, an_institution()))
    assert officer.get("/account/computers").status_code == 403
