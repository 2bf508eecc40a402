"""What people are told of the sending while nobody sends: what waits, and why, each reason once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from filelock import FileLock

from tests.vendorclient.app.desk import Desk
from tests.vendorclient.sync.builders import an_operation
from vendorclient.app.reasons import reasons
from vendorclient.app.sending import status
from vendorclient.cli.sync import next_try
from vendorclient.storage.operations import OperationState
from vendorclient.storage.outbox import Outbox
from vendorclient.sync.library import Library as SyncLibrary

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.builders import Library
    from tests.vendorclient.cli.terminal import Terminal

S = OperationState


def handed_in(library: Library, card: Path, state: OperationState) -> None:
    desk = Desk(library, card)
    desk.tag(desk.photo())
    desk.submit()
    outbox = Outbox(library.db)
    for op in outbox.open():
        ready = outbox.move(op, S.READY)
        outbox.move(ready, state, code="server-full" if state is S.BLOCKED else "")


def test_what_a_full_server_holds_up_is_one_reason() -> None:
    details = ["", json.dumps({"needed": 5, "free": 1}), json.dumps({"needed": 7, "free": 1})]
    full = [an_operation(state=S.BLOCKED, code="server-full", detail=one) for one in details]

    (found,) = reasons(full)

    assert (found.code, found.count) == ("server-full", 3)


def test_reasons_that_read_differently_stay_apart() -> None:
    details = [json.dumps({"field": one, "reason": "missing"}) for one in ("name", "due_on")]
    refused = [an_operation(state=S.REJECTED, code="invalid-entry", detail=one) for one in details]

    assert [one.count for one in reasons(refused)] == [1, 1]


def test_nothing_is_being_sent_while_nobody_sends(library: Library, tmp_path: Path) -> None:
    handed_in(library, tmp_path / "card", S.CREATING)
    waiting = len(Outbox(library.db).open())

    alone = status(library.folder)
    with FileLock(library.folder.engine_lock_path):
        running = status(library.folder)

    assert (alone.sending, alone.waiting) == (0, waiting)
    assert (running.sending, running.waiting) == (waiting, 0)


def test_the_words_of_the_state_tell_that_something_waits(
    library: Library, tmp_path: Path, terminal: Terminal
) -> None:
    handed_in(library, tmp_path / "card", S.BLOCKED)
    terminal.data = library.folder.root

    assert terminal("status").out.startswith("전송 대기: 대기")
    assert terminal.json("status").row["state"] == "waiting"


def test_who_sends_by_hand_hears_when_the_rest_is_tried(library: Library, tmp_path: Path) -> None:
    before = status(library.folder)
    handed_in(library, tmp_path / "card", S.BLOCKED)

    assert next_try(before) == ""
    assert "다시 시도합니다" in next_try(status(library.folder))
    with SyncLibrary(library.folder) as sending:
        sending.pause(on=True)
    assert next_try(status(library.folder)) == ""
