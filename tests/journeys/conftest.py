"""A world whose client is joined to its server and has one contract."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.journeys.builders import Joined, a_contract
from tests.journeys.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.stop()


@pytest.fixture
def joined(world: World) -> Joined:
    world.vendorserver("init", "--demo", "--json")
    world.start_server()
    ticket = world.vendorserver(
        "account", "ticket", "--login", "demo-office", "--url", world.url, "--json"
    )
    world.vendorclient("enrol", str(ticket[0]["ticket"]), "--json")
    contract = a_contract()
    file = world.base / "contract.json"
    file.write_text(json.dumps(contract, ensure_ascii=False), "utf-8")
    world.vendorclient("contracts", "add", str(file), "--json")
    return Joined(world, contract["id"], contract["processes"][0]["id"])
