"""A first look reads the head once, and notices that an end is missing."""

from pathlib import Path

import pytest

from vendorcore.media.kinds import HEIF, JPEG
from vendorcore.media.look import look_at
from vendorcore.media.reader import read_file
from vendorcore.media.stills import Still, embedded_small

from tests.vendorcore.media.builders import a_heic, a_jpeg

REAL = Path(__file__).parents[3] / "resources" / "sample-card"
PHOTOS = sorted(path for path in REAL.rglob("*.[Jj][Pp][Gg]") if path.stat().st_size)
CUT = "IMG_1040.JPG"
FILLING = bytes(200_000)


@pytest.mark.parametrize("photo", PHOTOS, ids=[path.name for path in PHOTOS])
def test_it_sees_what_a_reader_sees(photo: Path) -> None:
    look, read = look_at(str(photo), "사진.JPG"), read_file(photo, "사진.JPG", thorough=False)
    assert (look.facts, look.thumbnail_jpeg) == (read.facts, read.thumbnail_jpeg)
    assert look.seems_cut == (photo.name == CUT)


BEHIND = (b"", b"what makers write behind it", FILLING + b"\xff\xd9")


@pytest.mark.parametrize("behind", [*BEHIND, FILLING + b"\xff\xd9" + bytes(70_000)])
def test_what_stands_behind_the_end_is_no_cut(tmp_path: Path, behind: bytes) -> None:
    photo = a_jpeg(tmp_path / "a.jpg")
    photo.write_bytes(photo.read_bytes() + behind)
    look = look_at(str(photo))
    assert (look.facts.name, look.facts.mime, look.seems_cut) == ("a.jpg", JPEG, False)


@pytest.mark.parametrize("filling", [b"", FILLING])
def test_a_photo_without_its_end_seems_cut(tmp_path: Path, filling: bytes) -> None:
    photo = a_jpeg(tmp_path / "a.jpg")
    photo.write_bytes(photo.read_bytes()[:-900].replace(b"\xff\xd9", b"\xff\xd8") + filling)
    assert look_at(str(photo)).seems_cut


def test_other_kinds_are_left_to_their_readers(tmp_path: Path) -> None:
    look = look_at(str(a_heic(tmp_path / "a.heic")))
    assert (look.facts.mime, look.facts.problem, look.seems_cut) == (HEIF, "", False)
    (tmp_path / "empty.jpg").write_bytes(b"")
    assert look_at(str(tmp_path / "empty.jpg")).facts.problem == "I_EMPTY"


def test_a_preview_that_does_not_open_is_none() -> None:
    assert embedded_small(Still({}, embedded=b"\xff\xd8 no picture")) == b""
