"""Passwords: proven slowly, guessed in vain."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from vendorcore.domain import Role
from vendorcore.errors import Conflict, InvalidEntry, Refused, SignInNeeded

from tests.vendorserver.builders import NOW, later
from vendorserver import models
from vendorserver.services import accounts, throttle
from vendorserver.settings.caller import caller_address

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture
def address() -> Iterator[str]:
    token = caller_address.set("203.0.113.7")
    yield "203.0.113.7"
    caller_address.reset(token)


def a_wish(**changes: Any) -> accounts.NewAccount:
    fields = {"login": "Kim", "role": Role.ADMIN, "password": "긴 비밀번호 하나"}
    return accounts.NewAccount(**(fields | changes))


def test_a_password_is_proven_however_the_login_is_cased() -> None:
    account = accounts.create(a_wish())
    assert accounts.proven(" kIM ", "긴 비밀번호 하나", NOW) == account
    assert account.password.startswith("argon2$argon2id$")


def test_a_login_is_taken_once() -> None:
    accounts.create(a_wish())
    with pytest.raises(Conflict):
        accounts.create(a_wish(login="KIM", password=""))


@pytest.mark.parametrize("changes", [{"password": "short"}, {"password": "password"}])
def test_a_weak_password_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(InvalidEntry):
        accounts.create(a_wish(**changes))


def test_an_account_needs_a_login_and_a_side_that_fits_its_role() -> None:
    with pytest.raises(InvalidEntry):
        accounts.create(a_wish(login=" "))
    with pytest.raises(InvalidEntry, match="role-and-vendor"):
        accounts.create(a_wish(role=Role.OWNER, password=""))
    with pytest.raises(InvalidEntry, match="role-and-institution"):
        accounts.create(a_wish(role=Role.MANAGER, password=""))


def test_wrong_passwords_slow_down_and_are_forgiven() -> None:
    accounts.create(a_wish())
    for _ in range(throttle.FREE_ATTEMPTS):
        with pytest.raises(SignInNeeded, match="wrong-password"):
            accounts.proven("kim", "wrong", NOW)
    with pytest.raises(Refused) as resting:
        accounts.proven("kim", "긴 비밀번호 하나", NOW)
    assert (resting.value.code, resting.value.details) == ("too-many-attempts", {"seconds": 11})
    accounts.proven("kim", "긴 비밀번호 하나", later(seconds=11))
    assert not models.LoginPause.objects.exists()


def test_guesses_at_once_are_counted_before_any_password_is_looked_at(address: str) -> None:
    for _ in range(throttle.FREE_ATTEMPTS):
        throttle.begin("kim", NOW)  # their passwords are still being looked at
    accounts.create(a_wish())
    with pytest.raises(Refused, match="too-many-attempts"):
        accounts.proven("kim", "긴 비밀번호 하나", NOW)


@pytest.mark.django_db(transaction=True)
def test_threads_that_guess_together_get_no_more_guesses() -> None:
    def guess(_number: int) -> bool:
        try:
            throttle.begin("kim", NOW)
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(guess, range(20))) == throttle.FREE_ATTEMPTS


def test_an_unknown_login_rests_like_a_known_one() -> None:
    for _ in range(throttle.FREE_ATTEMPTS):
        with pytest.raises(SignInNeeded, match="wrong-password"):
            accounts.proven("nobody", "x", NOW)
    with pytest.raises(Refused, match="too-many-attempts"):
        accounts.proven(" NOBODY ", "x", NOW)


def test_a_stranger_elsewhere_shuts_nobody_out(address: str) -> None:
    account = accounts.create(a_wish())
    for _ in range(throttle.FREE_ATTEMPTS):
        throttle.begin("kim", NOW)
    caller_address.set("203.0.113.8")
    assert accounts.proven("kim", "긴 비밀번호 하나", NOW) == account


def test_right_passwords_cost_an_office_nothing(address: str) -> None:
    accounts.create(a_wish())
    for _ in range(3):
        accounts.proven("kim", "긴 비밀번호 하나", NOW)
    assert models.AddressPause.objects.get().failures == 0


def test_an_unknown_login_looks_like_a_wrong_password() -> None:
    with pytest.raises(SignInNeeded, match="wrong-password"):
        accounts.proven("nobody", "x", NOW)
    with pytest.raises(Refused, match="account-unknown"):
        accounts.by_login("nobody")


def test_pauses_grow_and_stop_growing() -> None:
    pauses = [throttle.pause_after(failures) for failures in (4, 5, 6, 50)]
    assert pauses == [timedelta(seconds=s) for s in (0, 10, 20, 900)]
