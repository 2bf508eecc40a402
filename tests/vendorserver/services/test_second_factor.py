"""Codes of apps and of paper: right once, slow after failures, for those who need them."""

from __future__ import annotations

import base64
import dataclasses
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection

from vendorcore.domain import Role
from vendorcore.errors import Refused, SignInNeeded

from tests.vendorserver.builders import NOW, an_account, later
from vendorserver.models import Account, AddressPause, RecoveryCode, SecondFactor
from vendorserver.services import accounts, recovery_codes, second_factor, throttle, totp
from vendorserver.services.access import token_hash
from vendorserver.services.throttle import FREE_ATTEMPTS
from vendorserver.settings.caller import caller_address
from vendorserver.settings.key_files import make_keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db
RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.fixture
def officer(data_dir: Path) -> Account:
    return an_account(Role.MANAGER)


@pytest.fixture
def address() -> Iterator[str]:
    token = caller_address.set("203.0.113.7")
    yield "203.0.113.7"
    caller_address.reset(token)


def registered(account: Account) -> tuple[str, list[str]]:
    secret = second_factor.secret_to_set_up(account)
    return secret, second_factor.set_up(account, code(secret, NOW), NOW)


def code(secret: str, moment: datetime) -> str:
    return totp.code_at(secret, totp.step_of(moment))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(seconds: int, said: str) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    assert code(RFC_SECRET, moment) == said
    assert totp.matching_step(RFC_SECRET, said, moment) == seconds // 30


def test_code_of_the_half_minute_before_or_after_is_right() -> None:
    for seconds in (-30, 30):
        assert totp.matching_step(RFC_SECRET, code(RFC_SECRET, later(seconds=seconds)), NOW)
    assert not totp.matching_step(RFC_SECRET, code(RFC_SECRET, later(seconds=90)), NOW)
    assert not totp.matching_step(RFC_SECRET, "ａｂｃ", NOW)


@pytest.mark.parametrize(
    ("role", "needs"),
    [(Role.MANAGER, True), (Role.READER, True), (Role.ADMIN, True), (Role.OWNER, False)],
)
def test_institutions_and_operators_need_it(data_dir: Path, role: Role, *, needs: bool) -> None:
    assert second_factor.needed(an_account(role)) is needs


def test_code_works_once(officer: Account) -> None:
    secret, _codes = registered(officer)
    moment = later(minutes=5)
    second_factor.prove(officer, code(secret, moment), moment)
    with pytest.raises(SignInNeeded):
        second_factor.prove(officer, code(secret, moment), moment)


def test_recovery_code_works_once(officer: Account) -> None:
    _secret, codes = registered(officer)
    second_factor.prove(officer, f" {codes[0].upper()} ", NOW)
    assert recovery_codes.left(officer) == len(codes) - 1
    with pytest.raises(SignInNeeded):
        second_factor.prove(officer, codes[0], NOW)


def test_recovery_code_is_taken_without_its_dash(officer: Account) -> None:
    _secret, codes = registered(officer)
    second_factor.prove(officer, codes[1].replace("-", ""), NOW)
    assert recovery_codes.left(officer) == len(codes) - 1


def test_recovery_codes_are_hashed_slowly_and_with_a_key(
    officer: Account, settings: Settings
) -> None:
    _secret, codes = registered(officer)
    stored = set(RecoveryCode.objects.values_list("code_hash", flat=True))
    assert not stored & {token_hash(one) for one in codes}
    others = settings.SERVER.data_dir.with_name("others")
    make_keys(others / "keys")
    settings.SERVER = dataclasses.replace(settings.SERVER, data_dir=others)
    assert not recovery_codes.takes(officer, codes[0], NOW)


def test_codes_of_earlier_versions_work_and_are_hashed_anew(officer: Account) -> None:
    registered(officer)
    for one in ("abcde-23456", "fghjk-23456"):
        RecoveryCode.objects.create(account=officer, code_hash=token_hash(one))
    second_factor.prove(officer, "abcde-23456", NOW)
    assert recovery_codes.harden() == 1
    second_factor.prove(officer, "fghjk-23456", NOW)
    assert recovery_codes.harden() == 0


def test_app_is_registered_once_and_by_a_right_code(officer: Account) -> None:
    secret = second_factor.secret_to_set_up(officer)
    assert second_factor.secret_to_set_up(officer) == secret
    with pytest.raises(SignInNeeded):
        second_factor.set_up(officer, "000000", NOW)
    with pytest.raises(SignInNeeded):
        second_factor.prove(officer, code(secret, NOW), NOW)
    second_factor.set_up(officer, code(secret, NOW), NOW)
    with pytest.raises(Refused):
        second_factor.secret_to_set_up(officer)


def test_wrong_codes_slow_down_and_the_right_password_does_not_help(officer: Account) -> None:
    secret, _codes = registered(officer)
    for _attempt in range(FREE_ATTEMPTS):
        with pytest.raises(SignInNeeded):
            second_factor.prove(officer, "000000", NOW)
    with pytest.raises(Refused, match="too-many-attempts"):
        second_factor.prove(officer, code(secret, NOW), NOW)
    moment = later(minutes=5)
    second_factor.prove(officer, code(secret, moment), moment)
    assert SecondFactor.objects.get().failures == 0


def test_secret_is_sealed_in_the_database(officer: Account) -> None:
    registered(officer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM vendorserver_secondfactor")
        assert cursor.fetchone()[0].startswith("e1.")


def test_address_with_many_failures_rests_whatever_the_account(
    data_dir: Path, address: str
) -> None:
    person = an_account(Role.OFFICE, password=make_password("나무 책상 백스무 개"))
    AddressPause.objects.create(address=address, failures=throttle.FREE_FAILURES - 1, failed_at=NOW)
    with pytest.raises(SignInNeeded):
        accounts.proven("nobody", "x", NOW)
    with pytest.raises(Refused):
        accounts.proven(person.login, "나무 책상 백스무 개", NOW)
    assert accounts.proven(person.login, "나무 책상 백스무 개", later(minutes=20)) == person
    caller_address.set("203.0.113.8")
    assert accounts.proven(person.login, "나무 책상 백스무 개", NOW) == person


def test_old_failures_of_an_address_are_forgotten(data_dir: Path, address: str) -> None:
    AddressPause.objects.create(address=address, failures=500, failed_at=NOW)
    throttle.begin("nobody", later(hours=2))
    assert AddressPause.objects.get().failures == 1
    throttle.forget(later(hours=4))
    assert not AddressPause.objects.exists()


def test_pauses_of_an_address_grow_and_stop_growing() -> None:
    pauses = [throttle.pause_after(number, 30).total_seconds() for number in (29, 30, 31, 99)]
    assert pauses == [0, 10, 20, 900]
