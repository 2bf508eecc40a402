"""An iPhone asks its owner for trust once, forgets, is locked and is pulled out; we cope."""

from __future__ import annotations

import os
import plistlib
import shutil
import socket
import struct
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import DeviceGone, DeviceLocked, NotReadable

from tests.fakes import afc
from tests.vendorclient.devices.iphone_stage import IphoneStage
from tests.vendorclient.devices.stage import NOON, content, find, paths
from vendorclient.devices import DeviceKind, DeviceState
from vendorclient.devices.events.bell import Bell
from vendorclient.devices.iphone.driver import Driver
from vendorclient.devices.iphone.events import PhoneEvents

if TYPE_CHECKING:
    from collections.abc import Iterator

BIG = bytes(range(256)) * 12_000
ROOT = Path(__file__).parents[3]


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[IphoneStage]:
    stage = IphoneStage(tmp_path)
    monkeypatch.setenv("USBMUXD_SOCKET_ADDRESS", stage.service.address)
    yield stage
    stage.close()


def test_phone_is_known_by_its_owners_name_before_it_trusts(stage: IphoneStage) -> None:
    stage.refuse("untrusted")

    device = stage.device()

    assert device.label == "현장 아이폰"
    assert device.kind is DeviceKind.IPHONE
    assert "00008110" not in device.key


def test_trust_is_asked_for_until_it_is_given_and_never_again(stage: IphoneStage) -> None:
    stage.refuse("untrusted")
    device = stage.device()
    assert device.state() is DeviceState.UNTRUSTED
    stage.allow()
    assert device.state() is DeviceState.READY
    asked = stage.phone.pair_requests

    device.eject()
    list(stage.device().entries())

    assert stage.phone.pair_requests == asked


def test_denied_trust_is_not_asked_for_again(stage: IphoneStage) -> None:
    stage.phone.trust = "denies"
    device = stage.device()

    states = [device.state() for _ in range(3)]

    assert states == [DeviceState.UNTRUSTED] * 3
    assert stage.phone.pair_requests == 1


def test_forgotten_agreement_is_made_anew(stage: IphoneStage) -> None:
    stage.put("DCIM/100APPLE/IMG_0001.HEIC", b"x")
    list(stage.device().entries())
    stage.phone.known_hosts.clear()
    stage.device().eject()

    assert paths(stage.device().entries()) == ["DCIM/100APPLE/IMG_0001.HEIC"]


def test_older_phone_speaks_openly(stage: IphoneStage) -> None:
    stage.phone.ciphers = False
    stage.put("DCIM/100APPLE/IMG_0001.HEIC", BIG)

    assert content(stage.device(), "IMG_0001.HEIC") == BIG


def test_reading_goes_on_after_replugging(stage: IphoneStage) -> None:
    stage.put("DCIM/100APPLE/IMG_0001.MOV", BIG)
    device = stage.device()
    entry = find(device, "IMG_0001.MOV")
    first = next(device.read(entry))

    stage.service.pull_out()
    with pytest.raises(DeviceGone):
        next(device.read(entry, len(first)))
    stage.service.plug_in()

    assert first + b"".join(device.read(entry, len(first))) == BIG


def test_phone_that_is_locked_in_between_says_so(stage: IphoneStage) -> None:
    stage.put("DCIM/100APPLE/IMG_0001.MOV", BIG)
    device = stage.device()
    entry = find(device, "IMG_0001.MOV")
    stage.phone.locked = True

    with pytest.raises(DeviceLocked):
        next(device.read(entry))


def test_storage_tells_size_and_room(stage: IphoneStage) -> None:
    [space] = stage.device().storages()

    assert (space.total_bytes, space.free_bytes) == (128_000_000_000, 9_000_000)


def test_newest_month_comes_before_the_highest_number(stage: IphoneStage) -> None:
    for folder in ("100APPLE", "999APPLE", "202404__", "202405__", "202405_a"):
        stage.put(f"DCIM/{folder}/IMG_0001.HEIC", b"x")

    order = [path.split("/")[1] for path in paths(stage.device().entries())]

    assert order.index("202405_a") < order.index("202405__") < order.index("202404__")
    assert order.index("999APPLE") < order.index("100APPLE")


def test_computer_without_usbmuxd_has_no_iphones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USBMUXD_SOCKET_ADDRESS", "UNIX:/nowhere/usbmuxd")

    assert Driver().find() == []
    assert not PhoneEvents(Bell()).start()


def test_bell_rings_when_an_iphone_is_pulled_out(stage: IphoneStage) -> None:
    bell = Bell()
    source = PhoneEvents(bell)
    assert source.start()
    assert bell.wait(10)

    stage.service.pull_out()

    assert bell.wait(10)
    source.stop()


