"""Pictures are decoded upright, on any thread, and nobody waits for ever."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QSize

import vendorclient.ui
from vendorclient.ui.decoding import decode

TOGETHER = """
import io, threading
from PIL import Image
from vendorclient.ui.decoding import decode
kept = io.BytesIO()
Image.new("RGB", (64, 48), "red").save(kept, "JPEG")
threads = [
    threading.Thread(target=lambda: [decode(kept.getvalue()) for _ in range(2000)])
    for _ in range(4)
]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def a_jpeg(width: int, height: int, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    target = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(target, "JPEG", exif=exif)
    return target.getvalue()


def test_a_turned_picture_stands_upright() -> None:
    image = decode(a_jpeg(64, 48, orientation=6))

    assert (image.width(), image.height()) == (48, 64)
    assert image.pixelColor(10, 10).red() > 250


def test_a_large_picture_is_not_decoded_whole_for_a_small_place() -> None:
    image = decode(a_jpeg(1600, 1200), QSize(150, 110))

    assert 150 <= image.width() <= 400


@pytest.mark.parametrize("data", [b"", b"no picture", a_jpeg(64, 48)[:300]])
def test_what_is_no_picture_is_null(data: bytes) -> None:
    assert decode(data).isNull()


def test_many_threads_decode_together_and_come_to_an_end() -> None:
    """Over a QBuffer they waited for each other: Qt's lock against Python's."""
    done = subprocess.run([sys.executable, "-c", TOGETHER], timeout=120, check=False)

    assert done.returncode == 0


def test_no_picture_is_read_through_a_buffer_of_python() -> None:
    code = Path(vendorclient.ui.__file__).parent.rglob("*.py")

    assert [
        file.name for file in code if re.search(r"import .*\bQBuffer\b", file.read_text("utf-8"))
    ] == []
