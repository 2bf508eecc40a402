"""A real client whose line costs money, is slow by choice, or came back from sleep."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.journeys.sending.builders import LARGE, some_bytes
from vendorclient.app.sending import limit_speed, send_when_metered
from vendorclient.storage.operations import OperationState
from vendorclient.sync.desk import Progress
from vendorclient.sync.line import Line

if TYPE_CHECKING:
    from tests.journeys.between import Line as BadLine
    from tests.journeys.desktop import Desktop
    from vendorclient.sync.desk import News

pytestmark = pytest.mark.journey
S = OperationState


def test_on_a_costly_line_forms_go_and_photos_wait_until_somebody_allows(desktop: Desktop) -> None:
    desktop.way.line.metered = True
    (op,) = desktop.hand_in(some_bytes())
    desktop.send()
    assert (desktop.state(op), desktop.now(op).code) == (S.BLOCKED, "metered-line")
    assert desktop.library.contracts.base(op.contract_id) is not None
    send_when_metered(desktop.folder, on=True)
    desktop.send()
    assert desktop.state(op) is S.DELIVERED


def test_a_line_that_begins_to_cost_stops_between_two_pieces_and_goes_on_later(
    desktop: Desktop, line: BadLine
) -> None:
    (op,) = desktop.hand_in(some_bytes(LARGE))

    def cost_from_the_first_piece_on(news: News) -> None:
        desktop.way.line.metered = desktop.way.line.metered or isinstance(news, Progress)

    desktop.told = cost_from_the_first_piece_on
    desktop.send()
    waiting = desktop.now(op)
    assert (waiting.state, waiting.code) == (S.BLOCKED, "metered-line")
    assert 0 < waiting.upload_offset < LARGE
    desktop.told = desktop.news.append
    desktop.way.line.metered = False
    desktop.send()
    assert desktop.state(op) is S.DELIVERED
    assert sum(len(request.body) for request in line.seen("PATCH")) == LARGE


def test_a_limit_slows_originals_down(desktop: Desktop) -> None:
    desktop.way = replace(desktop.way, line=Line(desktop.clock))
    limit_speed(desktop.folder, 100_000)
    (op,) = desktop.hand_in(some_bytes(1_000_000))
    desktop.send()
    assert desktop.state(op) is S.DELIVERED
    assert desktop.clock.passed >= 9.9
