"""Kill -9 of the server at random moments between import and receipt."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.journeys import invariants
from tests.journeys.kills import KILLS, finish, moment, tell, wait, wait_for_sending
from tests.journeys.world import PATIENCE_S, a_seed

if TYPE_CHECKING:
    from tests.journeys.builders import Joined

PHOTOS = 4
SENDING_S = 1.5

pytestmark = [pytest.mark.journey, pytest.mark.timeout(3600)]


def test_a_server_killed_anywhere_loses_and_repeats_nothing(joined: Joined) -> None:
    world, seed = joined.world, a_seed("server")
    moments: Counter[str] = Counter()
    for _ in range(KILLS):
        world.put_photos(PHOTOS, seed)
        road = world.start_road(joined.contract, joined.process)
        wait_for_sending(world, road)
        wait(road, seed.uniform(0, SENDING_S))
        moments[moment(world)] += 1
        world.kill_server()
        world.start_server()
        road.communicate(timeout=PATIENCE_S)
    finish(joined)
    tell(moments)
    assert len(moments) > 1, "the kills fell on several parts of the road"
    assert invariants.check(world) == len(list(world.card.iterdir()))