def test_service_that_babbles_is_no_service(monkeypatch: pytest.MonkeyPatch) -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def babble() -> None:
        connection, _ = listener.accept()
        connection.sendall(b"\xff" * 64)
        connection.close()

    thread = Thread(target=babble)
    thread.start()
    monkeypatch.setenv("USBMUXD_SOCKET_ADDRESS", f"127.0.0.1:{listener.getsockname()[1]}")

    assert Driver().find() == []
    thread.join()
    listener.close()


@pytest.mark.parametrize(
    "told", [b"no plist at all", plistlib.dumps([]), plistlib.dumps({"DeviceList": [{}]})]
)
def test_service_that_tells_rubbish_is_no_service(
    monkeypatch: pytest.MonkeyPatch, told: bytes
) -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def babble() -> None:
        connection, _ = listener.accept()
        connection.sendall(struct.pack("<IIII", 16 + len(told), 1, 8, 1) + told)
        connection.recv(1 << 16)
        connection.close()

    thread = Thread(target=babble)
    thread.start()
    monkeypatch.setenv("USBMUXD_SOCKET_ADDRESS", f"127.0.0.1:{listener.getsockname()[1]}")

    assert Driver().find() == []
    thread.join()
    listener.close()


@pytest.mark.parametrize("mtime", ["999999999999999999999999", "", "yesterday"])
def test_photo_with_an_impossible_date_hides_no_other(
    stage: IphoneStage, monkeypatch: pytest.MonkeyPatch, mtime: str
) -> None:
    stage.put("DCIM/100APPLE/IMG_0001.HEIC", b"x")
    stage.put("DCIM/100APPLE/IMG_0002.HEIC", b"x")
    honest = afc.facts

    def facts(path: Path) -> bytes:
        told = honest(path)
        if path.name != "IMG_0001.HEIC":
            return told
        return told.replace(str(path.stat().st_mtime_ns).encode(), mtime.encode(), 1)

    monkeypatch.setattr(afc, "facts", facts)

    entries = {entry.name: entry.modified_at for entry in stage.device().entries()}

    assert entries == {"IMG_0001.HEIC": None, "IMG_0002.HEIC": NOON}


def test_photo_that_ends_too_early_is_no_photo(
    stage: IphoneStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.put("DCIM/100APPLE/IMG_0001.MOV", BIG)
    device = stage.device()
    entry = find(device, "IMG_0001.MOV")
    reading = device.read(entry)
    next(reading)

    monkeypatch.setattr(afc.AfcService, "_by_handle", lambda *_: (afc.DATA, b""))

    with pytest.raises(NotReadable):
        b"".join(reading)


class TestHonesty:
    """The unmodified libimobiledevice understands the same fake."""

    def run(self, stage: IphoneStage, *command: str) -> str:
        done = subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "USBMUXD_SOCKET_ADDRESS": stage.service.address},
            timeout=60,
            check=False,
            cwd=ROOT,
        )
        return done.stdout.strip() or done.stderr

    @pytest.mark.skipif(
        not shutil.which("idevicepair"), reason="needs Debian's libimobiledevice-utils"
    )
    def test_its_tools_pair_and_ask(self, stage: IphoneStage) -> None:
        stage.refuse("untrusted")
        waiting = self.run(stage, "idevicepair", "pair")
        stage.allow()

        assert "trust dialog" in waiting
        assert "SUCCESS" in self.run(stage, "idevicepair", "pair")
        assert self.run(stage, "ideviceinfo", "-k", "DeviceName") == "현장 아이폰"

    @pytest.mark.skipif(
        not find_library("imobiledevice-1.0"), reason="needs Debian's libimobiledevice6"
    )
    def test_it_reads_files_with_the_agreement_that_we_made(self, stage: IphoneStage) -> None:
        stage.put("DCIM/100APPLE/IMG_0001.HEIC", b"0123456789")
        list(stage.device().entries())

        told = self.run(
            stage,
            *(sys.executable, "-m", "tests.fakes.libimobiledevice"),
            *("/DCIM/100APPLE", "/DCIM/100APPLE/IMG_0001.HEIC"),
        )

        assert told.splitlines() == [". .. IMG_0001.HEIC", "23456789"]

    @pytest.mark.skipif(
        not shutil.which("idevicepair"), reason="needs Debian's libimobiledevice-utils"
    )
    def test_we_read_with_the_agreement_that_it_made(self, stage: IphoneStage) -> None:
        stage.put("DCIM/100APPLE/IMG_0001.HEIC", b"0123456789")
        self.run(stage, "idevicepair", "pair")
        asked = stage.phone.pair_requests

        assert content(stage.device(), "IMG_0001.HEIC") == b"0123456789"
        assert stage.phone.pair_requests == asked
