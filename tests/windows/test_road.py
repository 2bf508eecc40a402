"""From a card in a Windows drive to verified receipts of a server on loopback."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from tests.journeys.builders import a_contract
from tests.journeys.world import GOOD
from tools.places import RESOURCES
from tools.windows import wine

if TYPE_CHECKING:
    from tests.windows.world import WindowsWorld

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="wine is looked at from Linux"),
]


def test_road_from_card_to_receipts(world: WindowsWorld) -> None:
    contract = joined(world)
    for path in GOOD:
        sample = next(RESOURCES.glob(f"sample-card/*/DCIM/{path}"))
        shutil.copy(sample, world.card / sample.name)
    wine.insert_card(world.base / "card")

    [device] = [row for row in world.vendorclient("devices", "--json") if row["kind"] == "card"]
    rows = world.vendorclient("import", device["key"], "--json")
    hashes = [row["sha256"] for row in rows if row.get("outcome") == "imported"]
    place = ("--contract", contract["id"], "--process", contract["processes"][0]["id"])
    world.vendorclient("tag", *place, "--note", "시험", *hashes, "--json")
    world.vendorclient("submit", "--contract", contract["id"], "--json")
    world.vendorclient("sync", "--once", "--json")
    receipts = world.vendorclient("verify", "--json")

    assert device["media"] == {"total": 3, "new": 3}
    assert len(hashes) == 3
    assert [row["valid"] for row in receipts if "receipt_no" in row] == [True] * 3


def test_report_of_devices_is_made(world: WindowsWorld) -> None:
    [report] = world.vendorclient("devices", "--probe", "--json")

    assert report["system"].startswith("Windows 10")
    assert [one["name"].rpartition(".")[0] for one in report["drivers"]] != []


def joined(world: WindowsWorld) -> dict[str, object]:
    """Join the client to the server and give it a contract."""
    world.vendorserver("init", "--demo", "--json")
    world.start_server()
    [ticket] = world.vendorserver(
        *("account", "ticket", "--login", "demo-office", "--url", world.url, "--json")
    )
    world.vendorclient("enrol", str(ticket["ticket"]), "--json")
    contract = a_contract()
    file = world.base / "contract.json"
    file.write_text(json.dumps(contract, ensure_ascii=False), "utf-8")
    world.vendorclient("contracts", "add", wine.windows_path(file), "--json")
    return dict(contract)
