"""Linux tells at once when something is plugged in; the watcher says what it is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LISTEN = """
from vendorclient.devices.events.bell import Bell
from vendorclient.devices.events.udev import UdevEvents
from vendorclient.devices.gphoto.usb import things
bell = Bell()
source = UdevEvents(bell)
print("listening" if source.start() else "deaf", flush=True)
print(bell.wait(20), [thing.product for thing in things()], flush=True)
"""


def has_bindings() -> bool:
    look = "import gi; gi.require_version('UMockdev', '1.0')"
    if not shutil.which("umockdev-wrapper") or not Path("/usr/bin/python3").exists():
        return False
    done = subprocess.run(["/usr/bin/python3", "-c", look], capture_output=True, check=False)
    return done.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="udev is a part of Linux")
def test_bell_rings_when_a_camera_is_plugged_in() -> None:
    if not has_bindings():
        pytest.skip("needs Debian's umockdev, gir1.2-umockdev-1.0 and python3-gi")
    done = subprocess.run(
        [
            *("umockdev-wrapper", "/usr/bin/python3", str(ROOT / "tests/fakes/hotplug.py")),
            *("env", f"PYTHONPATH={ROOT}", sys.executable, "-c", LISTEN),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert done.stdout.strip() == "True ['Canon Digital Camera']", done.stderr
