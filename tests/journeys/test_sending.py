"""From the outbox to the receipt over a line that does everything wrong."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import instant_text, new_id
from vendorcore.errors import NeedsPerson, Offline, Untrusted, VendorError
from vendorcore.protocol import EnrolmentTicket, Health, SigningKey

from tests.journeys.between import CUT, SIGN_IN_PAGE, Line
from tests.journeys.desktop import Desktop
from tests.journeys.world import World, wait_until
from tests.vendorclient.sync.builders import NOW, queue, save_contract
from tests.vendorclient.sync.site import Reply, Request, json_reply, problem
from vendorclient.app.sending import send_for_ever, status
from vendorclient.app.way import Way
from vendorclient.storage.operations import OperationKind, OperationState
from vendorclient.sync.desk import Heard, Moved
from vendorclient.sync.engine import only_engine
from vendorclient.sync.row_states import EngineState
from vendorclient.sync.secrets import refresh_token_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vendorclient.sync.desk import News

pytestmark = pytest.mark.journey
S = OperationState
LARGE = 9 << 20


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("world"))
    made.vendorserver("--json", "init", "--demo")
    made.start_server()
    yield made
    made.stop()


@pytest.fixture
def line(shared: World) -> Iterator[Line]:
    with Line(shared.url) as made:
        yield made


@pytest.fixture
def desktop(shared: World, line: Line, tmp_path: Path) -> Iterator[Desktop]:
    made = Desktop(tmp_path / "desktop")
    made.enrol(ticket(shared, line))
    yield made
    made.library.close()


def ticket(world: World, line: Line) -> str:
    words = ("--json", "account", "ticket", "--login", "demo-office", "--url", line.url)
    return str(world.vendorserver(*words)[0]["ticket"])


def some_bytes(size: int = 1000) -> bytes:
    return (new_id() * (size // 36 + 1)).encode()[:size]


def safe_bytes(world: World, op_id: str) -> int:
    """Return how much of an upload the server has made safe; asking itself would stop it."""
    with closing(sqlite3.connect(world.server_db)) as db:
        row = db.execute('SELECT "offset" FROM upload WHERE op_id = ?', (op_id,)).fetchone()
    return int(row[0]) if row else 0


def test_every_file_gets_its_receipt_and_its_findings(desktop: Desktop) -> None:
    operations = desktop.hand_in(some_bytes(), some_bytes(), some_bytes(0))
    assert desktop.send().to_json() == {
        "state": "idle",
        "waiting": 0,
        "sending": 0,
        "delivered": 5,
        "needs_person": 0,
        "bytes_left": 0,
    }
    assert {receipt.op_id for receipt in desktop.receipts()} == {op.id for op in operations}
    for op in operations:
        assert desktop.library.attachments.get(op.id).server_verdict
    assert desktop.library.contracts.get(operations[0].contract_id).state == "registered"


def test_what_was_handed_in_offline_is_sent_later(desktop: Desktop, line: Line) -> None:
    (op,) = desktop.hand_in(some_bytes())
    line.always(CUT)
    with pytest.raises(Offline):
        desktop.send()
    assert (desktop.state(op), desktop.now(op).failures) == (S.QUEUED, 0)
    assert status(desktop.folder).state is EngineState.OFFLINE
    line.rules.clear()
    assert desktop.send().state is EngineState.IDLE
    assert desktop.state(op) is S.DELIVERED


def test_a_sign_in_page_of_a_wifi_changes_nothing(desktop: Desktop, line: Line) -> None:
    (op,) = desktop.hand_in(some_bytes())
    line.always(SIGN_IN_PAGE)
    with pytest.raises(Offline, match="not-our-server"):
        desktop.send()
    assert desktop.state(op) is S.QUEUED


def test_a_sign_in_page_in_the_middle_changes_nothing(desktop: Desktop, line: Line) -> None:
    (op,) = desktop.hand_in(some_bytes())
    line.once("PATCH", "/uploads/", lambda _: SIGN_IN_PAGE)
    assert desktop.send().delivered == 3
    assert desktop.state(op) is S.DELIVERED


def test_a_cut_upload_goes_on_where_the_server_stopped(
    desktop: Desktop, line: Line, shared: World
) -> None:
    def cut(request: Request) -> Reply:
        line.forward_part(request, 3 << 20)
        wait_until(lambda: safe_bytes(shared, op.id) == 3 << 20)
        return CUT

    (op,) = desktop.hand_in(some_bytes(LARGE))
    line.once("PATCH", "/uploads/", cut)
    desktop.send()
    assert desktop.state(op) is S.DELIVERED
    offsets = [int(request.headers["Upload-Offset"]) for request in line.seen("PATCH")]
    assert offsets == [0, 3 << 20]


def test_a_server_that_restarts_in_an_upload_loses_nothing(
    desktop: Desktop, line: Line, shared: World
) -> None:
    def restart(request: Request) -> Reply:
        line.forward_part(request, 4 << 20)
        shared.kill_server()
        shared.start_server()
        return CUT

    (op,) = desktop.hand_in(some_bytes(LARGE))
    line.once("PATCH", "/uploads/", restart)
    desktop.send()
    assert desktop.state(op) is S.DELIVERED
    assert len(desktop.receipts()) == 1


@pytest.mark.parametrize(
    ("method", "start"),
    [
        ("POST", "/api/v1/tokens"),
        ("PUT", "/api/v1/contracts/"),
        ("PUT", "/api/v1/submissions/"),
        ("POST", "/uploads/"),
        ("PATCH", "/uploads/"),
        ("PUT", "/api/v1/attachments/"),
    ],
)
def test_a_lost_answer_is_asked_for_again(
    desktop: Desktop, line: Line, method: str, start: str
) -> None:
    def lose(request: Request) -> Reply:
        line.forward(request)
        return CUT

    (op,) = desktop.hand_in(some_bytes())
    line.once(method, start, lose)
    desktop.send()
    assert desktop.state(op) is S.DELIVERED
    assert [receipt.op_id for receipt in desktop.receipts()] == [op.id]


def test_a_lost_receipt_is_fetched_not_sent_for_again(desktop: Desktop, line: Line) -> None:
    def lose(request: Request) -> Reply:
        line.forward(request)
        return CUT

    desktop.hand_in(some_bytes())
    line.once("PUT", "/api/v1/attachments/", lose)
    desktop.send()
    assert len(line.seen("PUT", "/api/v1/attachments/")) == 1
    assert len(line.seen("PATCH")) == 1


def test_a_busy_server_is_given_the_time_it_asks_for(desktop: Desktop, line: Line) -> None:
    (op,) = desktop.hand_in(some_bytes())
    busy = problem(503, "busy", {"Retry-After": "20"})
    line.once("POST", "/uploads/", lambda _: replace(busy, server=""))
    desktop.send()
    assert desktop.state(op) is S.DELIVERED
    assert max(desktop.clock.waits) == pytest.approx(20, abs=0.1)


def test_what_the_server_has_already_is_not_sent_again(desktop: Desktop, line: Line) -> None:
    content = some_bytes()
    desktop.hand_in(content)
    desktop.send()
    pieces = len(line.seen("PATCH"))
    (again,) = desktop.hand_in(content)
    desktop.send()
    assert desktop.state(again) is S.DELIVERED
    assert len(line.seen("PATCH")) == pieces


def test_one_refused_file_never_stops_the_rest(desktop: Desktop, line: Line) -> None:
    bad, *good = desktop.hand_in(some_bytes(1), some_bytes(2), some_bytes(3))
    refusal = problem(422, "invalid-entry", field="name")
    server_id = desktop.library.accounts.server()
    assert server_id is not None
    line.always(replace(refusal, server=server_id.id), f"/api/v1/attachments/{bad.id}")
    after = desktop.send()
    assert (desktop.state(bad), desktop.now(bad).code) == (S.REJECTED, "invalid-entry")
    assert [desktop.state(op) for op in good] == [S.DELIVERED, S.DELIVERED]
    assert (after.state, after.needs_person) == (EngineState.NEEDS_PERSON, 1)


def test_an_original_that_was_changed_is_not_evidence(desktop: Desktop) -> None:
    content = some_bytes()
    changed, gone, good = desktop.hand_in(content, some_bytes(), some_bytes())
    path = desktop.library.originals.path(str(desktop.library.outbox.payload(changed.id)["sha256"]))
    path.write_bytes(content[:-1] + b"!")
    desktop.library.originals.path(str(desktop.library.outbox.payload(gone.id)["sha256"])).unlink()
    desktop.send()
    assert (desktop.state(changed), desktop.now(changed).code) == (S.REJECTED, "file-changed")
    assert (desktop.state(gone), desktop.now(gone).code) == (S.SOURCE_MISSING, "source-missing")
    assert desktop.state(good) is S.DELIVERED


def test_a_proxy_that_limits_bodies_gets_smaller_pieces(desktop: Desktop, line: Line) -> None:
    limit = 1 << 20

    def limited(request: Request) -> Reply | None:
        return Reply(413, b"<html>", server="") if len(request.body) > limit else None

    (op,) = desktop.hand_in(some_bytes(LARGE))
    line.rules.append(limited)
    desktop.send()
    assert desktop.state(op) is S.DELIVERED


def test_a_full_server_lets_originals_wait_but_not_forms(desktop: Desktop, line: Line) -> None:
    server = desktop.library.accounts.server()
    assert server is not None
    one, other = desktop.hand_in(some_bytes(), some_bytes())
    line.always(replace(problem(507, "server-full"), server=server.id), "/uploads/")
    assert desktop.send().delivered == 2
    assert {desktop.state(one), desktop.state(other)} == {S.BLOCKED}
    assert len(line.seen("POST", "/uploads/")) == 1
    line.rules.clear()
    assert desktop.send().delivered == 4


def test_an_upload_that_the_server_dropped_begins_anew(desktop: Desktop, line: Line) -> None:
    server = desktop.library.accounts.server()
    assert server is not None
    gone = replace(problem(410, "upload-gone"), server=server.id)
    (op,) = desktop.hand_in(some_bytes())
    line.once("PATCH", "/uploads/", lambda _: gone)
    desktop.send()
    assert (desktop.state(op), desktop.now(op).recreated) == (S.DELIVERED, 1)


def test_another_key_at_the_servers_address_gets_nothing(desktop: Desktop, line: Line) -> None:
    server = desktop.library.accounts.server()
    assert server is not None
    stranger = SigningKey.generate()

    def pretend(request: Request) -> Reply | None:
        if not request.path.startswith("/api/v1/health"):
            return None
        health = Health(
            server_id=server.id,
            public_key=stranger.public.text,
            nonce=request.path.rpartition("=")[2],
            now=instant_text(NOW),
        )
        return replace(json_reply(health.signed(stranger).to_json()), server=server.id)

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


def test_a_cancelled_file_is_left_in_silence(desktop: Desktop, line: Line) -> None:
    first, second = desktop.hand_in(some_bytes(10), some_bytes(20))

    def cancel(request: Request) -> Reply:
        other = Desktop(desktop.folder.root)
        other.library.outbox.cancel([first.id])
        other.library.close()
        return line.forward(request)

    line.once("PATCH", "/uploads/", cancel)
    assert desktop.send().state is EngineState.IDLE
    assert (desktop.state(first), desktop.now(first).code) == (S.CANCELLED, "")
    assert desktop.state(second) is S.DELIVERED


def test_changes_of_different_fields_are_merged(
    desktop: Desktop, shared: World, line: Line, tmp_path: Path
) -> None:
    other = Desktop(tmp_path / "other")
    other.enrol(ticket(shared, line))
    contract = save_contract(desktop.library)
    queue(desktop.library, contract)
    desktop.send()
    other.send()
    theirs = replace(other.library.contracts.get(contract.id), number="2026-7")
    queue(other.library, save_contract(other.library, theirs))
    other.send()
    mine = replace(desktop.library.contracts.get(contract.id), name="철제 책상 120대")
    op = queue(desktop.library, save_contract(desktop.library, mine))
    desktop.send()
    assert desktop.state(op) is S.DELIVERED
    both = desktop.library.contracts.get(contract.id)
    assert (both.name, both.number, both.version) == ("철제 책상 120대", "2026-7", 3)
    other.send()
    assert other.library.contracts.get(contract.id) == both
    other.library.close()


def test_different_changes_of_one_field_wait_for_a_person(
    desktop: Desktop, shared: World, line: Line, tmp_path: Path
) -> None:
    other = Desktop(tmp_path / "other")
    other.enrol(ticket(shared, line))
    contract = save_contract(desktop.library)
    queue(desktop.library, contract)
    desktop.send()
    other.send()
    theirs = replace(other.library.contracts.get(contract.id), name="탁자")
    queue(other.library, save_contract(other.library, theirs))
    other.send()
    mine = replace(desktop.library.contracts.get(contract.id), name="의자")
    op = queue(desktop.library, save_contract(desktop.library, mine))
    assert desktop.send().state is EngineState.NEEDS_PERSON
    assert desktop.state(op) is S.CONFLICT
    assert desktop.library.contracts.get(contract.id).name == "의자"
    kept = desktop.library.words.theirs(contract.id)
    assert kept is not None
    assert kept.name == "탁자"
    other.library.close()


def test_a_withdrawal_is_sent(desktop: Desktop) -> None:
    (op,) = desktop.hand_in(some_bytes())
    desktop.send()
    contract = desktop.library.contracts.get(op.contract_id)
    gone = queue(
        desktop.library,
        contract,
        kind=OperationKind.WITHDRAW,
        entity_id=new_id(),
        payload={"attachment": op.id, "reason": "잘못 넣었습니다"},
    )
    desktop.send()
    assert desktop.state(gone) is S.DELIVERED
    assert desktop.library.attachments.get(op.id).withdrawn_at


def test_an_old_cursor_means_reading_everything_again(desktop: Desktop, line: Line) -> None:
    server = desktop.library.accounts.server()
    assert server is not None
    contract = save_contract(desktop.library)
    queue(desktop.library, contract)
    desktop.send()
    gone = replace(problem(410, "cursor-gone"), server=server.id)
    line.once("GET", "/api/v1/changes", lambda _: gone)
    desktop.send()
    pages = [request.path for request in line.seen("GET", "/api/v1/changes?cursor=&")]
    assert len(pages) == 2
    assert desktop.library.contracts.get(contract.id).version == 1


def test_a_paused_engine_sends_nothing(desktop: Desktop, line: Line) -> None:
    (op,) = desktop.hand_in(some_bytes())
    desktop.library.pause(on=True)
    assert desktop.send().state is EngineState.PAUSED
    assert desktop.state(op) is S.QUEUED
    desktop.library.pause(on=False)
    assert desktop.send().state is EngineState.IDLE


def test_only_one_program_sends(desktop: Desktop) -> None:
    with (
        only_engine(desktop.folder.engine_lock_path),
        pytest.raises(NeedsPerson, match="engine-running"),
    ):
        desktop.send()


def test_a_running_engine_sends_what_is_queued_and_hears_the_answer(desktop: Desktop) -> None:
    stop, found = Event(), Event()
    way = Way.of(desktop.folder)
    handed_in: list[str] = []

    def told(news: News) -> None:
        if isinstance(news, Heard) and news.kind == "findings" and news.entity in handed_in:
            found.set()

    running = Thread(target=send_for_ever, args=(desktop.folder, way, stop), kwargs={"told": told})
    running.start()
    (op,) = desktop.hand_in(some_bytes())
    handed_in.append(op.id)
    way.clock.ring()
    assert found.wait(60)
    assert desktop.state(op) is S.DELIVERED
    stop.set()
    way.clock.ring()
    running.join(60)
    assert not running.is_alive()


def test_every_step_is_told_once(desktop: Desktop) -> None:
    (op,) = desktop.hand_in(some_bytes())
    desktop.send()
    steps = [news.state for news in desktop.news if isinstance(news, Moved) and news.op == op.id]
    assert steps == [S.CREATING, S.UPLOADING, S.VERIFYING, S.ATTACHING, S.DELIVERED]


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
