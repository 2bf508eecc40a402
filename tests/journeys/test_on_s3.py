"""The whole server on a real S3-compatible store: sent, weighed, checked, backed up, moved."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.builders import Joined, a_contract
from tests.journeys.invariants import rows
from tests.journeys.world import World, a_seed, wait_until
from tests.swift import Swift
from vendorserver.storage.bucket import Address, Bucket

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
PHOTOS = 3


@pytest.fixture
def swift(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Swift]:
    if not Swift.installed():
        pytest.skip("OpenStack Swift is not for this system")
    with Swift(tmp_path_factory.mktemp("swift")) as store:
        yield store


@pytest.fixture
def joined_on_s3(world: World, swift: Swift) -> Joined:
    world.vendorserver("init", "--demo", "--json")
    settings = world.base / "server" / "settings.toml"
    shelves = {"blob_url": swift.url("originals"), "standby_url": swift.url("standby")}
    lines = [f"{key} = {json.dumps(url)}\n" for key, url in shelves.items()]
    settings.write_text(settings.read_text("utf-8") + "".join(lines), "utf-8")
    world.start_server()
    words = ("account", "ticket", "--login", "demo-office", "--url", world.url, "--json")
    world.vendorclient("enrol", str(world.vendorserver(*words)[0]["ticket"]), "--json")
    contract, file = a_contract(), world.base / "contract.json"
    file.write_text(json.dumps(contract, ensure_ascii=False), "utf-8")
    world.vendorclient("contracts", "add", str(file), "--json")
    return Joined(world, contract["id"], contract["processes"][0]["id"])


def test_the_whole_server_lives_on_s3_and_moves_to_files_and_back(
    joined_on_s3: Joined, swift: Swift
) -> None:
    world = joined_on_s3.world
    world.put_photos(PHOTOS, a_seed("s3"))
    road = world.start_road(joined_on_s3.contract, joined_on_s3.process)
    out, _nothing = road.communicate(timeout=120)
    assert road.returncode == 0, out
    names = sorted(hashlib.sha256(one.read_bytes()).hexdigest() for one in world.card.iterdir())
    assert all(row["valid"] for row in world.vendorclient("verify", "--json"))
    assert held(swift, "originals", names) == held(swift, "standby", names) == names
    assert not files(world.base / "server" / "blobs")
    # The server reads the originals again from the store: each is weighed.
    weighed = "SELECT COUNT(*) FROM vendorserver_attachment WHERE verdict <> ''"
    wait_until(lambda: rows(world.server_db, weighed) == [(PHOTOS,)])
    world.stop()

    kept, base = whole(), world.base
    assert run(world, "server", "fsck") == kept
    run(world, "server", "backup", "--to", str(base / "backup"))
    other = ("--blob-url", swift.url("restored"))
    run(world, "back", "restore", "--from", str(base / "backup"), "--verify", *other)
    assert held(swift, "restored", names) == names
    run(world, "server", "move", "--to", str(base / "files"), "--blob-url", "files")
    assert [path.name for path in files(base / "files" / "blobs")] == names
    assert run(world, "files", "fsck") == kept
    run(world, "files", "move", "--to", str(base / "again"), "--blob-url", swift.url("again"))
    assert held(swift, "again", names) == names
    assert run(world, "again", "fsck") == kept


def run(world: World, folder: str, *words: str) -> dict[str, Any]:
    """Run a command on a data folder of this world; return the last thing it said."""
    return world.run("vendorserver", "--data", str(world.base / folder), "--json", *words)[-1]


def whole() -> dict[str, Any]:
    return {"summary": {"originals": PHOTOS, "damaged": 0}}


def held(swift: Swift, bucket: str, names: list[str]) -> list[str]:
    """Return the originals that a bucket really has."""
    store = Bucket(Address.from_url(swift.url(bucket)))
    return [name for name in names if store.size(f"blobs/{name[:2]}/{name}") > 0]


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
