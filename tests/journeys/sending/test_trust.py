"""Only the enrolled computer sends, and only to the server whose key it knows."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import instant_text
from vendorcore.errors import NeedsPerson, Untrusted, VendorError
from vendorcore.protocol import EnrolmentTicket, Health, Receipt, Signed, SigningKey

from tests.journeys.between import CUT, SIGN_IN_PAGE, Line
from tests.journeys.desktop import Desktop
from tests.journeys.sending.builders import our, server_id, some_bytes, ticket
from tests.vendorclient.sync.builders import NOW
from tests.vendorclient.sync.site import Reply, Request, json_reply, problem
from vendorclient.app.sending import status
from vendorclient.app.settling import try_again
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
    asked = line.requests[before:]
    assert [one.path.partition("?")[0] for one in asked] == ["/api/v1/health", "/api/v1/keys"]
    assert not any("Authorization" in one.headers or one.body for one in asked)
    assert desktop.state(op) is S.QUEUED
    assert status(desktop.folder).state is EngineState.NEEDS_PERSON


@pytest.mark.parametrize("field", ["op_id", "sha256", "process", "account", "server_id"])
def test_a_receipt_for_something_else_is_no_receipt(
    desktop: Desktop, line: Line, field: str
) -> None:
    key = SigningKey.generate()
    account = desktop.library.accounts.active()
    server = desktop.library.accounts.server()
    assert server is not None
    desktop.library.accounts.enrol(account, server, {key.public.key_id: key.public})
    (op,) = desktop.hand_in(some_bytes())

    def forge(request: Request) -> Reply:
        answer = line.forward(request)
        payload = {**json.loads(answer.body)["payload"], field: "0" * 64}
        signed = Signed.make(Receipt.CONTEXT, payload, key)
        return replace(json_reply(signed.to_json()), server=answer.server)

    line.once("PUT", f"/api/v1/attachments/{op.id}", forge)
    desktop.send()
    assert (desktop.state(op), desktop.now(op).code) == (S.REJECTED, "untrusted")
    assert desktop.receipts() == []


def test_a_receipt_signed_by_a_stranger_is_no_receipt(desktop: Desktop, line: Line) -> None:
    (op,) = desktop.hand_in(some_bytes())
    stranger = SigningKey.generate()

    def forge(request: Request) -> Reply:
        answer = line.forward(request)
        signed = Signed.make(Receipt.CONTEXT, json.loads(answer.body)["payload"], stranger)
        return replace(json_reply(signed.to_json()), server=answer.server)

    line.once("PUT", f"/api/v1/attachments/{op.id}", forge)
    desktop.send()
    assert (desktop.state(op), desktop.now(op).code) == (S.REJECTED, "untrusted")
    assert desktop.receipts() == []

    assert try_again(desktop.library.db, [op.id]) == 1
    desktop.send()
    assert [receipt.op_id for receipt in desktop.receipts()] == [op.id]


def test_a_server_that_is_too_new_stops_everything(desktop: Desktop, line: Line) -> None:
    desktop.hand_in(some_bytes())
    too_new = our(desktop, problem(412, "tus-version", {"Tus-Version": "2.0.0"}))
    line.once("POST", "/uploads/", lambda _: too_new)
    with pytest.raises(NeedsPerson, match="program-too-old"):
        desktop.send()
    assert status(desktop.folder).state is EngineState.NEEDS_PERSON


def test_an_answer_that_lacks_something_enrols_nobody(
    shared: World, line: Line, tmp_path: Path
) -> None:
    desktop = Desktop(tmp_path / "desktop")
    good = ticket(shared, line)
    line.once(
        "POST",
        "/api/v1/enrolments",
        lambda request: replace(line.forward(request), body=b'{"account": {"id": 7}}'),
    )
    assert refused(desktop, good).code == "not-our-server"
    desktop.library.close()


def test_another_server_is_refused_before_its_code_is_used(
    desktop: Desktop, shared: World, line: Line
) -> None:
    code, key = ticket(shared, line), SigningKey.generate()
    server = desktop.library.accounts.server()
    assert server is not None

    def other(request: Request) -> Reply | None:
        if not request.path.startswith("/api/v1/health"):
            return None
        nonce = request.path.rpartition("=")[2]
        health = Health(
            server_id="other", public_key=key.public.text, nonce=nonce, now=instant_text(NOW)
        )
        return replace(json_reply(health.signed(key).to_json()), server="other")

    line.rules.append(other)
    sent = len(line.seen("POST", "/api/v1/enrolments"))
    wanted = replace(EnrolmentTicket.from_text(code), fingerprint=key.public.fingerprint)
    with pytest.raises(NeedsPerson, match="other-server"):
        desktop.enrol(wanted.text)
    assert len(line.seen("POST", "/api/v1/enrolments")) == sent


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
    assert refused(desktop, good.text).code == "enrol-offline"
    line.rules.clear()
    desktop.enrol(good.text)
    assert desktop.library.accounts.active().login == "demo-office"
    other = Desktop(tmp_path / "other")
    assert refused(other, good.text).code == "enrolment-code-refused"
    other.library.close()
    desktop.library.close()
