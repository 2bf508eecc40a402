"""Only the enrolled computer sends, and only to the server whose key it knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import instant_text
from vendorcore.errors import NeedsPerson, Untrusted, VendorError
from vendorcore.protocol import EnrolmentTicket, Health, SigningKey

from tests.journeys.between import CUT, SIGN_IN_PAGE, Line
from tests.journeys.desktop import Desktop
from tests.journeys.sending.builders import server_id, some_bytes, ticket
from tests.vendorclient.sync.builders import NOW
from tests.vendorclient.sync.site import Reply, Request, json_reply
from vendorclient.app.sending import status
from vendorclient.storage.operations import OperationState
from vendorclient.sync.row_states import EngineState
from vendorclient.sync.secrets import refresh_token_name

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.world import World


pytestmark = pytest.mark.journey
S = OperationState


def test_another_key_at_the_servers_address_gets_nothing(desktop: Desktop, line: Line) -> None:
    stranger, name = SigningKey.generate(), server_id(desktop)

    def pretend(request: Request) -> Reply | None:
        if not request.path.startswith("/api/v1/health"):
            return None
        health = Health(
            server_id=name,
            public_key=stranger.public.text,
            nonce=request.path.rpartition("=")[2],
            now=instant_text(NOW),
        )
        return replace(json_reply(health.signed(stranger).to_json()), server=name)

    (op,) = desktop.hand_in(some_bytes())
    line.rules.append(pretend)
    before = len(line.requests)
    with pytest.raises(Untrusted, match="wrong-server-key"):
        desktop.send()
    assert len(line.requests) == before + 1
    assert desktop.state(op) is S.QUEUED
    assert status(desktop.folder).state is EngineState.NEEDS_PERSON


def test_a_computer_that_was_shut_out_asks_for_a_new_ticket(
    desktop: Desktop, line: Line, shared: World
) -> None:
    name = refresh_token_name(desktop.library.accounts.active().id)
    stolen = desktop.way.secrets.get(name)
    desktop.send()
    desktop.send()
    desktop.way.secrets.put(name, stolen)  # whoever uses an old token ends the sign-in
    (op,) = desktop.hand_in(some_bytes())
    after = desktop.send()
    assert after.state is EngineState.NEEDS_PERSON
    assert desktop.state(op) is S.QUEUED
    desktop.enrol(ticket(shared, line))
    assert desktop.send().delivered == 3
    assert desktop.state(op) is S.DELIVERED


def test_nothing_is_sent_before_somebody_enrolled(tmp_path: Path) -> None:
    desktop = Desktop(tmp_path / "desktop")
    desktop.hand_in(some_bytes())
    with pytest.raises(NeedsPerson, match="not-enrolled"):
        desktop.send()
    assert status(desktop.folder).state is EngineState.NEEDS_PERSON
    desktop.library.close()


def refused(desktop: Desktop, text: str) -> VendorError:
    with pytest.raises(VendorError) as caught:
        desktop.enrol(text)
    assert desktop.library.accounts.server() is None
    return caught.value


def test_a_ticket_that_cannot_be_used_says_why(shared: World, line: Line, tmp_path: Path) -> None:
    desktop = Desktop(tmp_path / "desktop")
    good = EnrolmentTicket.from_text(ticket(shared, line))
    assert refused(desktop, "vendor1.???").code == "ticket-malformed"
    wrong = replace(good, fingerprint="0" * 64)
    assert refused(desktop, wrong.text).code == "wrong-server-key"
    assert line.seen("POST", "/api/v1/enrolments") == []
    unknown = replace(good, code="0" * 24)
    assert refused(desktop, unknown.text).code == "enrolment-code-refused"
    line.always(SIGN_IN_PAGE)
    assert refused(desktop, good.text).code == "not-our-server"
    line.rules.clear()
    line.always(CUT)
    assert refused(desktop, good.text).code == "offline"
    line.rules.clear()
    desktop.enrol(good.text)
    assert desktop.library.accounts.active().login == "demo-office"
    other = Desktop(tmp_path / "other")
    assert refused(other, good.text).code == "enrolment-code-refused"
    other.library.close()
    desktop.library.close()
