"""The whole server on a real S3-compatible store: sent, weighed, checked, backed up, moved."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
import requests

from tests.journeys.builders import Joined, a_contract
from tests.journeys.invariants import rows
from tests.journeys.world import ROOT, World, a_seed, wait_until
from tests.swift import Swift
from vendorserver.storage.bucket import Address, Bucket

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
PHOTOS = 4  # one of them moves
MOVIE = ROOT / "resources" / "sample-card" / "camera" / "DCIM" / "102_PANA" / "P1000244.MOV"


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
    world.put_photos(PHOTOS - 1, a_seed("s3"))
    shutil.copy(MOVIE, world.card)
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
    look_through_the_portal(world)
    world.stop()

    base = world.base
    assert is_whole(run(world, "server", "fsck"))
    run(world, "server", "backup", "--to", str(base / "backup"))
    other = ("--blob-url", swift.url("restored"))
    run(world, "back", "restore", "--from", str(base / "backup"), "--verify", *other)
    assert held(swift, "restored", names) == names
    run(world, "server", "move", "--to", str(base / "files"), "--blob-url", "files")
    assert [path.name for path in files(base / "files" / "blobs")] == names
    assert is_whole(run(world, "files", "fsck"))
    run(world, "files", "move", "--to", str(base / "again"), "--blob-url", swift.url("again"))
    assert held(swift, "again", names) == names
    assert is_whole(run(world, "again", "fsck"))


def look_through_the_portal(world: World) -> None:
    """Open originals and viewing copies as a browser and a player do: whole, in part, the head."""
    browser = signed_in(world)
    found = rows(world.server_db, "SELECT id, sha256, kind FROM vendorserver_attachment")
    for attachment, sha256, kind in found:
        here = f"{world.url}/api/v1/attachments/{attachment}"
        whole_file = browser.get(f"{here}/original", timeout=60).content
        assert hashlib.sha256(whole_file).hexdigest() == sha256
        parts(browser, f"{here}/original", whole_file)
        wait_until(lambda here=here: browser.get(f"{here}/viewing", timeout=60).ok)
        copy = browser.get(f"{here}/viewing", timeout=60)
        mime = {"photo": "image/jpeg", "video": "video/mp4"}[kind]
        assert copy.headers["Content-Type"] == mime
        parts(browser, f"{here}/viewing", copy.content)
    assert {kind for _id, _hash, kind in found} == {"photo", "video"}


def parts(browser: requests.Session, url: str, content: bytes) -> None:
    """Ask for the first two bytes, the end and the head, as players do."""
    size = len(content)
    for wish, wanted in (("bytes=0-1", content[:2]), (f"bytes={size - 9}-", content[-9:])):
        part = browser.get(url, headers={"Range": wish}, timeout=60)
        assert (part.status_code, part.content) == (206, wanted)
        assert part.headers["Content-Range"].endswith(f"/{size}")
    head = browser.head(url, timeout=60)
    assert (head.status_code, head.headers["Content-Length"]) == (200, str(size))
    assert head.headers["Accept-Ranges"] == "bytes"
    beyond = browser.get(url, headers={"Range": f"bytes={size}-"}, timeout=60)
    assert beyond.status_code == 416


def signed_in(world: World) -> requests.Session:
    """Return a browser in which somebody of the vendor is signed in."""
    passwords = json.loads((world.base / "server" / "keys" / "demo-passwords.json").read_text())
    browser = requests.Session()
    page = browser.get(f"{world.url}/sign-in", timeout=60).text
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    said = {"csrfmiddlewaretoken": token, "login": "demo-office"}
    said["password"] = passwords["demo-office"]
    assert browser.post(f"{world.url}/sign-in", said, timeout=60).ok
    return browser


def run(world: World, folder: str, *words: str) -> dict[str, Any]:
    """Run a command on a data folder of this world; return the last thing it said."""
    return world.run("vendorserver", "--data", str(world.base / folder), "--json", *words)[-1]


def is_whole(said: dict[str, Any]) -> bool:
    """Whether fsck found every original, and none damaged."""
    summary = said["summary"]
    return (summary["originals"], summary["damaged"]) == (PHOTOS, 0)


def held(swift: Swift, bucket: str, names: list[str]) -> list[str]:
    """Return the originals that a bucket really has."""
    store = Bucket(Address.from_url(swift.url(bucket)))
    return [name for name in names if store.size(f"blobs/{name[:2]}/{name}") > 0]


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
