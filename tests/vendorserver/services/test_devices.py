"""A lost computer is ended; so are all of them when the account is no longer trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import Refused, SignInNeeded

from tests.vendorserver.builders import NOW
from tests.vendorserver.services.test_sign_in import Joined, a_device
from vendorserver import models
from vendorserver.services import accounts, devices, enrolment
from vendorserver.services.access import viewer_from

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

ENDINGS: list[Callable[[Joined], object]] = [
    lambda joined: devices.revoke(joined.device.id, NOW),
    lambda joined: accounts.set_password(joined.account, "정말로 긴 새 비밀번호", NOW),
    lambda joined: accounts.deactivate(joined.account, NOW),
]


@pytest.mark.parametrize("end", ENDINGS)
def test_an_ended_computer_signs_in_no_more(end: Callable[[Joined], object]) -> None:
    joined = Joined()
    tokens = joined.refresh(joined.first)
    end(joined)
    assert viewer_from(f"Bearer {tokens.access_token}", "") is None
    with pytest.raises(SignInNeeded):
        joined.refresh(tokens.refresh_token)


def test_a_new_password_makes_open_tickets_worthless() -> None:
    joined = Joined()
    code = enrolment.new_ticket(joined.account, "http://127.0.0.1:1", NOW).code
    accounts.set_password(joined.account, "정말로 긴 새 비밀번호", NOW)
    with pytest.raises(Refused, match="enrolment-code-refused"):
        enrolment.enrol(a_device(code, joined.key), NOW)


def test_other_computers_of_the_account_stay() -> None:
    lost, other = Joined(), Joined()
    devices.revoke(lost.device.id, NOW)
    assert other.refresh(other.first).expires_in == 900


def test_a_computer_is_ended_once() -> None:
    joined = Joined()
    devices.revoke(joined.device.id, NOW)
    devices.revoke(joined.device.id, NOW)
    assert models.AuditEntry.objects.filter(action="device.revoked").count() == 1


def test_an_unknown_computer_is_said_to_be_unknown() -> None:
    with pytest.raises(Refused, match="computer-unknown"):
        devices.revoke("x", NOW)


def test_the_list_tells_which_computers_are_ended() -> None:
    joined = Joined()
    devices.revoke(joined.device.id, NOW)
    (row,) = devices.of(joined.account)
    assert devices.shown(row)["revoked_at"] == "2026-11-20T03:00:00.000000Z"
