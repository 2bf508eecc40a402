"""Kill -9 of the server at random moments between import and receipt."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.journeys import invariants
from tests.journeys.crashing.faults import client_of, end, needs_fork, serve, server_of
from tests.journeys.kills import enough, moment, tell, wait_for_sending
from tests.journeys.world import a_seed

if TYPE_CHECKING:
    from tests.journeys.builders import Joined

PHOTOS = 4
SENDING_S = 0.8

pytestmark = [pytest.mark.journey, pytest.mark.timeout(3600), needs_fork]


def test_a_server_killed_anywhere_loses_and_repeats_nothing(joined: Joined) -> None:
    world, seed = joined.world, a_seed("server")
    moments: Counter[str] = Counter()
    with (
        client_of(joined, counted=False) as client,
        server_of(world, counted=False) as server,
    ):
        pid = serve(world, server)
        while not enough(moments):
            world.put_photos(PHOTOS, seed)
            client.begin()
            wait_for_sending(world, client)
            while not client.ends_within(seed.uniform(0, SENDING_S)):
                moments[moment(world)] += 1
                end(pid, server)
                pid = serve(world, server)
            # A road that lost its patience is walked again; it may never break.
            assert client.outcome().code in (0, 1)
        assert client.run().code == 0
        tell(moments)
        assert len(moments) > 1, "the kills fell on several parts of the road"
        assert invariants.check(world) == len(list(world.card.iterdir()))
        end(pid, server)
