"""Several computers, several programs, one server."""

from __future__ import annotations

from dataclasses import replace
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import ContractState
from vendorcore.errors import NeedsPerson

from tests.journeys.desktop import Desktop
from tests.journeys.sending.builders import our, some_bytes, ticket
from tests.vendorclient.sync.builders import a_contract, queue, save_contract
from tests.vendorclient.sync.site import json_reply, problem
from vendorclient.app.drafting import type_in
from vendorclient.app.drafts import revise_contract
from vendorclient.app.registering import register_draft
from vendorclient.app.sending import send_for_ever
from vendorclient.app.settling import Choice, settle_conflict
from vendorclient.app.way import Way
from vendorclient.storage.operations import OperationState
from vendorclient.sync.desk import Heard
from vendorclient.sync.engine import only_engine
from vendorclient.sync.row_states import EngineState

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.between import Line
    from tests.journeys.world import World
    from vendorclient.sync.desk import News

pytestmark = pytest.mark.journey
S = OperationState


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


@pytest.mark.parametrize("choice", Choice)
def test_different_changes_of_one_field_wait_for_a_person(
    desktop: Desktop, shared: World, line: Line, tmp_path: Path, choice: Choice
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

    settle_conflict(desktop.library.db, contract.id, choice, now=desktop.clock.now)
    desktop.send()
    other.send()
    assert desktop.state(op) is S.DELIVERED
    chosen = "의자" if choice is Choice.MINE else "탁자"
    for one in (desktop, other):
        assert one.library.contracts.get(contract.id).name == chosen
    assert desktop.library.words.theirs(contract.id) is None
    other.library.close()


def test_an_old_cursor_means_reading_everything_again(desktop: Desktop, line: Line) -> None:
    contract = save_contract(desktop.library)
    queue(desktop.library, contract)
    desktop.send()
    gone = our(desktop, problem(410, "cursor-gone"))
    line.once("GET", "/api/v1/changes", lambda _: gone)
    desktop.send()
    pages = [request.path for request in line.seen("GET", "/api/v1/changes?cursor=&")]
    assert len(pages) == 2
    assert desktop.library.contracts.get(contract.id).version == 1


def test_news_that_nobody_understands_never_stops_the_rest(desktop: Desktop, line: Line) -> None:
    (op,) = desktop.hand_in(some_bytes())
    desktop.send()
    changes = [
        {"kind": "weather", "id": "1", "data": {}},
        {"kind": "contract", "id": "2", "data": {"name": 7}},
        {"kind": "review", "id": op.id, "data": {"state": "accepted", "reason": "좋습니다"}},
    ]
    page = our(desktop, json_reply({"changes": changes, "cursor": "next", "more": False}))
    line.once("GET", "/api/v1/changes", lambda _: page)
    desktop.send()
    review = desktop.library.attachments.get(op.id).review
    assert (review.state, review.reason) == ("accepted", "좋습니다")
    account = desktop.library.accounts.active()
    assert desktop.library.words.cursor(account.id) == "next"


def test_a_change_that_waits_is_not_overwritten_by_news(
    desktop: Desktop, shared: World, line: Line, tmp_path: Path
) -> None:
    other = Desktop(tmp_path / "other")
    other.enrol(ticket(shared, line))
    contract = save_contract(desktop.library)
    queue(desktop.library, contract)
    desktop.send()
    other.send()
    mine = replace(other.library.contracts.get(contract.id), name="의자")
    save_contract(other.library, mine)
    theirs = replace(desktop.library.contracts.get(contract.id), number="7")
    queue(desktop.library, save_contract(desktop.library, theirs))
    desktop.send()
    other.send()
    assert other.library.contracts.get(contract.id).name == "의자"
    other.library.close()


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


def test_a_change_that_was_written_while_another_came_asks_which_of_both_holds(
    desktop: Desktop, shared: World, line: Line, tmp_path: Path
) -> None:
    other = Desktop(tmp_path / "other")
    other.enrol(ticket(shared, line))
    contract = replace(a_contract(), method="RESTRICTED", state=ContractState.REGISTERED)
    queue(desktop.library, save_contract(desktop.library, contract))
    desktop.send()
    other.send()
    db, now = desktop.library.db, desktop.clock.now
    account = desktop.library.accounts.active().id
    revise_contract(db, contract.id, account_id=account, now=now)
    theirs = replace(other.library.contracts.get(contract.id), name="탁자", reason="정정")
    queue(other.library, save_contract(other.library, theirs))
    other.send()
    desktop.send()
    assert desktop.library.contracts.get(contract.id).name == "탁자"

    type_in(db, contract.id, "name", "의자", now=now)
    register_draft(db, contract.id, account_id=account, now=now, reason="정정")
    desktop.send()

    kept = desktop.library.words.theirs(contract.id)
    assert kept is not None
    assert (desktop.library.contracts.get(contract.id).name, kept.name) == ("의자", "탁자")
    settle_conflict(db, contract.id, Choice.MINE, now=now)
    desktop.send()
    other.send()
    assert other.library.contracts.get(contract.id).name == "의자"
    other.library.close()
