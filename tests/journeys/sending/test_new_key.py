"""The server changes its key: who is joined follows by the old key's word, nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import Untrusted

from tests.journeys.between import Line
from tests.journeys.desktop import Desktop
from tests.journeys.sending.builders import our, some_bytes, ticket
from tests.journeys.world import World
from tests.vendorclient.sync.site import json_reply
from vendorclient.app.verifying import receipts_of_library, verify
from vendorclient.storage.operations import OperationState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.journey


@pytest.fixture
def own(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "world")
    made.vendorserver("--json", "init", "--demo")
    made.start_server()
    yield made
    made.stop()


def rotate(world: World, line: Line) -> None:
    """Stop the server, change its key, start it; the line leads to it as before."""
    world.kill_server()
    world.vendorserver("--json", "rotate-key")
    world.start_server()
    line.turn_to(world.url)


def test_receipts_of_both_keys_are_good_without_the_network(own: World, tmp_path: Path) -> None:
    desktop = Desktop(tmp_path / "desktop")
    with Line(own.url) as line:
        desktop.enrol(ticket(own, line))
        before = desktop.hand_in(some_bytes())
        desktop.send()
        rotate(own, line)
        after = desktop.hand_in(some_bytes())
        desktop.send()
    assert {desktop.state(op) for op in (*before, *after)} == {OperationState.DELIVERED}
    library = desktop.library
    verdicts = list(verify(library.db, library.originals, receipts_of_library(library.db)))
    assert [one.valid for one in verdicts] == [True, True]
    assert len(library.accounts.keys()) == 2
    library.close()


def test_a_key_for_which_nobody_vouches_gets_nothing(own: World, tmp_path: Path) -> None:
    desktop = Desktop(tmp_path / "desktop")
    with Line(own.url) as line:
        desktop.enrol(ticket(own, line))
        (op,) = desktop.hand_in(some_bytes())
        line.always(our(desktop, json_reply({"succession": []})), "/api/v1/keys")
        rotate(own, line)
        with pytest.raises(Untrusted, match="wrong-server-key"):
            desktop.send()
        assert desktop.state(op) is OperationState.QUEUED
        assert not line.seen("POST", "/uploads/")
    desktop.library.close()
