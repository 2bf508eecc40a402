"""Enrolment codes, rotating refresh tokens, passwords, sessions: who is a viewer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone

from vendorcore.domain import Role, Side
from vendorcore.errors import Conflict, InvalidEntry, Refused, SignInNeeded
from vendorcore.protocol import Signed, SigningKey

from tests.vendorserver.builders import NOW, a_vendor, an_account, later
from vendorserver import models
from vendorserver.services import accounts, audit, enrolment, throttle, tidying, tokens
from vendorserver.services.access import signed_in, token_hash, viewer_from
from vendorserver.settings.caller import caller_address

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture
def address() -> Iterator[str]:
    token = caller_address.set("203.0.113.7")
    yield "203.0.113.7"
    caller_address.reset(token)


class Joined:
    """A computer that was enrolled with a code."""

    def __init__(self, account: models.Account | None = None) -> None:
        self.key = SigningKey.generate()
        self.account = account or an_account()
        ticket = enrolment.new_ticket(self.account, "http://127.0.0.1:1", NOW)
        self.device, self.first = enrolment.enrol(a_device(ticket.code, self.key), NOW)

    def refresh(self, token: str, key: SigningKey | None = None) -> tokens.Tokens:
        payload: Any = {"device_id": self.device.id, "refresh_token": token}
        signed = Signed.make(tokens.CONTEXT, payload, key or self.key)
        return tokens.refresh(signed, timezone.now())


def a_device(code: str, key: SigningKey, name: str = "PC") -> enrolment.NewDevice:
    return enrolment.NewDevice(
        code=code,
        device_key=key.public.text,
        device_name=name,
        client_version="0.1.0",
        platform="Linux",
    )


def test_a_code_works_once() -> None:
    code = enrolment.new_ticket(an_account(), "http://127.0.0.1:1", NOW).code
    enrolment.enrol(a_device(code, SigningKey.generate()), NOW)
    with pytest.raises(Refused, match="enrolment-code-refused"):
        enrolment.enrol(a_device(code, SigningKey.generate()), NOW)


@pytest.mark.parametrize(("days", "works"), [(6.99, True), (7, False)])
def test_a_code_works_for_a_week(days: float, works: bool) -> None:
    code = enrolment.new_ticket(an_account(), "http://127.0.0.1:1", NOW).code
    wish = a_device(code, SigningKey.generate())
    if works:
        assert enrolment.enrol(wish, later(days=days))
        return
    with pytest.raises(Refused):
        enrolment.enrol(wish, later(days=days))


def test_the_database_knows_codes_and_tokens_only_by_their_hash() -> None:
    joined = Joined()
    code = models.EnrolmentCode.objects.get()
    assert len(code.code_hash) == 64
    assert joined.device.refresh_hash == token_hash(joined.first)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMIN])
def test_only_computers_of_vendors_join(role: Role) -> None:
    with pytest.raises(Refused, match="ticket-for-vendors"):
        enrolment.new_ticket(an_account(role), "http://127.0.0.1:1", NOW)


def test_a_computer_needs_a_name() -> None:
    with pytest.raises(InvalidEntry):
        enrolment.enrol(a_device("x", SigningKey.generate(), " "), NOW)


def test_tokens_change_with_each_use() -> None:
    joined = Joined()
    second = joined.refresh(joined.first)
    third = joined.refresh(second.refresh_token)
    assert len({joined.first, second.refresh_token, third.refresh_token}) == 3
    assert third.expires_in == 900


def test_a_lost_answer_can_be_asked_for_again() -> None:
    joined = Joined()
    lost = joined.refresh(joined.first)
    again = joined.refresh(joined.first)
    assert again.refresh_token == lost.refresh_token
    assert joined.refresh(again.refresh_token).expires_in == 900


def test_an_older_token_ends_the_sign_in() -> None:
    joined = Joined()
    second = joined.refresh(joined.first)
    third = joined.refresh(second.refresh_token)
    assert viewer_from(f"Bearer {third.access_token}", "")
    with pytest.raises(SignInNeeded):
        joined.refresh(joined.first)
    with pytest.raises(SignInNeeded):
        joined.refresh(third.refresh_token)
    assert viewer_from(f"Bearer {third.access_token}", "") is None
    assert models.Device.objects.get().revoked_because == "refresh-token-reused"


def test_a_token_without_the_computers_key_is_worth_nothing_and_ends_nothing() -> None:
    joined = Joined()
    with pytest.raises(SignInNeeded):
        joined.refresh("guessed", SigningKey.generate())
    assert joined.refresh(joined.first).expires_in == 900


def test_an_unknown_computer_is_asked_to_sign_in() -> None:
    joined = Joined()
    models.Account.objects.update(is_active=False)
    with pytest.raises(SignInNeeded):
        joined.refresh(joined.first)


def test_a_refresh_without_its_fields_is_refused() -> None:
    with pytest.raises(InvalidEntry):
        tokens.refresh(Signed.make(tokens.CONTEXT, {}, SigningKey.generate()), NOW)


def test_an_access_token_makes_its_account_the_viewer(settings: Any) -> None:
    joined = Joined(an_account(Role.OFFICE))
    token = joined.refresh(joined.first).access_token
    viewer = signed_in(viewer_from(f"Bearer {token}", ""))
    assert (viewer.account_id, viewer.device_id) == (joined.account.id, joined.device.id)
    assert (viewer.side, viewer.vendor_id) == (Side.VENDOR, joined.account.vendor_id)
    assert viewer_from(f"bearer {token}", "") == viewer


@pytest.mark.parametrize("header", ["Bearer x", "Basic x", "Bearer", "x"])
def test_a_strange_header_is_nobody_even_beside_a_session(header: str) -> None:
    assert viewer_from(header, a_session(an_account())) is None
    with pytest.raises(SignInNeeded):
        signed_in(None)


def a_session(account: models.Account, **changes: str) -> str:
    store = SessionStore()
    store[SESSION_KEY] = account.id
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.update(changes)
    store.create()
    return store.session_key or ""


def test_a_session_makes_its_account_the_viewer() -> None:
    account = an_account(Role.MANAGER)
    viewer = signed_in(viewer_from("", a_session(account)))
    assert (viewer.account_id, viewer.institution_id) == (account.id, account.institution_id)
    assert (viewer.vendor_id, viewer.device_id) == ("", "")


@pytest.mark.parametrize(
    "changes", [{SESSION_KEY: "nobody"}, {BACKEND_SESSION_KEY: "x"}, {HASH_SESSION_KEY: "x"}]
)
def test_a_session_that_does_not_fit_is_nobody(changes: dict[str, str]) -> None:
    assert viewer_from("", a_session(an_account(), **changes)) is None


def test_a_new_password_ends_the_sessions() -> None:
    account = an_account()
    session = a_session(account)
    accounts.set_password(account, "정말로 긴 새 비밀번호", NOW)
    assert viewer_from("", session) is None


def test_no_session_is_nobody() -> None:
    assert viewer_from("", "") is None
    assert viewer_from("", "unknown") is None


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


@pytest.mark.parametrize(("name", "masked"), [("홍길동", "홍*동"), ("이산", "이*"), ("김", "김")])
def test_names_are_masked_in_lists(name: str, masked: str) -> None:
    account = an_account(Role.OFFICE, a_vendor("한빛"), name=name)
    shown = accounts.shown(account)
    assert (shown["name"], shown["organisation"]) == (masked, "한빛")


def test_the_log_of_accesses_is_a_chain_that_shows_an_edit() -> None:
    for number in range(4):
        audit.record("somebody", "something", str(number), reason="이유")
    assert audit.first_broken() == 0
    models.AuditEntry.objects.filter(number=3).update(action="nothing")
    assert audit.first_broken() == 3


def test_a_missing_entry_of_the_log_is_found() -> None:
    for number in range(3):
        audit.record("somebody", "something", str(number))
    models.AuditEntry.objects.filter(number=2).delete()
    assert audit.first_broken() == 2


def test_what_has_expired_is_thrown_away() -> None:
    joined = Joined()
    joined.refresh(joined.first)
    a_session(joined.account)
    tidying.tidy(timezone.now() + timedelta(days=60))
    assert not models.AccessToken.objects.exists()
    assert not models.EnrolmentCode.objects.exists()
    assert models.Device.objects.exists()
