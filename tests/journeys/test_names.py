"""Whatever a file is called, it arrives whole and is shown under that name."""

from __future__ import annotations

import random
import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.journeys import invariants

if TYPE_CHECKING:
    from tests.journeys.builders import Joined

pytestmark = pytest.mark.journey

NAMES = (
    "용접 작업 1차(왼쪽).JPG",
    unicodedata.normalize("NFD", "도장 후 건조.JPG"),
    "🔥용접👩‍🏭.JPG",
    "가" * 83 + ".JPG",
    "=cmd|' -C calc'!A0 %00 <b>.JPG",
)


def test_files_with_unusual_names_arrive_and_keep_them(joined: Joined) -> None:
    world = joined.world
    world.put_photos(len(NAMES), random.Random(7))
    for photo, name in zip(sorted(world.card.iterdir()), NAMES, strict=True):
        photo.rename(photo.with_name(name))

    road = world.start_road(joined.contract, joined.process)
    assert road.communicate(timeout=120)[0] == b""
    assert road.returncode == 0

    assert invariants.check(world) == len(NAMES)
    (shown,) = world.vendorclient("contracts", "show", joined.contract, "--json")
    composed = {unicodedata.normalize("NFC", name) for name in NAMES}
    assert {one["name"] for one in shown["attachments"]} == composed
    to = world.base / "out"
    world.vendorclient("export", "--contract", joined.contract, "--to", str(to), "--json")
    written = [path for path in to.rglob("*.JPG") if path.is_file()]
    assert len(written) == len(NAMES)
    assert all(to in path.resolve().parents for path in written)
