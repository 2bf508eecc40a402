import io

import pytest
from PIL import Image, ImageFilter, ImageOps

from vendorcore.evidence.hashes import distance
from vendorcore.media.agreement import agreement
from vendorcore.media.fingerprint import dhash, dhashes
from vendorcore.media.picture import measure, thumbnail

from tests.vendorcore.media.builders import a_picture


def a_preview(picture: Image.Image, size: tuple[int, int] = (160, 120)) -> bytes:
    """The small JPEG that a camera embeds, with bars where the shape differs."""
    target = io.BytesIO()
    ImageOps.pad(picture, size).save(target, "JPEG")
    return target.getvalue()


def grey(picture: Image.Image) -> Image.Image:
    return picture.convert("L")


@pytest.mark.parametrize("size", [(640, 480), (640, 360), (480, 640)])
def test_the_preview_of_the_same_picture_agrees(size: tuple[int, int]) -> None:
    picture = a_picture(size)
    ncc, bits = agreement(grey(picture), a_preview(picture))
    assert ncc is not None
    assert bits is not None
    assert ncc > 0.9
    assert bits <= 12


def test_the_preview_of_another_picture_does_not() -> None:
    ncc, bits = agreement(grey(a_picture()), a_preview(a_picture(seed=180)))
    assert ncc is not None
    assert bits is not None
    assert ncc < 0.5
    assert bits > 12


@pytest.mark.parametrize("preview", [b"", b"no picture"])
def test_without_a_preview_nothing_is_compared(preview: bytes) -> None:
    assert agreement(grey(a_picture()), preview) == (None, None)


def test_a_plain_surface_accuses_nobody() -> None:
    plain = Image.new("L", (64, 48), 9)
    assert agreement(plain, a_preview(a_picture()))[0] == 1.0


def test_hashes_are_digits_of_their_size() -> None:
    assert len(dhash(grey(a_picture()), 8)) == 16
    assert len(dhash(grey(a_picture()), 16)) == 64


def test_a_smaller_brighter_copy_keeps_its_hash() -> None:
    picture = grey(a_picture())
    copy = picture.resize((320, 240)).point(lambda value: min(255, int(value * 1.2)))
    assert distance(dhash(picture, 8), dhash(copy, 8)) <= 6
    assert distance(dhash(picture, 16), dhash(copy, 16)) <= 40


def test_a_picture_has_a_hash_for_each_position() -> None:
    picture = grey(a_picture((640, 480), seed=20))
    upright, *turned = dhashes(picture, 8)
    assert upright == dhash(picture, 8)
    for turn in Image.Transpose:
        wanted = dhash(picture.transpose(turn), 8)
        assert min(distance(wanted, known) for known in turned) <= 1


def test_blur_and_darkness_are_measured() -> None:
    noise = Image.effect_noise((512, 384), 90).convert("RGB")
    sharp = measure(noise, b"", None)
    blurred = measure(noise.filter(ImageFilter.GaussianBlur(8)), b"", None)
    black = measure(Image.new("RGB", (512, 384)), b"", None)
    assert sharp.sharpness is not None
    assert blurred.sharpness is not None
    assert sharp.sharpness > 100 > 10 > blurred.sharpness
    assert black.luma == 0


def test_a_flat_picture_has_no_hash() -> None:
    flat = measure(Image.new("RGB", (512, 384), (90, 90, 90)), b"", None)
    assert (flat.dhash64, flat.dhash256) == ("", "")


def test_a_preview_may_lie_on_its_side() -> None:
    turned = grey(a_picture().transpose(Image.Transpose.ROTATE_90))
    ncc, _ = agreement(turned, a_preview(a_picture()))
    assert ncc is not None
    assert ncc > 0.9


def test_a_hash_is_of_the_upright_picture() -> None:
    lying = a_picture().transpose(Image.Transpose.ROTATE_90)
    turned, straight = measure(lying, b"", 6), measure(a_picture(), b"", 1)
    assert distance(turned.dhash64, straight.dhash64) <= 2


@pytest.mark.parametrize(
    ("orientation", "size"), [(None, (320, 240)), (1, (320, 240)), (6, (240, 320)), (9, (320, 240))]
)
def test_thumbnails_are_upright_and_small(orientation: int | None, size: tuple[int, int]) -> None:
    small = Image.open(io.BytesIO(thumbnail(a_picture(), orientation)))
    assert (small.size, small.format, small.getexif()) == (size, "JPEG", {})


def test_a_small_picture_keeps_no_comment_of_the_file() -> None:
    target = io.BytesIO()
    a_picture().save(target, "JPEG", comment=b"<script>alert(1)</script>")
    with Image.open(target) as picture:
        assert b"script" not in thumbnail(picture)
