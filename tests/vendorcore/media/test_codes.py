import io
from pathlib import Path

import pytest
import segno
from PIL import Image, ImageFilter

from vendorcore.errors import NotReadable
from vendorcore.media import Workshop
from vendorcore.media.reader import codes

from tests.vendorcore.media.builders import a_heic, a_jpeg, a_picture, a_video
from tests.vendorcore.media.test_workshop import HANG, a_worker

SAID = "vendorclock1." + "a" * 180


def a_screen(side: int = 400, size: tuple[int, int] = (1600, 1200)) -> Image.Image:
    """A photo of a screen that shows a code, a little turned and out of focus."""
    target = io.BytesIO()
    segno.make(SAID, error="m", micro=False).save(target, kind="png", scale=8, border=4)
    code = Image.open(target).convert("RGB").resize((side, side))
    desk = a_picture(size)
    desk.paste(code.rotate(6, expand=True, fillcolor=(90, 90, 90)), (size[0] // 3, size[1] // 4))
    return desk.filter(ImageFilter.GaussianBlur(1))


def test_a_code_is_read_from_a_photo_of_a_screen(tmp_path: Path) -> None:
    assert codes(a_jpeg(tmp_path / "a.jpg", a_screen())) == [SAID]
    assert codes(a_heic(tmp_path / "a.heic", a_screen())) == [SAID]


def test_a_small_code_is_found_in_a_larger_copy(tmp_path: Path) -> None:
    assert codes(a_jpeg(tmp_path / "a.jpg", a_screen(360, (4800, 3600)))) == [SAID]


def test_other_files_have_no_codes(tmp_path: Path) -> None:
    (tmp_path / "bad.jpg").write_bytes(b"\xff\xd8\xff bad")
    for path in (a_jpeg(tmp_path / "a.jpg"), a_video(tmp_path / "a.mp4"), tmp_path / "bad.jpg"):
        assert codes(path) == []


def test_codes_come_from_the_other_process(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    with Workshop() as shop:
        assert shop.codes(a_jpeg(tmp_path / "a.jpg", a_screen())) == (SAID,)
        assert shop.codes(tmp_path / "empty.jpg") == ()
        with pytest.raises(NotReadable):
            shop.codes(tmp_path / "none.jpg")
    with Workshop(a_worker(*HANG), seconds=0.1) as shop:
        assert shop.codes(tmp_path / "a.jpg") == ()
