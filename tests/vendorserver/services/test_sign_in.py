"""Enrolment codes, rotating refresh tokens, passwords, sessions: who is a viewer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from vendorcore.domain import Role, Side, instant_text
from vendorcore.errors import InvalidEntry, Refused, SignInNeeded
from vendorcore.protocol import Signed, SigningKey

from tests.vendorserver.builders import NOW, a_vendor, an_account, later
from vendorserver import models
from vendorserver.services import accounts, audit, enrolment, tidying, tokens
from vendorserver.services.access import signed_in, token_hash, viewer_from

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


class Joined:
    """A computer that was enrolled with a code."""

    def __init__(self, account: models.Account | None = None) -> None:
        self.key = SigningKey.generate()
        self.account = account or an_account()
        ticket = enrolment.new_ticket(self.account, "http://127.0.0.1:1", NOW)
        self.device, self.first = enrolment.enrol(a_device(ticket.code, self.key), NOW)

    def signed(self, token: str, key: SigningKey | None = None, at: str = "") -> Signed:
        said = at or instant_text(timezone.now())
        payload: Any = {"device_id": self.device.id, "refresh_token": token, "signed_at": said}
        return Signed.make(tokens.CONTEXT, payload, key or self.key)

    def refresh(self, token: str, key: SigningKey | None = None) -> tokens.Tokens:
        return tokens.refresh(self.signed(token, key), timezone.now())


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


def test_a_copied_message_is_worth_nothing_after_two_minutes() -> None:
    joined, now = Joined(), timezone.now()
    message = joined.signed(joined.first, at=instant_text(now))
    tokens.refresh(message, now + timedelta(seconds=119))
    with pytest.raises(Refused, match="message-stale") as refused:
        tokens.refresh(message, now + timedelta(seconds=121))
    told = joined.signed(joined.first, at=str(refused.value.details["now"]))
    assert tokens.refresh(told, now + timedelta(seconds=122)).expires_in == 900


@pytest.mark.parametrize("said", ["x", "2026-03-02"])
def test_a_message_says_when_it_was_signed(said: str) -> None:
    joined = Joined()
    with pytest.raises(InvalidEntry):
        tokens.refresh(joined.signed(joined.first, at=said), timezone.now())


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
