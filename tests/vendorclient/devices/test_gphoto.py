"""What the library does not say plainly: who holds a camera, what breaks, what it cannot read."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

from vendorcore.errors import DeviceGone, DeviceLocked, NotReadable

from tests.vendorclient.devices.gphoto_stages import NetworkCamera, VirtualCamera, staged
from tests.vendorclient.devices.stage import content, find
from vendorclient.devices import DeviceKind, DeviceState, HasThumbnails

if sys.platform != "linux":
    pytest.skip("libgphoto2 is used on Linux alone", allow_module_level=True)

from vendorclient.devices.gphoto import library
from vendorclient.devices.gphoto.talk import Talk
from vendorclient.devices.holders import holder_of, release

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BIG = os.urandom(2_000_000)


def raising(code: int) -> Callable[[], Any]:
    def open_camera() -> Any:
        raise library.Error(code)

    return open_camera


def test_claimed_camera_names_the_program_that_holds_it(tmp_path: Path) -> None:
    node = tmp_path / "011"
    node.touch()
    with node.open():
        status = Talk(raising(-53), str(node)).status()
        holder = holder_of(str(node))

    # The one who asks does not accuse himself.
    assert status.state is DeviceState.BUSY
    assert status.detail == "?"
    assert holder.startswith(("python", "pytest"))


def test_desktop_that_does_not_answer_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tmp_path / "asked"
    gio = tmp_path / "gio"
    gio.write_text(f'#!/bin/sh\necho "$3" >> {asked}\nexec sleep 60\n')
    gio.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    assert release(0.5)
    assert asked.read_text().split() == ["gphoto2", "mtp"]


@pytest.mark.parametrize(
    ("code", "state"), [(-52, "gone"), (-105, "gone"), (-60, "busy"), (-110, "busy")]
)
def test_errors_at_opening_are_states(code: int, state: str) -> None:
    assert Talk(raising(code)).status().state == state


def test_held_camera_is_not_listed(tmp_path: Path) -> None:
    with pytest.raises(DeviceLocked) as raised:
        next(Talk(raising(-53), str(tmp_path / "no such node")).folders())

    assert raised.value.code == "device-busy"


def test_camera_that_cannot_be_found_again_is_gone() -> None:
    with pytest.raises(DeviceGone):
        Talk(raising(-52)).storages()


def test_cut_connection_is_mended(tmp_path: Path) -> None:
    with staged(NetworkCamera(tmp_path)) as stage:
        stage.put("DCIM/100NIKON/DSC_0001.JPG", BIG)
        device = stage.device()
        reading = device.read(find(device, "DSC_0001.JPG"))
        first = next(reading)

        stage.tell("cut")

        assert first + b"".join(reading) == BIG


def test_new_pictures_are_seen_without_replugging(tmp_path: Path) -> None:
    with staged(NetworkCamera(tmp_path)) as stage:
        stage.put("DCIM/100NIKON/DSC_0001.JPG", b"one")
        device = stage.device()
        list(device.entries())

        stage.put("DCIM/100NIKON/DSC_0002.JPG", b"two")

        assert len(list(device.entries())) == 2


def test_camera_without_parts_is_read_as_a_whole(tmp_path: Path) -> None:
    with staged(NetworkCamera(tmp_path, "--no-parts")) as stage:
        stage.put("DCIM/100NIKON/DSC_0001.JPG", BIG)

        assert content(stage.device(), "DSC_0001.JPG", 1_500_000) == BIG[1_500_000:]


def test_whole_that_broke_off_is_read_anew_from_its_start(tmp_path: Path) -> None:
    with staged(NetworkCamera(tmp_path, "--no-parts")) as stage:
        stage.put("DCIM/100NIKON/DSC_0001.JPG", BIG)
        device = stage.device()
        entry = find(device, "DSC_0001.JPG")

        stage.tell("trip")

        assert b"".join(device.read(entry)) == BIG


@pytest.mark.parametrize("options", [(), ("--android",)], ids=["camera", "phone"])
def test_what_the_library_would_cut_short_is_refused(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    with staged(NetworkCamera(tmp_path, *options)) as stage:
        stage.put_sparse("DCIM/100NIKON/DSC_0001.MOV", (4 << 30) + 5)
        device = stage.device()

        with pytest.raises(NotReadable) as raised:
            next(device.read(find(device, "DSC_0001.MOV")))

    assert raised.value.code == "device-file-too-large"


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ((), DeviceKind.CAMERA),
        (("--android",), DeviceKind.ANDROID),
        (("--model", "X"), DeviceKind.ANDROID),
    ],
    ids=["camera", "phone", "unknown maker"],
)
def test_who_is_not_surely_a_camera_is_private(
    tmp_path: Path, options: tuple[str, ...], kind: DeviceKind
) -> None:
    with staged(NetworkCamera(tmp_path, *options)) as stage:
        assert stage.device().kind is kind


def test_camera_without_small_pictures_gives_none(tmp_path: Path) -> None:
    with staged(VirtualCamera(tmp_path)) as stage:
        stage.put("DCIM/100NIKON/DSC_0001.JPG", b"no picture at all")
        device = stage.device()

        assert isinstance(device, HasThumbnails)
        assert device.thumbnail(find(device, "DSC_0001.JPG")) == b""


def test_settings_of_the_library_stay_out_of_the_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with staged(NetworkCamera(tmp_path)) as stage:
        stage.line = type(stage.line)(("env", f"HOME={home}", *stage.line._command))
        stage.device()
        stage.line.close()

    assert list(home.iterdir()) == []


def test_the_persons_camera_folder_reaches_the_library(tmp_path: Path) -> None:
    with staged(VirtualCamera(tmp_path)) as stage:
        assert stage.device().label == "Nikon DSC D750"
