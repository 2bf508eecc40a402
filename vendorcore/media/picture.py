"""What the pixels tell: brightness, blur, a fingerprint, and whether the preview belongs."""

import io
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

from vendorcore.evidence.hashes import distance

THUMBNAIL_SIDE = 320
# The side at which blur was measured on real photos; a draft decode comes close to it.
MEASURED_SIDE = 512
DRAFT_SIDE = 480
# Enough for a hash of 16 × 16 bits, and cheap to shrink further.
TINY_SIDE = 128
# All black or white pictures look alike: they get no hash.
FLATTEST = 2.0
_QUALITY = 82
_LAPLACE = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
_GRID = (32, 24)
_BITS = b"0" + b"1" * 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Numbers taken from one decoded picture."""

    luma: float | None = None
    sharpness: float | None = None
    thumbnail_ncc: float | None = None
    thumbnail_distance: int | None = None
    dhash64: str = ""
    dhash256: str = ""
    turned64: str = ""
    turned256: str = ""


def measure(picture: Image.Image, embedded: bytes, orientation: int | None) -> Measures:
    """Measure a small RGB picture and compare it with the preview that the camera embedded."""
    grey = picture.convert("L")
    grey.thumbnail((MEASURED_SIDE, MEASURED_SIDE), Image.Resampling.BILINEAR)
    tiny = grey.copy()
    tiny.thumbnail((TINY_SIDE, TINY_SIDE), Image.Resampling.BOX)
    ncc, bits = agreement(tiny, embedded)
    turned, light = upright(tiny, orientation), ImageStat.Stat(grey)
    return Measures(
        luma=round(light.mean[0], 2),
        sharpness=round(ImageStat.Stat(grey.filter(_LAPLACE)).var[0], 2),
        thumbnail_ncc=ncc,
        thumbnail_distance=bits,
        **_fingerprints(turned, is_flat=light.stddev[0] < FLATTEST),
    )


def _fingerprints(grey: Image.Image, *, is_flat: bool) -> dict[str, str]:
    if is_flat:
        return {}
    (small, *small_turned), (large, *large_turned) = dhashes(grey, 8), dhashes(grey, 16)
    return {
        "dhash64": small,
        "dhash256": large,
        "turned64": " ".join(small_turned),
        "turned256": " ".join(large_turned),
    }


def thumbnail(picture: Image.Image, orientation: int | None = None) -> bytes:
    """Return a small upright JPEG without any tags."""
    small = picture.convert("RGB")
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.BICUBIC, reducing_gap=2.0)
    small = upright(small, orientation)
    target = io.BytesIO()
    small.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()


def upright(picture: Image.Image, orientation: int | None) -> Image.Image:
    """Return the picture turned as the camera was held."""
    turn = _TURNS.get(orientation or 1)
    return picture if turn is None else picture.transpose(turn)


def dhash(grey: Image.Image, side: int) -> str:
    """Return the difference hash of side × side bits as hexadecimal digits."""
    return _hexadecimal(_steps(grey, side)[0])


def dhashes(grey: Image.Image, side: int) -> list[str]:
    """Return the hash of a picture as it stands, then those of its seven other positions."""
    views: list[Image.Image] = []
    for grid in (grey, grey.transpose(Image.Transpose.TRANSPOSE)):
        rising, falling = _steps(grid, side)
        views += [
            rising,
            rising.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
            falling.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
            falling.transpose(Image.Transpose.ROTATE_180),
        ]
    return [_hexadecimal(view) for view in views]


def _steps(grey: Image.Image, side: int) -> tuple[Image.Image, Image.Image]:
    """Return where a small copy becomes brighter to the right, and where darker."""
    grid = grey.resize((side + 1, side), Image.Resampling.LANCZOS)
    left, right = grid.crop((0, 0, side, side)), grid.crop((1, 0, side + 1, side))
    return ImageChops.subtract(right, left), ImageChops.subtract(left, right)


def _hexadecimal(steps: Image.Image) -> str:
    bits = steps.tobytes().translate(_BITS)
    return f"{int(bits, 2):0{len(bits) // 4}x}"


def agreement(grey: Image.Image, embedded: bytes) -> tuple[float | None, int | None]:
    """Return correlation and hash distance between a picture and its embedded preview."""
    small = open_small(embedded)
    if small is None:
        return None, None
    return max((_compare(grey, view) for view in _views(small, grey)), key=lambda found: found[0])


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
        views += [small.transpose(turn) for turn in (_TURNS[6], _TURNS[8])]
    return views


def _shape_within(small: tuple[int, int], large: tuple[int, int]) -> tuple[int, int]:
    """Return the largest size of the large picture's shape in the preview: without its bars."""
    scale = min(small[0] / large[0], small[1] / large[1])
    return max(1, round(large[0] * scale)), max(1, round(large[1] * scale))


def _compare(grey: Image.Image, small: Image.Image) -> tuple[float, int]:
    found = distance(dhash(grey, 8), dhash(small, 8))
    return round(_correlation(_cells(grey), _cells(small)), 3), found


def _cells(grey: Image.Image) -> list[float]:
    cells = grey.resize(_GRID, Image.Resampling.BOX).tobytes()
    mean = sum(cells) / len(cells)
    return [cell - mean for cell in cells]


def _correlation(one: list[float], other: list[float]) -> float:
    norm = sum(a * a for a in one) * sum(b * b for b in other)
    # A plain surface correlates with nothing; it must not accuse.
    if norm == 0:
        return 1.0
    return float(sum(a * b for a, b in zip(one, other, strict=True)) / norm**0.5)


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
