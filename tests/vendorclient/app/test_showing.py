"""Pictures for the window: embedded first, then real; large ones made once."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.vendorclient.builders import Library, write
from vendorclient.app.showing import Pictures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNKNOWN = "ff" * 32


@pytest.fixture
def pictures(library: Library) -> Iterator[Pictures]:
    found = Pictures(library.folder, library.originals.path)
    yield found
    found.close()


def a_photo(size: tuple[int, int] = (3000, 2000), orientation: int = 6) -> bytes:
    """A photo that was taken upright; without an embedded picture."""
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x0112] = orientation
    Image.effect_noise(size, 60).convert("RGB").save(out, "JPEG", exif=exif)
    return out.getvalue()


def size_of(jpeg: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(jpeg)).size


def bring(library: Library, folder: Path, content: bytes) -> str:
    write(folder / "a.jpg", content)
    library.bring(folder)
    return library.heard.files[0].sha256


def test_a_photo_without_an_embedded_picture_is_made_small_once(
    library: Library, tmp_path: Path, pictures: Pictures
) -> None:
    sha256 = bring(library, tmp_path / "card", a_photo())
    assert size_of(pictures.small(sha256)) == (213, 320)
    library.originals.path(sha256).unlink()
    assert size_of(pictures.small(sha256)) == (213, 320)


def test_the_embedded_picture_serves_until_the_real_one_is_kept(
    library: Library, pictures: Pictures
) -> None:
    from tests.vendorcore.media.builders import SAMPLES

    sha256 = bring(library, library.folder.root / "card", (SAMPLES / "DSC_0102.JPG").read_bytes())
    assert max(size_of(pictures.small(sha256))) < 320
    library.thumbs.put(sha256, a_photo((320, 240), 1))
    assert size_of(pictures.small(sha256)) == (320, 240)


def test_a_large_picture_is_upright_and_made_once(
    library: Library, tmp_path: Path, pictures: Pictures
) -> None:
    sha256 = bring(library, tmp_path / "card", a_photo())
    assert size_of(pictures.large(sha256)) == (1365, 2048)
    library.originals.path(sha256).unlink()
    assert size_of(pictures.large(sha256)) == (1365, 2048)


def test_what_is_not_here_has_no_picture(pictures: Pictures) -> None:
    assert (pictures.small(UNKNOWN), pictures.large(UNKNOWN)) == (b"", b"")
