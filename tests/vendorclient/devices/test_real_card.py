"""A real exFAT card: an image on a loop device, mounted through FUSE, and pulled in mid-file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import DeviceGone, NotReadable

from vendorclient.devices import DeviceState
from vendorclient.devices.card import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorclient.devices.card import Card

PROGRAMS = ("losetup", "mkfs.exfat", "mount.exfat-fuse", "umount")
SIZE = 64 << 20
BIG = os.urandom(1 << 20) * 12


def why_not() -> str:
    if sys.platform != "linux":
        return "loop devices are Linux' own"
    if (
        os.geteuid() != 0
        or not Path("/dev/fuse").exists()
        or not Path("/dev/loop-control").exists()
    ):
        return "needs root, /dev/fuse and loop devices"
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    return f"needs {', '.join(missing)} (Debian: exfatprogs, exfat-fuse)" if missing else ""


pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "runs")


def run(*line: str) -> str:
    done = subprocess.run(line, capture_output=True, encoding="utf-8", check=False)
    return done.stdout.strip()


class RealCard:
    """An image file, the loop device over it and the place where it is mounted."""

    def __init__(self, folder: Path) -> None:
        self.image = folder / "card.img"
        self.place = folder / "용접 카드"
        self.place.mkdir()
        with self.image.open("wb") as file:
            file.truncate(SIZE)
        run("mkfs.exfat", "-L", "WELDING", str(self.image))
        self.node = run("losetup", "-f", "--show", str(self.image))

    @contextmanager
    def mounted(self, *options: str) -> Iterator[Path]:
        run("mount.exfat-fuse", *options, self.node, str(self.place))
        try:
            yield self.place
        finally:
            run("umount", "-l", str(self.place))

    def found(self) -> Card:
        return next(card for card in find() if card.mount.root == self.place)

    def close(self) -> None:
        run("losetup", "-d", self.node)


@pytest.fixture
def card(tmp_path: Path) -> Iterator[RealCard]:
    card = RealCard(tmp_path)
    if not card.node:
        pytest.skip("this computer gives no loop device")
    yield card
    card.close()


def fill(place: Path, **files: bytes) -> None:
    folder = place / "DCIM" / "100CANON"
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / f"{name}.JPG").write_bytes(content)


def test_mounted_card_is_found_and_read(card: RealCard) -> None:
    with card.mounted() as place:
        fill(place, 용접_1=BIG, 용접_2=b"")
        found = card.found()

        assert found.state() is DeviceState.READY
        assert [entry.name for entry in found.entries()] == ["용접_1.JPG", "용접_2.JPG"]
        assert b"".join(found.read(next(found.entries()))) == BIG
        assert 0 < found.storages()[0].free_bytes < SIZE


def test_mounted_card_is_no_camera_on_a_cable_too(card: RealCard) -> None:
    gp = pytest.importorskip("gphoto2")
    from vendorclient.devices.gphoto import library

    with card.mounted() as place:
        fill(place, a=BIG)
        taken_for_cameras = [port for _model, port in gp.Camera.autodetect().items()]
        assert f"disk:{place}" in taken_for_cameras
        assert f"disk:{place}" not in [port for _model, port in library.detect()]


def test_write_protected_card_says_so_and_is_read(card: RealCard) -> None:
    with card.mounted() as place:
        fill(place, IMG_0001=b"x")
    with card.mounted("-o", "ro"):
        found = card.found()

        assert found.state() is DeviceState.READ_ONLY
        assert found.storages()[0].read_only
        assert b"".join(found.read(next(found.entries()))) == b"x"


def test_card_pulled_in_mid_file_is_told(card: RealCard) -> None:
    with card.mounted() as place:
        fill(place, IMG_0001=BIG)
        run("sync")
    with card.mounted():
        found = card.found()
        reading = found.read(next(found.entries()))
        next(reading)
        os.truncate(card.image, 4096)
        Path("/proc/sys/vm/drop_caches").write_text("3")

        with pytest.raises((DeviceGone, NotReadable)):
            b"".join(reading)


def test_card_that_left_its_place_is_gone(card: RealCard) -> None:
    with card.mounted() as place:
        fill(place, IMG_0001=b"x")
        found = card.found()
    shutil.rmtree(card.place)

    assert found.state() is DeviceState.GONE
    with pytest.raises(DeviceGone):
        list(found.entries())


def test_empty_folder_that_a_pulled_card_leaves_is_no_card(card: RealCard) -> None:
    """The system forgets the card while the number of its reader stays."""
    with card.mounted() as place:
        fill(place, IMG_0001=b"one", IMG_0002=b"two")
        found = card.found()
        entry = next(found.entries())

    assert found.state() is DeviceState.GONE
    with pytest.raises(DeviceGone):
        list(found.read(entry))
