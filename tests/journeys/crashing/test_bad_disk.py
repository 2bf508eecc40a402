"""A disk that is full or broken for a while, on either side: later everything arrives, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys import invariants
from tests.journeys.crashing.faults import (
    EIO,
    ENOSPC,
    client_of,
    end,
    needs_shim,
    serve,
    server_of,
)
from tests.journeys.world import a_seed

if TYPE_CHECKING:
    from tests.journeys.builders import Joined

PHOTOS = 2
MOMENTS = (0.2, 0.5, 0.8)
FAULTS = [(what, moment) for moment in MOMENTS for what in (EIO, ENOSPC)]
FEW = FAULTS[2:4]
pytestmark = [pytest.mark.journey, pytest.mark.timeout(600), needs_shim]


def test_a_client_with_a_bad_disk_says_so_and_goes_on_later(joined: Joined) -> None:
    seed = a_seed("client disk")
    with client_of(joined) as client:
        joined.world.put_photos(PHOTOS, seed)
        whole = client.run().calls
        for what, moment in FAULTS:
            joined.world.put_photos(PHOTOS, seed)
            assert client.run(int(whole * moment), what, span=whole).code == 1
            assert client.run().code == 0
        _check(joined)


@pytest.mark.parametrize("faults", [FEW, pytest.param(FAULTS, marks=pytest.mark.long)])
def test_a_server_with_a_bad_disk_gives_no_receipt_and_goes_on_later(
    joined: Joined, faults: list[tuple[str, float]]
) -> None:
    world, seed = joined.world, a_seed("server disk")
    with client_of(joined) as client, server_of(world) as server:
        world.put_photos(PHOTOS, seed)
        pid = serve(world, server)
        assert client.run().code == 0
        whole = end(pid, server).calls
        for what, moment in faults:
            world.put_photos(PHOTOS, seed)
            pid = serve(world, server, at=int(whole * moment), what=what, span=whole // 4)
            assert client.run().code in (0, 1)
            end(pid, server)
            pid = serve(world, server)
            assert client.run().code == 0
            end(pid, server)
        pid = serve(world, server)
        _check(joined)
        end(pid, server)


def _check(joined: Joined) -> None:
    assert invariants.check(joined.world) == len(list(joined.world.card.iterdir()))
