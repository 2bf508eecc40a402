"""A line that cuts, lies and limits never loses a file and never sends one twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import Offline

from tests.journeys.between import CUT, SIGN_IN_PAGE, Line
from tests.journeys.sending.builders import LARGE, safe_bytes, some_bytes
from tests.journeys.world import World, wait_until
from tests.vendorclient.sync.site import Reply, Request, problem
from vendorclient.app.sending import status
from vendorclient.storage.operations import OperationState
from vendorclient.sync.row_states import EngineState

if TYPE_CHECKING:
    from tests.journeys.desktop import Desktop

pytestmark = pytest.mark.journey
S = OperationState


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


def test_a_server_that_is_away_for_a_moment_is_waited_for(desktop: Desktop, line: Line) -> None:
    (op,) = desktop.hand_in(some_bytes())
    away = len(line.requests) + 10

    def rule(request: Request) -> Reply | None:
        return CUT if line.seen("POST", "/uploads/") and len(line.requests) < away else None

    line.rules.append(rule)
    desktop.send()
    assert desktop.state(op) is S.DELIVERED
    assert len(line.requests) > away


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


def test_a_proxy_that_limits_bodies_gets_smaller_pieces(desktop: Desktop, line: Line) -> None:
    limit = 1 << 20

    def limited(request: Request) -> Reply | None:
        return Reply(413, b"<html>", server="") if len(request.body) > limit else None

    (op,) = desktop.hand_in(some_bytes(LARGE))
    line.rules.append(limited)
    desktop.send()
    assert desktop.state(op) is S.DELIVERED
    sizes = [len(request.body) for request in line.seen("PATCH")]
    refused = [size for size in sizes if size > limit]
    assert refused == sizes[: len(refused)], "what does not pass is not tried again"
