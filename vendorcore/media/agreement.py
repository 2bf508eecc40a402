"""Whether the small picture that a camera embeds shows the same as the photo around it."""

import io
from math import sqrt
from operator import mul

from PIL import Image, ImageOps

from vendorcore.evidence.hashes import distance
from vendorcore.media.fingerprint import dhash

_GRID = (32, 24)
# So alike that no other view can tell more.
_SURE = 0.9
_SIDEWAYS = (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_90)


def agreement(grey: Image.Image, embedded: bytes) -> tuple[float | None, int | None]:
    """Return correlation and hash distance between a picture and its embedded preview."""
    small = open_small(embedded)
    if small is None:
        return None, None
    cells, hashed = _cells(grey), dhash(grey, 8)
    best: tuple[float, int] = (-2.0, 0)
    for view in _views(small, grey):
        best = max(best, (_correlation(cells, _cells(view)), distance(hashed, dhash(view, 8))))
        if best[0] >= _SURE:
            break
    return best


def open_small(embedded: bytes) -> Image.Image | None:
    """Return the embedded preview as a grey picture, or nothing when it is none."""
    if not embedded:
        return None
    try:
        return Image.open(io.BytesIO(embedded)).convert("L")
    except Exception:
        return None


def _views(small: Image.Image, grey: Image.Image) -> list[Image.Image]:
    """Return the preview as it is, without its bars, and turned if only the photo was turned."""
    views = [small, ImageOps.fit(small, _shape_within(small.size, grey.size))]
    if (small.width < small.height) != (grey.width < grey.height):
        views += [small.transpose(turn) for turn in _SIDEWAYS]
    return views


def _shape_within(small: tuple[int, int], large: tuple[int, int]) -> tuple[int, int]:
    """Return the largest size of the large picture's shape in the preview: without its bars."""
    scale = min(small[0] / large[0], small[1] / large[1])
    return max(1, round(large[0] * scale)), max(1, round(large[1] * scale))


def _cells(grey: Image.Image) -> bytes:
    return grey.resize(_GRID, Image.Resampling.BOX).tobytes()


def _correlation(one: bytes, other: bytes) -> float:
    """Return how far two pictures become light and dark together, from -1 to 1."""
    count, first, second = len(one), sum(one), sum(other)
    norm = (count * sum(map(mul, one, one)) - first * first) * (
        count * sum(map(mul, other, other)) - second * second
    )
    # A plain surface correlates with nothing; it must not accuse.
    if norm == 0:
        return 1.0
    shared: int = count * sum(map(mul, one, other)) - first * second
    return round(shared / sqrt(norm), 3)
