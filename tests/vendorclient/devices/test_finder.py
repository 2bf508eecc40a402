"""The library is started when something new is on the USB, and the desktop's hold is respected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from vendorclient.devices import Device, DeviceKind, DeviceState, HasStatus, HasStorages
from vendorclient.devices.gphoto.finder import Finder, key_of, mark_of
from vendorclient.devices.gphoto.usb import UsbThing
from vendorclient.devices.lines import LineBroken, Straight
from vendorclient.devices.linked import Linked
from vendorclient.devices.native import Found

if TYPE_CHECKING:
    from pathlib import Path

    from vendorclient.devices.lines import Line

GALAXY = UsbThing(
    bus=1,
    number=4,
    maker_id=0x04E8,
    serial="R58M12ABCDE",
    maker="SAMSUNG",
    product="Galaxy",
    interfaces=((6, 1, 1),),
    offers_mtp=True,
)
MOUSE = UsbThing(
    bus=1,
    number=2,
    maker_id=0x046D,
    serial="",
    maker="Logitech",
    product="Mouse",
    interfaces=((3, 1, 2),),
    offers_mtp=False,
)


class Library:
    """A driver that says what is on the USB, and counts how often it was asked."""

    def __init__(self, things: list[UsbThing]) -> None:
        self.things = things
        self.asked = 0
        self.broken = False

    def find(self) -> list[Found]:
        self.asked += 1
        if self.broken:
            raise LineBroken
        return [
            Found(
                key=key_of(thing.kind, mark_of(thing)),
                label=thing.product,
                kind=thing.kind,
                address=thing.port,
            )
            for thing in self.things
        ]

    def open(self, address: str) -> None:
        raise AssertionError(address)


def a_finder(library: Library) -> Finder:
    def new_line() -> Line:
        return Straight(library)  # type: ignore[arg-type]  # nothing is opened in these tests

    return Finder(things=lambda: library.things, new_line=new_line)


def found(finder: Finder) -> list[Device]:
    return list(finder.find())


@pytest.fixture(autouse=True)
def nobody_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("VENDORCLIENT_PTPIP", "VCAMERADIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


def show(runtime: Path, name: str, *files: str) -> None:
    for file in files or ("Internal storage/DCIM/Camera/IMG_1.jpg",):
        path = runtime / "gvfs" / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"picture")


def test_library_sleeps_while_nothing_could_hold_pictures() -> None:
    library = Library([MOUSE])

    assert found(a_finder(library)) == []
    assert library.asked == 0


def test_library_is_asked_once_for_the_same_things() -> None:
    library = Library([GALAXY])
    finder = a_finder(library)

    assert [one.label for one in found(finder)] == ["Galaxy"]
    found(finder)

    assert library.asked == 1


def test_library_is_asked_again_when_the_usb_changed() -> None:
    library = Library([GALAXY])
    finder = a_finder(library)
    found(finder)

    library.things = []

    assert found(finder) == []


def test_camera_keeps_its_line_when_another_thing_is_plugged_in() -> None:
    """Its pictures may be under way."""
    library = Library([GALAXY])
    finder = a_finder(library)
    [before] = found(finder)

    library.things = [GALAXY, replace(GALAXY, number=5, serial="R58M00000")]

    assert before in found(finder)


def test_phone_that_came_back_elsewhere_is_talked_with_anew() -> None:
    library = Library([GALAXY])
    finder = a_finder(library)
    [before] = found(finder)

    library.things = [replace(GALAXY, number=5)]
    [after] = found(finder)

    assert after.key == before.key
    assert isinstance(after, Linked)
    assert after.found.address == "usb:001,005"


def test_library_that_died_is_asked_again() -> None:
    library = Library([GALAXY])
    library.broken = True
    finder = a_finder(library)

    assert found(finder) == []
    library.broken = False

    assert len(found(finder)) == 1


@pytest.mark.parametrize(
    "name", ["mtp:host=SAMSUNG_Galaxy_R58M12ABCDE", "gphoto2:host=%5Busb%3A001%2C004%5D"]
)
def test_phone_that_the_desktop_holds_is_read_through_its_folder(tmp_path: Path, name: str) -> None:
    show(tmp_path, name)
    [phone] = found(a_finder(Library([GALAXY])))

    assert phone.kind is DeviceKind.ANDROID
    assert phone.key == key_of(DeviceKind.ANDROID, mark_of(GALAXY))
    assert isinstance(phone, HasStorages)
    assert [space.label for space in phone.storages()] == ["Internal storage"]
    [entry] = phone.entries()
    assert b"".join(phone.read(entry)) == b"picture"


def test_locked_phone_in_the_desktops_folder_is_locked(tmp_path: Path) -> None:
    (tmp_path / "gvfs" / "mtp:host=SAMSUNG_Galaxy_R58M12ABCDE").mkdir(parents=True)
    [phone] = found(a_finder(Library([GALAXY])))

    assert isinstance(phone, HasStatus)
    assert phone.status().state is DeviceState.LOCKED


def test_camera_in_the_desktops_folder_shows_its_folders_at_once(tmp_path: Path) -> None:
    show(tmp_path, "gphoto2:host=[usb:001,004]", "DCIM/100CANON/IMG_0001.JPG")
    [camera] = found(a_finder(Library([GALAXY])))

    assert [entry.path for entry in camera.entries()] == ["DCIM/100CANON/IMG_0001.JPG"]


def test_only_what_people_took_is_shown_of_a_phone(tmp_path: Path) -> None:
    name = "mtp:host=SAMSUNG_Galaxy_R58M12ABCDE"
    show(tmp_path, name, "내장 저장공간/Android/data/x.jpg", "내장 저장공간/DCIM/Camera/a.jpg")
    [phone] = found(a_finder(Library([GALAXY])))

    assert [entry.name for entry in phone.entries()] == ["a.jpg"]


def test_phone_that_left_the_desktops_folder_is_gone(tmp_path: Path) -> None:
    name = "mtp:host=SAMSUNG_Galaxy_R58M12ABCDE"
    show(tmp_path, name)
    [phone] = found(a_finder(Library([GALAXY])))
    (tmp_path / "gvfs").rename(tmp_path / "away")

    assert isinstance(phone, HasStatus)
    assert phone.status().state is DeviceState.GONE
