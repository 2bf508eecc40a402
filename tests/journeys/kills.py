"""How a road is walked, killed and walked again."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from tests.journeys import invariants
from tests.journeys.crashing.faults import end
from tests.journeys.world import wait_until

if TYPE_CHECKING:
    import random
    from collections import Counter

    from tests.journeys.builders import Joined
    from tests.journeys.crashing.faults import Forge
    from tests.journeys.world import World

KILLS = int(os.environ.get("JOURNEY_KILLS", "50"))
# Where an operation stands while the road is under way, in the order of the road.
UNDER_WAY = "SELECT state FROM operation WHERE state NOT IN ('delivered', 'released') ORDER BY seq"


def enough(moments: Counter[str]) -> bool:
    """Whether so many kills were made, and on several parts of the road where that can be."""
    return moments.total() >= (KILLS if len(moments) > 1 else 4 * KILLS)


def walk_with_kills(
    joined: Joined, client: Forge, seed: random.Random, moments: Counter[str], whole_s: float
) -> None:
    """Start the road again and again until it once ends by itself; note where it was killed."""
    while True:
        pid = client.begin()
        if client.ends_within(seed.uniform(0, whole_s)):
            assert client.outcome().code == 0
            return
        end(pid, client)
        moments[moment(joined.world)] += 1


def seconds_of_a_road(client: Forge) -> float:
    """Walk the road once and return how long it takes on this computer now."""
    begun = time.monotonic()
    assert client.run().code == 0
    return time.monotonic() - begun


def moment(world: World) -> str:
    """Return the part of the road that the client is in."""
    under_way = [row[0] for row in invariants.rows(world.client_db, UNDER_WAY)]
    if under_way:
        return next((state for state in under_way if state != "queued"), "queued")
    on_card = len(list(world.card.iterdir()))
    if _count(world, "receipt") == on_card:
        return "done"
    return "importing" if _count(world, "media_file") < on_card else "imported"


def wait_for_sending(world: World, road: Forge) -> None:
    """Wait until the client has something to send, or has ended."""
    wait_until(lambda: road.ends_within(0) or invariants.rows(world.client_db, UNDER_WAY))


def _count(world: World, table: str) -> int:
    sql = {
        "receipt": "SELECT count(*) FROM receipt",
        "media_file": "SELECT count(*) FROM media_file",
    }[table]
    return int(invariants.rows(world.client_db, sql)[0][0])


def tell(moments: Counter[str]) -> None:
    """Write down where the kills fell."""
    sys.stdout.write(f"killed while {dict(moments)}\n")
