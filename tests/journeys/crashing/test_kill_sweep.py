"""Client and server are killed at every n-th write, sync, rename and send: all arrive, once.

FAULT_KILLS=1000 pytest -m long … is the long form.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.journeys import invariants
from tests.journeys.crashing.faults import (
    AFTER,
    HALF,
    KILL,
    KILLED,
    client_of,
    end,
    is_alive,
    needs_shim,
    serve,
    server_of,
)
from tests.journeys.world import a_seed, wait_until

if TYPE_CHECKING:
    import random

    from tests.journeys.builders import Joined
    from tests.journeys.crashing.faults import Forge, Outcome

KILLS = int(os.environ.get("FAULT_KILLS", "1000"))
SHORT = 4
PHOTOS = 2
WAYS = (KILL, AFTER, HALF)

pytestmark = [pytest.mark.journey, pytest.mark.timeout(7200), needs_shim]


@pytest.mark.parametrize("kills", [SHORT, pytest.param(KILLS, marks=pytest.mark.long)])
def test_a_client_killed_at_any_call_loses_and_repeats_nothing(joined: Joined, kills: int) -> None:
    seed, done = a_seed("client calls"), 0
    with client_of(joined) as client:
        whole = _calls_of_a_road(joined, client, seed)
        while done < kills:
            joined.world.put_photos(PHOTOS, seed)
            done += _killed_until_done(client, whole, seed)
        _tell(done, whole)
        _check(joined)


@pytest.mark.parametrize("kills", [SHORT, pytest.param(KILLS, marks=pytest.mark.long)])
def test_a_server_killed_at_any_call_loses_and_repeats_nothing(joined: Joined, kills: int) -> None:
    seed, done, world = a_seed("server calls"), 0, joined.world
    with client_of(joined) as client, server_of(world) as server, ThreadPoolExecutor(1) as beside:
        whole = _calls_of_serving(joined, client, server, seed)
        while done < kills:
            world.put_photos(PHOTOS, seed)
            road = beside.submit(client.run)
            while not road.done():
                pid = serve(world, server, at=seed.randint(1, whole), what=seed.choice(WAYS))
                _wait_for_either(road, pid)
                done += not is_alive(pid)
                end(pid, server)
            # A road that lost its patience is walked again; it may never break.
            assert road.result().code in (0, 1)
        pid = serve(world, server)
        assert client.run().code == 0
        _tell(done, whole)
        _check(joined)
        end(pid, server)


def _wait_for_either(road: Future[Outcome], pid: int) -> None:
    wait_until(lambda: road.done() or not is_alive(pid))


def _killed_until_done(client: Forge, whole: int, seed: random.Random) -> int:
    """Run the road until it ends by itself; return how often it was killed."""
    for kills in range(10_000):
        at = seed.randint(1, whole + whole * kills // 10)
        outcome = client.run(at, seed.choice(WAYS))
        if outcome.code != KILLED:
            assert outcome.code == 0
            return kills
    raise AssertionError("the road never ends")


def _calls_of_a_road(joined: Joined, client: Forge, seed: random.Random) -> int:
    joined.world.put_photos(PHOTOS, seed)
    outcome = client.run()
    assert outcome.code == 0
    return outcome.calls


def _calls_of_serving(joined: Joined, client: Forge, server: Forge, seed: random.Random) -> int:
    joined.world.put_photos(PHOTOS, seed)
    pid = serve(joined.world, server)
    assert client.run().code == 0
    return end(pid, server).calls


def _check(joined: Joined) -> None:
    assert invariants.check(joined.world) == len(list(joined.world.card.iterdir()))


def _tell(kills: int, whole: int) -> None:
    sys.stdout.write(f"{kills} kills in roads of about {whole} calls\n")
