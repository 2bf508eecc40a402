"""Access tokens are renewed by the device's signature, once for each refusal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from vendorcore.domain import instant_text
from vendorcore.errors import Offline, SignInNeeded
from vendorcore.protocol import Signed, SigningKey
from vendorcore.protocol.keys import encode

from tests.vendorclient.sync.site import SERVER_ID, Reply, Request, Site, json_reply, problem
from vendorclient.storage.accounts import Account
from vendorclient.sync.bodies import FileSlice
from vendorclient.sync.caller import Caller
from vendorclient.sync.clock import FakeClock
from vendorclient.sync.secrets import FileSecrets, device_key_name, refresh_token_name
from vendorclient.sync.tokens import CONTEXT, Tokens
from vendorclient.sync.transport import HttpTransport

if TYPE_CHECKING:
    from pathlib import Path

KEY = SigningKey.generate()
ACCOUNT = replace(Account(id="account"), device_id="device", login="office")


class TokenServer:
    """Gives tokens one after the other and accepts only the newest."""

    def __init__(self) -> None:
        self.given = 0
        self.refreshed: list[Any] = []
        self.accepts = True

    def __call__(self, request: Request) -> Reply:
        if request.path == "/api/v1/tokens":
            return self._give(request)
        token = request.headers.get("Authorization", "")
        if not self.accepts or token != f"Bearer access-{self.given}":
            return problem(401, "sign-in-needed")
        return json_reply({"ok": True})

    def _give(self, request: Request) -> Reply:
        payload = Signed.from_json(json.loads(request.body)).check(
            CONTEXT, {KEY.public.key_id: KEY.public}
        )
        if not self.accepts:
            return problem(401, "sign-in-needed")
        self.given += 1
        self.refreshed.append(payload["refresh_token"])
        return json_reply(
            {
                "access_token": f"access-{self.given}",
                "expires_in": 900,
                "refresh_token": f"refresh-{self.given}",
            }
        )


def secrets_in(folder: Path) -> FileSecrets:
    secrets = FileSecrets(folder)
    secrets.put(device_key_name(ACCOUNT.id), encode(KEY.secret))
    secrets.put(refresh_token_name(ACCOUNT.id), "refresh-0")
    return secrets


def a_caller(site: Site, folder: Path, clock: FakeClock | None = None) -> Caller:
    transport = HttpTransport(site.url, server_id=SERVER_ID)
    tokens = Tokens(
        ACCOUNT,
        transport=transport,
        secrets=FileSecrets(folder),
        clock=clock or FakeClock(),
        lock_path=folder / "refresh.lock",
    )
    return Caller(transport, tokens)


def test_one_token_serves_many_requests(tmp_path: Path) -> None:
    secrets_in(tmp_path)
    with Site(server := TokenServer()) as site:
        caller = a_caller(site, tmp_path)
        for _ in range(3):
            caller.call("GET", "/x")
    assert server.given == 1


def test_a_new_refresh_token_is_kept_at_once(tmp_path: Path) -> None:
    secrets = secrets_in(tmp_path)
    with Site(TokenServer()) as site:
        a_caller(site, tmp_path).tokens.bearer()
    assert secrets.get(refresh_token_name(ACCOUNT.id)) == "refresh-1"


def test_a_computer_whose_clock_is_wrong_signs_by_the_servers(tmp_path: Path) -> None:
    secrets_in(tmp_path)
    server, said = TokenServer(), instant_text(datetime(2031, 5, 5, tzinfo=UTC))

    def strict(request: Request) -> Reply:
        if json.loads(request.body)["payload"]["signed_at"] != said:
            return problem(422, "message-stale", now=said)
        return server(request)

    with Site(strict) as site:
        assert a_caller(site, tmp_path).tokens.bearer() == "access-1"


@pytest.mark.parametrize("now", ["", "soon"])
def test_an_endless_quarrel_about_the_time_is_no_sign_in(tmp_path: Path, now: str) -> None:
    secrets_in(tmp_path)
    with Site(lambda _request: problem(422, "message-stale", now=now)) as site:
        with pytest.raises(Offline):
            a_caller(site, tmp_path).tokens.bearer()
        assert len(site.requests) == 1


def test_a_token_is_renewed_before_it_ends(tmp_path: Path) -> None:
    secrets_in(tmp_path)
    clock = FakeClock()
    with Site(server := TokenServer()) as site:
        caller = a_caller(site, tmp_path, clock)
        caller.call("GET", "/x")
        clock.wait(850)
        caller.call("GET", "/x")
    assert server.refreshed == ["refresh-0", "refresh-1"]


def test_a_refused_token_is_renewed_and_the_request_repeated(tmp_path: Path) -> None:
    secrets_in(tmp_path)
    with Site(server := TokenServer()) as site:
        caller = a_caller(site, tmp_path)
        caller.call("GET", "/x")
        server.given = 7  # the server has restarted and knows the token no more
        assert caller.call("PUT", "/y", {"a": 1}).json() == {"ok": True}
        paths = [request.path for request in site.requests]
    assert paths == ["/api/v1/tokens", "/x", "/y", "/api/v1/tokens", "/y"]


def test_a_repeated_piece_is_read_again_from_its_beginning(tmp_path: Path) -> None:
    secrets_in(tmp_path)
    path = tmp_path / "file"
    path.write_bytes(b"0123456789")
    with Site(server := TokenServer()) as site:
        caller = a_caller(site, tmp_path)
        caller.tokens.bearer()
        server.given = 7
        caller.send("/uploads/1", lambda: FileSlice(path, 2, 5), {})
        bodies = [request.body for request in site.requests if request.method == "PATCH"]
    assert bodies == [b"23456", b"23456"]


def test_refused_twice_means_a_person_must_sign_in(tmp_path: Path) -> None:
    secrets_in(tmp_path)
    with Site(server := TokenServer()) as site:
        caller = a_caller(site, tmp_path)
        caller.call("GET", "/x")
        server.accepts = False
        with pytest.raises(SignInNeeded):
            caller.call("GET", "/x")
        assert len(site.requests) == 4


def test_another_program_of_this_computer_may_have_refreshed(tmp_path: Path) -> None:
    secrets_in(tmp_path)
    with Site(server := TokenServer()) as site:
        one, other = a_caller(site, tmp_path), a_caller(site, tmp_path)
        one.call("GET", "/x")
        other.call("GET", "/x")
        one.call("GET", "/x")
    assert server.refreshed == ["refresh-0", "refresh-1", "refresh-2"]


@pytest.mark.parametrize("lost", [device_key_name(ACCOUNT.id), refresh_token_name(ACCOUNT.id)])
def test_without_its_secrets_a_person_must_sign_in(tmp_path: Path, lost: str) -> None:
    secrets_in(tmp_path).drop(lost)
    with Site(TokenServer()) as site:
        with pytest.raises(SignInNeeded):
            a_caller(site, tmp_path).call("GET", "/x")
        assert site.requests == []
