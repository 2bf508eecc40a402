"""Phones on Windows keep the contract; the calls are those of the header files."""

# ruff: noqa: N802 - the names are Windows' own

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import NeedsDevice, NotReadable

from tests.fakes.wpd import FakeWpd
from tests.vendorclient.devices.contract import DeviceContract
from tests.vendorclient.devices.stage import content, find
from tests.vendorclient.devices.wpd_stage import WpdStage
from vendorclient.devices import DeviceKind
from vendorclient.devices.windows import wpd_names as names
from vendorclient.devices.windows.messages import (
    DBT_DEVICEARRIVAL,
    DBT_DEVICEREMOVECOMPLETE,
    WM_DEVICECHANGE,
    is_news,
)
from vendorclient.devices.windows.portable import Named, connected
from vendorclient.devices.windows.volumes import ALLOW_REMOVAL, DISMOUNT, EJECT, LOCK, take_out
from vendorclient.devices.windows.wpd import kind_of

if TYPE_CHECKING:
    from pathlib import Path

BIG = bytes(range(256)) * 12_000


@pytest.fixture
def stage(tmp_path: Path) -> WpdStage:
    return WpdStage(tmp_path / "phone")


class TestWindowsPhone(DeviceContract):
    @pytest.fixture
    def stage(self, tmp_path: Path) -> WpdStage:
        return WpdStage(tmp_path / "phone")


def test_disks_are_left_to_the_card_driver(stage: WpdStage) -> None:
    assert [one.label for one in connected(stage.computer)] == ["현장 갤럭시"]


def test_what_windows_lent_is_given_back(stage: WpdStage) -> None:
    stage.put("DCIM/Camera/a.jpg", b"x")

    list(stage.device().entries())

    assert stage.computer.lent == {}


def test_two_cards_with_the_same_name_are_both_listed(stage: WpdStage) -> None:
    """Cameras with two slots call each of them a removable disk."""
    stage.computer.storage_name = "이동식 저장소"
    stage.put("inside/DCIM/100NIKON/DSC_0001.JPG", b"first card")
    stage.put("card/DCIM/100NIKON/DSC_0001.JPG", b"the second")
    device = stage.device()

    read = {b"".join(device.read(entry)) for entry in device.entries()}

    assert read == {b"first card", b"the second"}


@pytest.mark.parametrize(
    ("maker", "kind"),
    [
        ("Apple Inc.", DeviceKind.IPHONE),
        ("Canon", DeviceKind.CAMERA),
        ("NIKON CORPORATION", DeviceKind.CAMERA),
        ("samsung", DeviceKind.ANDROID),
        ("", DeviceKind.ANDROID),
    ],
)
def test_who_is_not_surely_a_camera_is_private(maker: str, kind: DeviceKind) -> None:
    assert kind_of(Named("id", "label", maker)) is kind


def test_device_that_cannot_seek_is_read_from_the_beginning(stage: WpdStage) -> None:
    stage.computer.seekable = False
    stage.put("DCIM/Camera/a.mp4", BIG)

    assert content(stage.device(), "a.mp4", 1_500_001) == BIG[1_500_001:]


def test_iphone_that_converts_is_told_what_to_change(stage: WpdStage) -> None:
    stage.put("DCIM/100APPLE/IMG_0001.JPG", BIG)
    device = stage.device()
    entry = find(device, "IMG_0001.JPG")
    stage.computer.fails_reading = names.GENERAL_FAILURE

    with pytest.raises(NotReadable) as raised:
        next(device.read(entry))

    assert raised.value.code == "device-converts"


def test_storages_tell_size_and_room(stage: WpdStage) -> None:
    [space] = stage.device().storages()

    assert (space.label, space.total_bytes, space.free_bytes) == (
        "내장 저장공간",
        64 << 30,
        8 << 30,
    )


def test_computer_without_portable_devices_has_none(tmp_path: Path) -> None:
    computer = FakeWpd(tmp_path)
    computer.plugged = False

    assert connected(computer) == []


@pytest.mark.parametrize(
    ("message", "what", "news"),
    [
        (WM_DEVICECHANGE, DBT_DEVICEARRIVAL, True),
        (WM_DEVICECHANGE, DBT_DEVICEREMOVECOMPLETE, True),
        (WM_DEVICECHANGE, 0x0019, False),
        (0x0113, DBT_DEVICEARRIVAL, False),
    ],
)
def test_only_coming_and_going_is_news(message: int, what: int, news: bool) -> None:
    assert is_news(message, what) is news


class Kernel:
    """kernel32 as far as a drive is concerned."""

    def __init__(self, *, refuses: int = 0, opens: bool = True) -> None:
        self.refuses = refuses
        self.opens = opens
        self.told: list[int] = []
        self.drive = ""
        self.closed = False

    def CreateFileW(self, *given: object) -> int:
        self.drive = str(given[0])
        return 7 if self.opens else -1

    def DeviceIoControl(self, *given: object) -> int:
        assert len(given) == 8
        self.told.append(int(str(given[1])))
        return int(given[1] != self.refuses)

    def CloseHandle(self, handle: int) -> int:
        self.closed = handle == 7
        return 1


def test_card_is_locked_dismounted_and_pushed_out() -> None:
    kernel = Kernel()

    take_out("D:\\", kernel)

    assert kernel.drive == r"\\.\D:"
    assert kernel.told == [LOCK, DISMOUNT, ALLOW_REMOVAL, EJECT]
    assert kernel.closed


def test_card_in_use_stays() -> None:
    kernel = Kernel(refuses=LOCK)

    with pytest.raises(NeedsDevice) as raised:
        take_out("D:", kernel)

    assert raised.value.code == "eject-busy"
    assert kernel.closed


def test_stick_without_a_slot_may_be_pulled_after_dismounting() -> None:
    take_out("D:", Kernel(refuses=EJECT))


def test_drive_that_may_not_be_opened_is_taken_out_by_hand() -> None:
    with pytest.raises(NeedsDevice) as raised:
        take_out("D:", Kernel(opens=False))

    assert raised.value.code == "eject-by-hand"
