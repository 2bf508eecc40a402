"""A real camera's session, once recorded, is replayed to the unmodified library.

The recording is umockdev's own; UMOCKDEV_RECORDINGS names another folder of the same form.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.recording import widened, without_interrupt

ROOT = Path(__file__).parents[3]
CAMERAS = Path(os.environ.get("UMOCKDEV_RECORDINGS") or ROOT / "tests" / "data") / "cameras"
CAMERA = CAMERAS / "canon-powershot-sx200"
NODE = "/dev/bus/usb/001/011"
LOOK = """
import io
from PIL import Image
from vendorclient.devices.gphoto.driver import Driver
driver = Driver()
for found in driver.find():
    print(found.kind, found.label, found.address)
    talk = driver.open(found.address)
    print(talk.status().state)
    for folder in talk.folders():
        for entry in folder:
            print(entry.path, entry.size_bytes)
            print(Image.open(io.BytesIO(talk.thumbnail(entry.path))).size)
"""

pytestmark = pytest.mark.skipif(not shutil.which("umockdev-run"), reason="needs Debian's umockdev")


@pytest.fixture
def replay(tmp_path: Path) -> list[str]:
    recorded = next(CAMERAS.glob(f"{CAMERA.name}.ioctl*"))
    described = CAMERA.with_suffix(".umockdev").read_text("ascii")
    (tmp_path / "camera.umockdev").write_text(without_interrupt(described))
    (tmp_path / "camera.ioctl").write_text(widened(recorded))
    return [
        *("umockdev-run", "-d", str(tmp_path / "camera.umockdev")),
        *("-i", f"{NODE}={tmp_path / 'camera.ioctl'}", "--"),
    ]


def test_recorded_camera_is_found_listed_and_shows_its_small_pictures(replay: list[str]) -> None:
    done = subprocess.run(
        [*replay, sys.executable, "-c", LOOK],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        cwd=ROOT,
    )

    assert done.stdout.splitlines() == [
        "camera Canon Inc. Canon Digital Camera usb:001,011",
        "ready",
        "store_00010001/DCIM/100CANON/IMG_0001.JPG 68182",
        "(160, 120)",
        "store_00010001/DCIM/100CANON/IMG_0002.JPG 89334",
        "(160, 120)",
    ], done.stderr
