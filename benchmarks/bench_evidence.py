"""Reading and measuring photos against exiftool, Pillow with openssl, and vipsthumbnail.

Processor time of whole processes, ours and theirs in turns. Needs the programs exiftool, openssl
and vipsthumbnail; what is not installed is left out and said so.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.ratio import Comparison, compare, cpu_seconds
from tools.places import RESOURCES, ROOT, child_environment

DATED, LARGE = 1000, 120
CARD = RESOURCES / "sample-card"
TWELVE_MEGAPIXELS = CARD / "iphone/DCIM/100APPLE/IMG_3588.JPG"
_DRAFT = """
import sys
from PIL import Image
for path in sys.argv[1:]:
    with Image.open(path) as picture:
        picture.draft("RGB", (320, 320))
        picture.thumbnail((320, 320))
        picture.convert("RGB").save(path + ".small", "JPEG", quality=82)
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as place:
        done = [
            *_dates(_copies(Path(place) / "dated", sorted(CARD.rglob("*.[Jj][Pp][Gg]")), DATED)),
            *_pictures(_copies(Path(place) / "large", [TWELVE_MEGAPIXELS], LARGE)),
        ]
    return 1 if any(one.ratio > one.goal for one in done) else 0


def _copies(folder: Path, photos: list[Path], count: int) -> list[Path]:
    """Write so many files of different content: noise after the end of real photos."""
    folder.mkdir()
    copies = [folder / f"IMG_{number:04}.JPG" for number in range(count)]
    for number, copy in enumerate(copies):
        copy.write_bytes(photos[number % len(photos)].read_bytes() + os.urandom(8))
    return copies


def _dates(photos: list[Path]) -> list[Comparison]:
    if not _is_there("exiftool"):
        return []
    theirs = ["exiftool", "-fast2", "-json", *map(str, photos)]
    name = f"dates of {len(photos)} JPEGs : exiftool -fast2"
    return [_compare(name, "dates", photos, theirs, goal=0.2)]


def _pictures(photos: list[Path]) -> list[Comparison]:
    found = []
    paths = [str(photo) for photo in photos]
    if _is_there("openssl"):
        draft = [sys.executable, "-c", _DRAFT, *paths]
        hashing = ["openssl", "sha256", *paths]
        found.append(
            _compare("full check : draft + sha256", "check", photos, draft, hashing, goal=1.3)
        )
    if _is_there("vipsthumbnail"):
        vips = ["vipsthumbnail", "--size", "320x320", "-o", "%s.vips.jpg[Q=82]", *paths]
        found.append(_compare("thumbnails : vipsthumbnail", "thumbnails", photos, vips, goal=1.0))
    return found


def _compare(
    name: str, what: str, photos: list[Path], *theirs: list[str], goal: float
) -> Comparison:
    ours = [sys.executable, "-m", "benchmarks.bench_evidence", what, *map(str, photos)]
    return compare(
        name,
        lambda: _run(ours),
        lambda: [_run(line) for line in theirs],
        goal=goal,
        rounds=3,
        measure=cpu_seconds,
    )


def _run(line: list[str]) -> None:
    subprocess.run(line, cwd=ROOT, env=child_environment(), check=True, capture_output=True)


def _is_there(program: str) -> bool:
    if shutil.which(program) is None:
        print(f"{program}: not installed, left out", flush=True)
        return False
    return True


def ours(what: str, photos: list[Path]) -> int:
    """Do our part of one comparison in a process of its own."""
    from vendorcore.media import Workshop

    with Workshop() as shop:
        if what == "dates":
            assert sum(facts.captured is not None for facts in shop.dates(photos))
        for photo in photos if what == "thumbnails" else ():
            photo.with_suffix(".ours").write_bytes(shop.picture(photo, 320))
        for photo in photos if what == "check" else ():
            assert shop.read(photo).facts.dhash256
            with photo.open("rb") as content:
                hashlib.file_digest(content, "sha256")
    return 0


if __name__ == "__main__":
    sys.exit(ours(sys.argv[1], [Path(path) for path in sys.argv[2:]]) if sys.argv[1:] else main())
