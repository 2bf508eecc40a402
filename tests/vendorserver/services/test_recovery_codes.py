"""A code on paper opens once, however many use it at once; no answer's time tells who is known."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection

from vendorcore.domain import Role
from vendorcore.errors import SignInNeeded

from tests.vendorserver.builders import NOW, an_account
from vendorserver.models import AuditEntry, LoginPause, RecoveryCode, SecondFactor
from vendorserver.services import accounts, recovery_codes, second_factor

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorserver.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]
AT_ONCE, TURNS = 4, 5


def with_codes(login: str) -> tuple[Account, list[str]]:
    account = an_account(Role.MANAGER, login=login, password=make_password("나무 책상 백스무 개"))
    SecondFactor.objects.create(account=account, secret="", confirmed_at=NOW)
    return account, recovery_codes.fresh(account)


@pytest.mark.django_db(transaction=True)
def test_of_uses_of_one_code_at_once_exactly_one_wins() -> None:
    account, codes = with_codes("officer")
    start = Barrier(AT_ONCE)

    def use(_number: int) -> bool:
        try:
            start.wait(30)
            second_factor.prove(account, codes[0], NOW)
        except SignInNeeded:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert sum(threads.map(use, range(AT_ONCE))) == 1
    assert recovery_codes.left(account) == len(codes) - 1
    assert AuditEntry.objects.filter(action="account.recovery-code").count() == 1


def work(call: Callable[[], object]) -> float:
    """Return the processor time of one refused try: other work on the computer does not count."""
    LoginPause.objects.all().delete()
    SecondFactor.objects.update(failures=0, locked_until=None)
    began = time.process_time()
    with pytest.raises(SignInNeeded):
        call()
    return time.process_time() - began


def ratio(one: Callable[[], object], other: Callable[[], object]) -> float:
    work(one), work(other)
    pairs = [(work(one), work(other)) for _turn in range(TURNS)]
    return median(first for first, _ in pairs) / median(second for _, second in pairs)


def test_an_unknown_login_takes_as_long_as_a_wrong_password() -> None:
    with_codes("officer")
    asked = ratio(
        lambda: accounts.proven("nobody", "x", NOW), lambda: accounts.proven("officer", "x", NOW)
    )
    assert 0.5 < asked < 2.0


def test_who_has_no_codes_waits_as_long_as_who_typed_a_wrong_one() -> None:
    known, codes = with_codes("officer")
    bare, _codes = with_codes("other")
    RecoveryCode.objects.filter(account=bare).delete()
    recovery_codes.takes(known, codes[1], NOW)
    never, used = "abcde-23456", codes[1]
    assert 0.5 < ratio(lambda: prove(bare, never), lambda: prove(known, never)) < 2.0
    assert 0.5 < ratio(lambda: prove(known, used), lambda: prove(known, never)) < 2.0


def prove(account: Account, code: str) -> None:
    second_factor.prove(account, code, NOW)
