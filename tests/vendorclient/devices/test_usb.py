"""What Linux tells of a thing on the USB decides what it is and whether it is private."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from vendorclient.devices import DeviceKind
from vendorclient.devices.gphoto.usb import things

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sysfs is a part of Linux")

CANON = {"idVendor": "04a9", "busnum": "1", "devnum": "11", "product": "Canon Digital Camera"}
GALAXY = {"idVendor": "04e8", "busnum": "1", "devnum": "4", "product": "SAMSUNG_Android"}
PICTURES = {"bInterfaceClass": "06", "bInterfaceSubClass": "01", "bInterfaceProtocol": "01"}


def plug(sysfs: Path, name: str, facts: dict[str, str], *interfaces: dict[str, str]) -> None:
    for number, values in enumerate([facts, *interfaces]):
        folder = sysfs / name if number == 0 else sysfs / name / f"{name}:1.{number - 1}"
        folder.mkdir(parents=True)
        for key, value in values.items():
            (folder / key).write_text(f"{value}\n")


def test_camera_maker_is_no_private_device(tmp_path: Path) -> None:
    plug(tmp_path, "1-1", CANON, PICTURES)

    [camera] = things(tmp_path)

    assert camera.kind is DeviceKind.CAMERA
    assert camera.port == "usb:001,011"
    assert camera.node == "/dev/bus/usb/001/011"


def test_phone_is_private_even_when_it_offers_pictures_alone(tmp_path: Path) -> None:
    plug(tmp_path, "1-1", GALAXY, PICTURES)

    assert next(things(tmp_path)).kind is DeviceKind.ANDROID


def test_iphone_is_known_by_its_maker(tmp_path: Path) -> None:
    plug(tmp_path, "1-1", {"idVendor": "05ac"}, PICTURES)

    assert next(things(tmp_path)).kind is DeviceKind.IPHONE


def test_phone_without_pictures_only_charges(tmp_path: Path) -> None:
    plug(tmp_path, "1-1", GALAXY, {"bInterfaceClass": "ff", "interface": "ADB Interface"})

    assert next(things(tmp_path)).only_charges


@pytest.mark.parametrize(
    "interface",
    [PICTURES, {"bInterfaceClass": "ff", "interface": "MTP"}, {"bInterfaceClass": "07"}],
    ids=["ptp", "mtp", "printer of the same maker"],
)
def test_what_offers_more_does_not_only_charge(tmp_path: Path, interface: dict[str, str]) -> None:
    plug(tmp_path, "1-1", GALAXY, interface)

    assert not next(things(tmp_path)).only_charges


def test_raw_description_tells_when_the_system_lists_no_interface(tmp_path: Path) -> None:
    plug(tmp_path, "1-1", GALAXY)
    (tmp_path / "1-1" / "descriptors").write_bytes(
        bytes([0x12, 1, *[0] * 16]) + bytes([9, 2, *[0] * 7]) + bytes([9, 4, 0, 0, 3, 6, 1, 1, 0])
    )

    assert next(things(tmp_path)).interfaces == ((6, 1, 1),)


def test_computer_without_usb_has_no_things(tmp_path: Path) -> None:
    assert list(things(tmp_path / "missing")) == []
