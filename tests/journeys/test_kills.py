"""Kill -9 at random moments of the road, for client and server."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.journeys import invariants
from tests.journeys.world import PATIENCE_S, a_seed

if TYPE_CHECKING:
    import random

    from tests.journeys.builders import Joined

KILLS = int(os.environ.get("JOURNEY_KILLS", "50"))
ROAD_S = 3.0
PHOTOS = 6

pytestmark = [pytest.mark.journey, pytest.mark.timeout(3600)]


def test_a_client_killed_anywhere_loses_and_repeats_nothing(joined: Joined) -> None:
    world, seed = joined.world, a_seed("client")
    killed = 0
    while killed < KILLS:
        world.put_photos(PHOTOS, seed)
        killed += _walk_with_kills(joined, seed)
    _finish(joined)
    assert invariants.check(world) == len(list(world.card.iterdir()))


def test_a_server_killed_anywhere_loses_and_repeats_nothing(joined: Joined) -> None:
    world, seed = joined.world, a_seed("server")
    for _ in range(KILLS):
        world.put_photos(PHOTOS // 2, seed)
        road = world.start_road(joined.contract, joined.process)
        _wait(road, seed.uniform(0, ROAD_S))
        world.kill_server()
        world.start_server()
        road.communicate(timeout=PATIENCE_S)
    _finish(joined)
    assert invariants.check(world) == len(list(world.card.iterdir()))


def _walk_with_kills(joined: Joined, seed: random.Random) -> int:
    """Start the road again and again until it once ends by itself; return the kills."""
    killed = 0
    while True:
        road = joined.world.start_road(joined.contract, joined.process)
        if _wait(road, seed.uniform(0, ROAD_S)):
            return killed
        road.kill()
        road.communicate()
        killed += 1


def _wait(road: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        road.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _finish(joined: Joined) -> None:
    """Walk the road until it ends well."""
    for _ in range(5):
        road = joined.world.start_road(joined.contract, joined.process)
        output, _ = road.communicate(timeout=PATIENCE_S)
        if road.returncode == 0:
            return
    raise AssertionError(output.decode())
