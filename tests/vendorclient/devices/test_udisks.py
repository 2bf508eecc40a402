"""Cards are known, heard of and taken out through UDisks2, on a bus of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import NeedsDevice

from vendorclient.devices.events.bell import Bell

if sys.platform != "linux":
    pytest.skip("UDisks2 is a part of Linux", allow_module_level=True)
if not shutil.which("dbus-daemon"):
    pytest.skip("needs Debian's dbus (dbus-daemon)", allow_module_level=True)

from vendorclient.devices.events.udisks import DiskSignals, mount, take_out, volumes

if TYPE_CHECKING:
    from collections.abc import Iterator

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={place}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/>
<allow own="*"/></policy>
</busconfig>"""
NODE = "/dev/sdz1"


class Desktop:
    """A bus and a UDisks2 on it."""

    def __init__(self, folder: Path) -> None:
        place = folder / "bus"
        (folder / "bus.conf").write_text(BUS.format(place=place))
        self.address = f"unix:path={place}"
        self.bus = subprocess.Popen(
            ["dbus-daemon", f"--config-file={folder / 'bus.conf'}", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self.bus.stdout is not None
        self.bus.stdout.readline()
        self.disks = subprocess.Popen(
            [sys.executable, "-m", "tests.fakes.udisks", NODE, "/media/card"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": self.address},
            cwd=Path(__file__).parents[3],
        )
        assert self.hear() == "ready"

    def tell(self, order: str) -> None:
        assert self.disks.stdin is not None
        self.disks.stdin.write(f"{order}\n")
        self.disks.stdin.flush()

    def hear(self) -> str:
        assert self.disks.stdout is not None
        return self.disks.stdout.readline().strip()

    def close(self) -> None:
        for process in (self.disks, self.bus):
            process.kill()
            process.communicate()


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    desktop = Desktop(tmp_path)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", desktop.address)
    yield desktop
    desktop.close()


def test_card_is_described(desktop: Desktop) -> None:
    [card] = volumes()

    assert (card.node, card.label, card.number) == (NODE, "용접 카드", "1234-ABCD")
    assert card.mounts == ("/media/card",)
    assert card.is_removable


def test_taking_out_unmounts_and_ejects(desktop: Desktop) -> None:
    take_out(NODE)

    assert [desktop.hear(), desktop.hear()] == ["Unmount", "Eject"]


def test_card_in_use_is_not_taken_out(desktop: Desktop) -> None:
    desktop.tell("hold")

    with pytest.raises(NeedsDevice) as raised:
        take_out(NODE)

    assert raised.value.code == "eject-busy"


def test_card_behind_a_password_takes_no_other_disk_with_it(desktop: Desktop) -> None:
    desktop.tell("lock")
    while len(volumes()) < 2:
        pass

    take_out(NODE)

    assert desktop.hear() == "Unmount"
    assert [one.node for one in volumes() if one.mounts] == ["/dev/dm-9"]
    desktop.disks.kill()
    assert desktop.hear() == ""


def test_disk_that_nobody_knows_is_taken_out_by_hand(desktop: Desktop) -> None:
    with pytest.raises(NeedsDevice) as raised:
        take_out("/dev/other")

    assert raised.value.code == "eject-by-hand"


def test_card_is_mounted_for_reading_alone(desktop: Desktop) -> None:
    [card] = volumes()

    assert mount(card) == "/run/media/card"
    assert desktop.hear() == "Mount ['auth.no_user_interaction', 'options']"


@pytest.mark.parametrize("order", ["add", "remove"])
def test_bell_rings_when_a_card_comes_and_goes(desktop: Desktop, order: str) -> None:
    bell = Bell()
    source = DiskSignals(bell)
    assert source.start()

    desktop.tell(order)

    assert bell.wait(10)
    source.stop()


def test_computer_without_a_bus_has_no_disks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/bus")

    assert volumes() == []
    assert not DiskSignals(Bell()).start()


@pytest.mark.skipif(not shutil.which("udisksctl"), reason="needs Debian's udisks2 (udisksctl)")
def test_the_desktops_own_program_understands_the_fake(desktop: Desktop) -> None:
    told = subprocess.run(
        ["udisksctl", "info", "-b", NODE], capture_output=True, encoding="utf-8", check=False
    )

    assert "용접 카드" in told.stdout, told.stderr
    assert "/media/card" in told.stdout
