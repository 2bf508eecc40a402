"""A real camera's session, once recorded, is replayed to the unmodified library.

The recordings are umockdev's own (devices/ of its source); point UMOCKDEV_RECORDINGS at them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.recording import widened, without_interrupt

RECORDINGS = os.environ.get("UMOCKDEV_RECORDINGS", "")
NODE = "/dev/bus/usb/001/011"
LOOK = """
from vendorclient.devices.gphoto.driver import Driver
driver = Driver()
for found in driver.find():
    print(found.kind, found.label, found.address)
    talk = driver.open(found.address)
    print(talk.status().state)
    for folder in talk.folders():
        for entry in folder:
            print(entry.path, entry.size_bytes)
"""

pytestmark = [
    pytest.mark.skipif(not RECORDINGS, reason="UMOCKDEV_RECORDINGS names no recordings"),
    pytest.mark.skipif(not shutil.which("umockdev-run"), reason="needs Debian's umockdev"),
]


@pytest.fixture
def replay(tmp_path: Path) -> list[str]:
    camera = Path(RECORDINGS) / "cameras" / "canon-powershot-sx200"
    described = camera.with_suffix(".umockdev").read_text("ascii")
    (tmp_path / "camera.umockdev").write_text(without_interrupt(described))
    (tmp_path / "camera.ioctl").write_text(widened(camera.with_suffix(".ioctl")))
    return [
        *("umockdev-run", "-d", str(tmp_path / "camera.umockdev")),
        *("-i", f"{NODE}={tmp_path / 'camera.ioctl'}", "--"),
    ]


def test_recorded_camera_is_found_and_listed(replay: list[str]) -> None:
    done = subprocess.run(
        [*replay, sys.executable, "-c", LOOK],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[3],
    )

    assert done.stdout.splitlines() == [
        "camera Canon Inc. Canon Digital Camera usb:001,011",
        "ready",
        "store_00010001/DCIM/100CANON/IMG_0001.JPG 4151",
        "store_00010001/DCIM/100CANON/IMG_0002.JPG 5949",
    ], done.stderr
