"""A phone is private: what lies outside the plans is neither shown nor read nor kept."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import ContractState

from tests.vendorclient.builders import Library, a_contract, files_below, write
from tests.vendorclient.devices.gphoto_stages import ROOT, NetworkCamera, staged
from vendorclient.app.phone_days import day_of, on_open_days, open_days, whole_shots
from vendorclient.devices import DeviceKind, Entry, FakePhone

if TYPE_CHECKING:
    from pathlib import Path

    from vendorclient.devices import Device

FIRST = datetime(2026, 10, 19, 1, 0, tzinfo=UTC)
LAST = datetime(2026, 10, 22, 9, 0, tzinfo=UTC)
PLANNED = [(date(2026, 10, 19), date(2026, 10, 23))]


def a_phone(*, photos: int, planned: int) -> FakePhone:
    """A phone with many photos, of which a few were taken on planned days."""
    phone = FakePhone({}, kind=DeviceKind.IPHONE)
    for number in range(photos):
        age = photos - number - 1
        hours = age if age < planned else 24 * (age + 40)
        path = f"DCIM/{100 + number // 500}APPLE/IMG_{number:04}.HEIC"
        phone.files[path] = f"private {number}".encode()
        phone.modified_at[path] = LAST - timedelta(hours=hours)
    return phone


def test_nothing_but_the_picked_originals_is_read_or_kept(library: Library) -> None:
    phone = a_phone(photos=5000, planned=30)
    shown = list(on_open_days(phone, PLANNED))

    library.bring(phone, picked=frozenset(entry.path for entry in shown))

    assert len(shown) == 30
    assert len(phone.opened) == 30
    assert set(phone.opened) == {entry.path for entry in shown}
    assert len(files_below(library.folder.originals_dir)) == 30
    assert {path.name for path in files_below(library.folder.parts_dir)} <= {"lock"}


def test_looking_reads_nothing(library: Library) -> None:
    phone = a_phone(photos=50, planned=5)

    list(on_open_days(phone, PLANNED))

    assert phone.opened == []
    assert list(library.media.all()) == []


def test_without_open_plans_nothing_is_listed() -> None:
    phone = a_phone(photos=10, planned=5)

    assert list(on_open_days(phone, [])) == []
    assert phone.round_trips == 0


@pytest.mark.parametrize(
    ("state", "count"),
    [(ContractState.PRODUCING, 2), (ContractState.CLOSED, 0), (ContractState.CANCELLED, 0)],
)
def test_only_plans_of_contracts_that_go_on_are_open(state: ContractState, count: int) -> None:
    assert len(open_days([a_contract(state=state)])) == count


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("20261019_101112.jpg", date(2026, 10, 19)),
        ("IMG_20261020_101112.jpg", date(2026, 10, 20)),
        ("PXL_20261018_201112345.jpg", date(2026, 10, 21)),
        ("IMG_0001.HEIC", date(2026, 10, 21)),
        ("20269919_101112.jpg", date(2026, 10, 21)),
    ],
    ids=["samsung", "android", "pixel writes universal time", "iphone", "no such day"],
)
def test_day_comes_from_the_name_or_the_phones_time(name: str, day: date) -> None:
    at = datetime(2026, 10, 20, 16, 0, tzinfo=UTC)

    assert day_of(Entry(path=name, name=name, size_bytes=1, modified_at=at)) == day


def test_photo_without_any_day_is_shown() -> None:
    phone = FakePhone({"DCIM/Camera/x.jpg": b"x"})

    assert [entry.name for entry in on_open_days(phone, PLANNED)] == ["x.jpg"]


def test_picking_a_live_photo_brings_its_motion() -> None:
    phone = FakePhone({f"DCIM/100APPLE/{name}": b"x" for name in ("I_1.HEIC", "I_1.MOV", "J.HEIC")})

    assert whole_shots({"DCIM/100APPLE/I_1.HEIC"}, phone.entries()) == [
        "DCIM/100APPLE/I_1.HEIC",
        "DCIM/100APPLE/I_1.MOV",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="libgphoto2 is used on Linux alone")
def test_the_real_library_reads_no_other_original(library: Library, tmp_path: Path) -> None:
    with staged(NetworkCamera(tmp_path, "--android")) as stage:
        for number in range(120):
            old = datetime(2025, 1, 1, tzinfo=UTC)
            at = FIRST + timedelta(hours=number) if number < 6 else old
            stage.put(f"DCIM/Camera/{number:04}.jpg", f"private {number}".encode(), at)
        phone: Device = stage.device()
        shown = list(on_open_days(phone, PLANNED))
        before = stage.tell("reads")
        library.bring(phone, picked=frozenset(entry.path for entry in shown))
        reads = stage.tell("reads")

    assert (before, reads, len(shown)) == (0, 6, 6)
    assert len(files_below(library.folder.originals_dir)) == 6


# Looks through all, reads three, and says which files the library itself asked the camera for.
LOOK = """
import logging, re, gphoto2
from vendorclient.devices.gphoto.driver import Driver
class Note(logging.Handler):
    asked = set()
    def emit(self, record):
        found = re.search(r"Downloading '(.*?)' from", record.getMessage())
        if found:
            self.asked.add(found[1])
logging.getLogger().addHandler(Note())
logging.getLogger().setLevel(logging.DEBUG)
kept = gphoto2.use_python_logging()
driver = Driver()
talk = driver.open(driver.find()[0].address)
entries = [entry for folder in talk.folders() for entry in folder]
for entry in entries[:3]:
    assert talk.read(entry.path, 0, 100)
print(len(entries), *sorted(Note.asked))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="libgphoto2 is used on Linux alone")
def test_the_virtual_camera_is_asked_for_picked_files_alone(tmp_path: Path) -> None:
    for number in range(60):
        write(tmp_path / "DCIM" / "100NIKON" / f"DSC_{number:04}.JPG", b"private")

    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "VCAMERADIR": str(tmp_path), "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=60,
    )

    assert done.stdout.split() == ["60", "DSC_0000.JPG", "DSC_0001.JPG", "DSC_0002.JPG"], (
        done.stderr
    )
