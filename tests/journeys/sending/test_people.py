"""Several people at one computer: each one's queue goes on, whoever works just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.sending.builders import some_bytes
from vendorclient.storage.operations import OperationState
from vendorclient.sync.row_states import EngineState

if TYPE_CHECKING:
    from tests.journeys.between import Line
    from tests.journeys.desktop import Desktop
    from tests.journeys.world import World

pytestmark = pytest.mark.journey
S = OperationState
OFFICE, OWNER = "demo-office", "maker"


def enrol(desktop: Desktop, world: World, line: Line, login: str) -> str:
    """Let a person join at this computer; return the account, who works from now on."""
    words = ("--json", "account", "ticket", "--login", login, "--url", line.url)
    desktop.enrol(str(world.vendorserver(*words)[0]["ticket"]))
    return desktop.library.accounts.active().id


def device_of(desktop: Desktop, account_id: str) -> str:
    return next(one.device_id for one in desktop.library.accounts.all() if one.id == account_id)


def test_the_queue_of_one_goes_on_while_another_works(
    desktop: Desktop, line: Line, shared: World
) -> None:
    (first,) = desktop.hand_in(some_bytes())
    enrol(desktop, shared, line, OWNER)
    (second,) = desktop.hand_in(some_bytes())
    assert first.account_id != second.account_id
    assert desktop.send().state is EngineState.IDLE
    assert (desktop.state(first), desktop.state(second)) == (S.DELIVERED, S.DELIVERED)
    by = {receipt.op_id: receipt.account for receipt in desktop.receipts()}
    assert by[first.id] != by[second.id], "each receipt names who handed it in"


def test_who_was_shut_out_stops_nobody_else_and_goes_on_after_joining_anew(
    desktop: Desktop, line: Line, shared: World
) -> None:
    (first,) = desktop.hand_in(some_bytes())
    office = desktop.library.accounts.active().id
    enrol(desktop, shared, line, OWNER)
    (second,) = desktop.hand_in(some_bytes())
    shared.vendorserver("--json", "account", "revoke", "--device", device_of(desktop, office))
    after = desktop.send()
    assert desktop.state(second) is S.DELIVERED
    assert (after.state, desktop.state(first)) == (EngineState.NEEDS_PERSON, S.QUEUED)
    assert enrol(desktop, shared, line, OFFICE) == office
    assert desktop.send().state is EngineState.IDLE
    assert desktop.state(first) is S.DELIVERED
