"""Phones on macOS keep the contract; the calls are those that Apple documents."""

# ruff: noqa: N802 - the names are Apple's own

from __future__ import annotations

import os
import plistlib
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from vendorcore.errors import NeedsDevice, NotReadable

from tests.fakes.image_capture import IN_USE, PASSCODE, Camera, FakeCocoa
from tests.vendorclient.devices.contract import DeviceContract
from tests.vendorclient.devices.stage import NOON, find
from vendorclient.devices import DeviceKind, DeviceState
from vendorclient.devices.events.bell import Bell
from vendorclient.devices.lines import Straight
from vendorclient.devices.linked import connected
from vendorclient.devices.macos.cocoa import ORIGINALS
from vendorclient.devices.macos.disks import DiskEvents, describe, take_out
from vendorclient.devices.macos.image_capture import Driver

if TYPE_CHECKING:
    from datetime import datetime

    from vendorclient.devices.linked import Linked

BIG = bytes(range(256)) * 12_000


class MacStage:
    """An iPhone that ImageCaptureCore shows."""

    def __init__(self, root: Path) -> None:
        (root / "DCIM").mkdir(parents=True)
        self.system = FakeCocoa()
        self.camera = Camera(root, self.system)
        self.system.devices.append(self.camera)
        self._line = Straight(Driver(self.system))
        self.cannot = {
            "storages": "ImageCaptureCore shows a device as one catalogue",
            "lazy": "ImageCaptureCore catalogues everything by itself",
            "untrusted": "ImageCaptureCore calls locked and untrusted the same: restricted",
            "no-storage": "ImageCaptureCore shows nothing of a phone that only charges",
        }

    def put(self, path: str, content: bytes, at: datetime = NOON) -> None:
        target = self.camera.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        os.utime(target, (at.timestamp(), at.timestamp()))

    def put_sparse(self, path: str, size_bytes: int) -> None:
        self.put(path, b"")
        os.truncate(self.camera.root / path, size_bytes)

    def device(self) -> Linked:
        return next(connected(self._line, lambda _found: self._line))

    def vanish(self) -> None:
        self.camera.pull_out()

    def refuse(self, state: str) -> None:
        self.camera.restricted = state == "locked"
        self.camera.refusal = IN_USE if state == "busy" else 0

    def allow(self) -> None:
        self.camera.restricted = False
        self.camera.refusal = 0

    def listed(self) -> int:
        raise AssertionError


@pytest.fixture
def stage(tmp_path: Path) -> MacStage:
    return MacStage(tmp_path / "phone")


class TestMacPhone(DeviceContract):
    @pytest.fixture
    def stage(self, tmp_path: Path) -> MacStage:
        return MacStage(tmp_path / "phone")


def test_originals_are_asked_for_not_conversions(stage: MacStage) -> None:
    list(stage.device().entries())

    assert stage.camera.presentation == ORIGINALS


def test_phone_that_asks_for_its_passcode_is_locked(stage: MacStage) -> None:
    stage.camera.refusal = PASSCODE

    assert stage.device().state() is DeviceState.LOCKED


def test_file_that_cannot_be_read_spoils_no_other(stage: MacStage) -> None:
    stage.put("DCIM/100APPLE/IMG_0001.HEIC", BIG)
    device = stage.device()
    entry = find(device, "IMG_0001.HEIC")
    stage.camera.fails_reading = True

    with pytest.raises(NotReadable):
        next(device.read(entry))
    stage.camera.fails_reading = False

    assert b"".join(device.read(entry)) == BIG


def test_small_pictures_come_without_the_original(stage: MacStage) -> None:
    stage.put("DCIM/100APPLE/IMG_0001.HEIC", BIG)
    device = stage.device()

    assert device.thumbnail(find(device, "IMG_0001.HEIC")) == b"small"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("iPhone", DeviceKind.IPHONE), ("Camera", DeviceKind.ANDROID)],
    ids=["iphone", "unknown maker"],
)
def test_kinds_are_told_apart(stage: MacStage, kind: str, expected: DeviceKind) -> None:
    stage.camera.kind = kind

    assert stage.device().kind is expected


class Arbitration:
    """DiskArbitration and the run loop, as far as they are used."""

    kCFRunLoopDefaultMode = "kCFRunLoopDefaultMode"  # noqa: N815 - Apple's own name

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.appeared: Any = None

    def DASessionCreate(self, allocator: None) -> str:
        return "session"

    def DARegisterDiskAppearedCallback(self, *given: Any) -> None:
        assert given[0] == "session"
        self.appeared = given[2]

    def DARegisterDiskDisappearedCallback(self, *given: Any) -> None:
        self.calls.append("disappeared")

    def CFRunLoopGetCurrent(self) -> str:
        return "loop"

    def DASessionScheduleWithRunLoop(self, session: str, loop: str, mode: str) -> None:
        self.calls.append(f"{session} {loop} {mode}")

    def CFRunLoopRun(self) -> None:
        self.appeared("disk", None)

    def CFRunLoopStop(self, loop: str) -> None:
        self.calls.append(f"stop {loop}")


def test_bell_rings_when_a_disk_appears() -> None:
    bell, system = Bell(), Arbitration()
    source = DiskEvents(bell, system)

    assert source.start()
    assert bell.wait(5)
    source.stop()

    assert system.calls == [
        "disappeared",
        "session loop kCFRunLoopDefaultMode",
        "stop loop",
    ]


class Diskutil:
    """The system's program for disks."""

    def __init__(self, code: int = 0, **told: str) -> None:
        self.code, self.told = code, told
        self.lines: list[list[str]] = []

    def __call__(self, line: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        self.lines.append(line)
        return subprocess.CompletedProcess(line, self.code, plistlib.dumps(self.told))


def test_disk_is_known_by_its_number_and_label() -> None:
    program = Diskutil(VolumeUUID="1234-ABCD", VolumeName="용접 카드")

    assert describe(Path("/Volumes/card"), program) == ("1234-ABCD", "용접 카드")
    assert describe(Path("/Volumes/none"), Diskutil(1)) == ("", "")


def test_card_is_ejected_by_the_systems_program() -> None:
    program = Diskutil()

    take_out(Path("/Volumes/card"), program)

    assert program.lines == [["/usr/sbin/diskutil", "eject", str(Path("/Volumes/card"))]]


def test_card_in_use_stays() -> None:
    with pytest.raises(NeedsDevice) as raised:
        take_out(Path("/Volumes/card"), Diskutil(1))

    assert raised.value.code == "eject-busy"
