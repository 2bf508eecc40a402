"""Import of a card against copying and hashing it with the system's own tools."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from benchmarks.ratio import compare
from tools.places import RESOURCES
from vendorclient.app.importing import import_media
from vendorclient.cli.importing import choose
from vendorclient.cli.session import Session

FILES = 240
FILE_BYTES = 1_500_000
GOAL = 1.5


def make_card(folder: Path) -> Path:
    """Write a card of distinct photos: a real one, filled up after its end with noise."""
    photo = (RESOURCES / "sample-card/camera/DCIM/101NIKON/DSCN0137.JPG").read_bytes()
    place = folder / "card" / "DCIM" / "100CANON"
    place.mkdir(parents=True)
    for number in range(FILES):
        noise = os.urandom(FILE_BYTES - len(photo))
        (place / f"IMG_{number:04}.JPG").write_bytes(photo + noise)
    return folder / "card"


def import_card(card: Path, folder: Path) -> None:
    """Import into an empty library: copied, hashed, durable and noted; facts are read later."""
    data = tempfile.mkdtemp(dir=folder)
    with Session(data) as session:
        summary = import_media(
            choose(str(card)),
            writer=session.writer,
            originals=session.originals,
            now=session.now,
        )
    assert summary.imported == FILES
    shutil.rmtree(data)


def copy_and_hash(card: Path, folder: Path) -> None:
    """Copy, hash and make durable, one file after the other."""
    target = Path(tempfile.mkdtemp(dir=folder))
    for file in card.rglob("*.JPG"):
        copied = shutil.copy(file, target)
        with Path(copied).open("rb") as content:
            hashlib.file_digest(content, "sha256")
            os.fsync(content.fileno())
    shutil.rmtree(target)


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        card = make_card(folder)
        compare(
            f"import {FILES} photos : copy + hash + fsync",
            lambda: import_card(card, folder),
            lambda: copy_and_hash(card, folder),
            goal=GOAL,
        )


if __name__ == "__main__":
    main()
