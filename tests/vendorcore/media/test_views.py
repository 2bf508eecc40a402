"""Pictures to look at: upright, of the size that was asked for, of anything that has one."""

import io
from pathlib import Path

import pytest
from PIL import Image

from vendorcore.errors import NotReadable
from vendorcore.media import Workshop
from vendorcore.media.reader import picture, read_file

from tests.vendorcore.media.builders import (
    SAMPLES,
    a_heic,
    a_jpeg,
    a_picture,
    a_video,
    an_exif,
)
from tests.vendorcore.media.test_workshop import HANG, a_worker


def size_of(jpeg: bytes) -> tuple[int, int]:
    shown = Image.open(io.BytesIO(jpeg))
    assert (shown.format, dict(shown.getexif())) == ("JPEG", {})
    return shown.size


@pytest.fixture
def lying(tmp_path: Path) -> Path:
    return a_jpeg(tmp_path / "a.jpg", a_picture((1600, 1200)), exif=an_exif({0x0112: 6}))


@pytest.mark.parametrize("side", [320, 1000])
def test_a_photo_is_shown_upright_and_as_large_as_asked(lying: Path, side: int) -> None:
    assert size_of(picture(lying, side)) == (side * 3 // 4, side)


def test_a_heic_is_shown_by_the_picture_inside_it_when_that_is_enough(tmp_path: Path) -> None:
    path = a_heic(tmp_path / "a.heic", a_picture((800, 600)))
    assert size_of(picture(path, 320)) == (128, 96)
    assert size_of(picture(path, 640)) == (640, 480)


def test_a_video_is_shown_by_its_first_frame(tmp_path: Path) -> None:
    assert size_of(picture(a_video(tmp_path / "a.mp4"), 320)) == (64, 48)


@pytest.mark.parametrize("content", [b"no picture", b"\xff\xd8\xff\xe0broken"])
def test_what_has_no_picture_shows_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    assert picture(tmp_path / "a.jpg", 320) == b""


def test_the_embedded_picture_comes_first_and_upright() -> None:
    quick = read_file(SAMPLES / "DSC_0108.JPG", thorough=False).thumbnail_jpeg
    whole = read_file(SAMPLES / "DSC_0108.JPG").thumbnail_jpeg
    (width, height), (wide, high) = size_of(quick), size_of(whole)
    assert (width < height) == (wide < high)


def test_a_heic_has_an_embedded_picture_too(tmp_path: Path) -> None:
    plain = a_heic(tmp_path / "b.heic", thumbnails=[])
    path = a_heic(tmp_path / "a.heic", a_picture((800, 600)))
    assert size_of(read_file(path, thorough=False).thumbnail_jpeg) == (128, 96)
    assert read_file(plain, thorough=False).thumbnail_jpeg == b""


def test_pictures_come_from_the_other_process(lying: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    with Workshop() as shop:
        assert size_of(shop.picture(lying, 320)) == (240, 320)
        assert shop.picture(tmp_path / "empty.jpg", 320) == b""
        with pytest.raises(NotReadable):
            shop.picture(tmp_path / "none.jpg", 320)


def test_a_picture_that_hangs_is_none(lying: Path) -> None:
    with Workshop(a_worker(*HANG), seconds=0.1) as shop:
        assert shop.picture(lying, 320) == b""
