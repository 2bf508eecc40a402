"""How a road is walked, killed and walked again."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.journeys import invariants
from tests.journeys.world import PATIENCE_S, wait_until

if TYPE_CHECKING:
    import random
    from collections import Counter

    from tests.journeys.builders import Joined
    from tests.journeys.world import World

KILLS = int(os.environ.get("JOURNEY_KILLS", "50"))
ROAD_S = 3.0
# Where an operation stands while the road is under way, in the order of the road.
UNDER_WAY = "SELECT state FROM operation WHERE state NOT IN ('delivered', 'released') ORDER BY seq"


def walk_with_kills(joined: Joined, seed: random.Random, moments: Counter[str]) -> None:
    """Start the road again and again until it once ends by itself; note where it was killed."""
    while True:
        road = joined.world.start_road(joined.contract, joined.process)
        if wait(road, seed.uniform(0, ROAD_S)):
            return
        road.kill()
        road.communicate()
        moments[moment(joined.world)] += 1


def wait(road: subprocess.Popen[bytes], seconds: float) -> bool:
    """Return whether the road ended by itself within the time."""
    try:
        road.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def finish(joined: Joined) -> None:
    """Walk the road until it ends well."""
    for _ in range(5):
        road = joined.world.start_road(joined.contract, joined.process)
        output, _ = road.communicate(timeout=PATIENCE_S)
        if road.returncode == 0:
            return
    raise AssertionError(output.decode())


def moment(world: World) -> str:
    """Return the part of the road that the client is in."""
    under_way = [row[0] for row in invariants.rows(world.client_db, UNDER_WAY)]
    if under_way:
        return next((state for state in under_way if state != "queued"), "queued")
    on_card = len(list(world.card.iterdir()))
    if _count(world, "receipt") == on_card:
        return "done"
    return "importing" if _count(world, "media_file") < on_card else "imported"


def wait_for_sending(world: World, road: subprocess.Popen[bytes]) -> None:
    """Wait until the client has something to send, or has ended."""
    wait_until(lambda: road.poll() is not None or invariants.rows(world.client_db, UNDER_WAY))


def _count(world: World, table: str) -> int:
    sql = {
        "receipt": "SELECT count(*) FROM receipt",
        "media_file": "SELECT count(*) FROM media_file",
    }[table]
    return int(invariants.rows(world.client_db, sql)[0][0])


def tell(moments: Counter[str]) -> None:
    """Write down where the kills fell."""
    sys.stdout.write(f"killed while {dict(moments)}\n")
