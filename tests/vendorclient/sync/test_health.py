"""The server proves who it is; everything else is a hint."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from vendorcore.domain import instant_text
from vendorcore.errors import NeedsPerson, Offline, Untrusted
from vendorcore.protocol import Health, SigningKey

from tests.vendorclient.sync.builders import a_library
from tests.vendorclient.sync.site import SERVER_ID, Reply, Request, Site, json_reply, problem
from vendorclient.storage.settings import SUPPORT
from vendorclient.sync.clock import FakeClock
from vendorclient.sync.health import ask_health, meet
from vendorclient.sync.transport import HttpTransport
from vendorclient.sync.trust import remember

if TYPE_CHECKING:
    from pathlib import Path

KEY, OTHER = SigningKey.generate(), SigningKey.generate()
PINNED = {KEY.public.key_id: KEY.public}


def healthy(key: SigningKey = KEY, behind: float = 0.0, **changes: Any) -> Site:
    def answer(request: Request) -> Reply:
        nonce = parse_qs(urlsplit(request.path).query)["nonce"][0]
        now = instant_text(FakeClock().now() - timedelta(seconds=behind))
        values = {
            "server_id": SERVER_ID,
            "public_key": key.public.text,
            "nonce": nonce,
            "now": now,
            **changes,
        }
        return json_reply(Health(**values).signed(key).to_json())

    return Site(answer)


def asked(site: Site) -> tuple[Health, int]:
    return ask_health(HttpTransport(site.url, server_id=SERVER_ID), PINNED, FakeClock())


def test_our_server_is_recognised_and_the_clocks_error_learnt() -> None:
    with healthy(behind=90) as site:
        health, error_ms = asked(site)
    assert health.server_id == SERVER_ID
    assert error_ms == 90_000


def test_who_helps_is_kept_until_the_server_names_nobody(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        for address in ("help@server.example", ""):
            with healthy(support_email=address) as site:
                remember(*asked(site), library)
            assert library.settings.get(SUPPORT) == address


def test_another_key_is_not_our_server() -> None:
    with healthy(OTHER) as site, pytest.raises(Untrusted, match="wrong-server-key"):
        asked(site)


def test_an_old_answer_is_not_accepted_again() -> None:
    with healthy(nonce="old") as site, pytest.raises(Untrusted, match="wrong-server-key"):
        asked(site)


def test_a_clock_that_cannot_be_read_is_not_accepted() -> None:
    with healthy(now="yesterday") as site, pytest.raises(Untrusted):
        asked(site)


def test_a_newer_server_asks_for_a_newer_program() -> None:
    with healthy(minimum_protocol=99) as site, pytest.raises(NeedsPerson, match="program-too-old"):
        asked(site)


def test_an_answer_of_another_shape_is_not_our_server() -> None:
    with Site(lambda _: json_reply({"ok": True})) as site, pytest.raises(Offline):
        asked(site)


def test_a_ticket_names_the_key_of_its_server() -> None:
    with healthy() as site:
        health, _ = meet(HttpTransport(site.url), KEY.public.fingerprint, FakeClock())
    assert health.public_key == KEY.public.text


def test_a_server_with_another_key_is_not_the_tickets() -> None:
    with healthy(OTHER) as site, pytest.raises(Untrusted, match="wrong-server-key"):
        meet(HttpTransport(site.url), KEY.public.fingerprint, FakeClock())


def test_a_key_that_is_none_is_not_the_tickets() -> None:
    with healthy(public_key="?") as site, pytest.raises(Untrusted, match="wrong-server-key"):
        meet(HttpTransport(site.url), KEY.public.fingerprint, FakeClock())


def test_an_address_with_a_path_of_its_own_is_not_our_server() -> None:
    def answer(_: Request) -> Reply:
        return problem(404, "not-found")

    with Site(answer) as site, pytest.raises(Offline, match="not-our-server"):
        asked(site)
