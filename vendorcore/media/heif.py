"""HEIC and HEIF photos: tags, size and the small picture inside."""

from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image

from vendorcore.media.boxes import BoxReader
from vendorcore.media.kinds import HUGE_PIXELS

# Phones embed 320 and 512 pixels: enough for every measure and for the small picture.
SMALL_SIDE = 480


def open_heif(path: Path) -> pillow_heif.HeifImage:
    """Return the main picture of a HEIF file, not yet decoded."""
    pictures = pillow_heif.open_heif(path)
    return pictures[pictures.primary_index]


def tiff_of(picture: pillow_heif.HeifImage) -> bytes:
    """Return the EXIF block of a HEIF picture."""
    return block(picture, "exif").removeprefix(b"Exif\x00\x00")


def block(picture: pillow_heif.HeifImage, name: str) -> bytes:
    """Return a block of the picture's own notes, or nothing."""
    found = picture.info.get(name)
    return found if isinstance(found, bytes) else b""


def stored_size(picture: pillow_heif.HeifImage, tags: dict[str, Any]) -> tuple[int, int]:
    """Return width and height as the camera stored them, before the reader turned them."""
    width, height = picture.size
    if (tags.get("ExifImageLength"), tags.get("ExifImageWidth")) == (width, height):
        return height, width
    return width, height


def small_picture(picture: pillow_heif.HeifImage, side: int) -> Image.Image:
    """Return the embedded small picture, or the whole one where there is none that serves."""
    if _serves(picture, side):
        try:
            return picture.get_thumbnail(0).to_pillow()
        except Exception:  # noqa: S110 - some cameras write a preview that does not open
            pass
    return picture.to_pillow()


def _serves(picture: pillow_heif.HeifImage, side: int) -> bool:
    """Whether to take the embedded picture; a huge one takes seconds and a gigabyte to decode."""
    sides: Any = picture.info.get("thumbnails") or []
    is_huge = picture.size[0] * picture.size[1] > HUGE_PIXELS
    return bool(sides) and (is_huge or side <= max(SMALL_SIDE, *sides))


def is_cut(path: Path) -> bool:
    """Whether a box reaches beyond the end of the file."""
    with path.open("rb") as file:
        return any(box.is_cut for box in BoxReader(file, path.stat().st_size).top())
