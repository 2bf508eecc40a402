"""Kill -9 of the client at random moments between import and receipt."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.journeys import invariants
from tests.journeys.crashing.faults import client_of, needs_fork
from tests.journeys.kills import enough, seconds_of_a_road, tell, walk_with_kills
from tests.journeys.world import a_seed

if TYPE_CHECKING:
    from tests.journeys.builders import Joined

PHOTOS = 6

pytestmark = [pytest.mark.journey, pytest.mark.timeout(3600), needs_fork]


def test_a_client_killed_anywhere_loses_and_repeats_nothing(joined: Joined) -> None:
    world, seed = joined.world, a_seed("client")
    moments: Counter[str] = Counter()
    with client_of(joined, counted=False) as client:
        world.put_photos(PHOTOS, seed)
        whole_s = seconds_of_a_road(client)
        while not enough(moments):
            world.put_photos(PHOTOS, seed)
            walk_with_kills(joined, client, seed, moments, whole_s)
        assert client.run().code == 0
    tell(moments)
    assert len(moments) > 1, "the kills fell on several parts of the road"
    assert invariants.check(world) == len(list(world.card.iterdir()))
