"""Makes memory cards to measure with: real photos of the sample card, each made distinct."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from tools.places import RESOURCES

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = RESOURCES / "sample-card"
PER_FOLDER = 999


def make_card(root: Path, files: int, file_bytes: int) -> Path:
    """Write a card of so many photos, HEIC among them; two cameras use the same names."""
    photos = [path for path in sorted(SAMPLES.rglob("*.[Jj][Pp][Gg]")) if path.stat().st_size]
    heic = next(SAMPLES.rglob("*.HEIC")).read_bytes()
    bodies = [path.read_bytes() for path in photos if path.stat().st_size <= file_bytes]
    bodies = bodies or [min((path.read_bytes() for path in photos), key=len)]
    for number in range(files):
        is_heic = number % 40 == 7 and file_bytes >= len(heic)
        body = heic if is_heic else bodies[number % len(bodies)]
        camera = ("CANON", "NIKON")[number % 2]
        folder = root / "DCIM" / f"{100 + number // 2 // PER_FOLDER}{camera}"
        folder.mkdir(parents=True, exist_ok=True)
        name = f"IMG_{number // 2 % PER_FOLDER + 1:04}.{'HEIC' if is_heic else 'JPG'}"
        (folder / name).write_bytes(body + os.urandom(max(16, file_bytes - len(body))))
    return root


def small_card(root: Path, files: int) -> Path:
    """Write a card of many small photos: one real one, shrunk to what a clock needs."""
    body = _small_photo()
    for number in range(files):
        folder = root / "DCIM" / f"{100 + number // PER_FOLDER}CANON"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"IMG_{number % PER_FOLDER + 1:04}.JPG"
        path.write_bytes(body + number.to_bytes(4, "big") + os.urandom(512))
    return root


def contents(root: Path) -> set[str]:
    """Return the hash of every file below a folder."""
    found = set()
    for path in root.rglob("*"):
        if path.is_file() and path.name != "lock":
            with path.open("rb") as file:
                found.add(hashlib.file_digest(file, "sha256").hexdigest())
    return found


def _small_photo() -> bytes:
    from io import BytesIO

    from PIL import Image

    source = next(path for path in sorted(SAMPLES.rglob("*.JPG")) if path.stat().st_size)
    with Image.open(source) as picture:
        exif = picture.getexif()
        small = picture.convert("RGB").resize((640, 480))
    target = BytesIO()
    small.save(target, "JPEG", exif=exif, quality=80)
    return target.getvalue()
