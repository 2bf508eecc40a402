"""What the pixels tell: brightness, blur, a fingerprint, and whether the preview belongs."""

import io
from dataclasses import dataclass
from operator import mul

from PIL import Image, ImageFilter

from vendorcore.media.agreement import agreement
from vendorcore.media.fingerprint import dhashes
from vendorcore.media.reading import THUMBNAIL_SIDE

# The side at which blur was measured on real photos; a draft decode comes close to it.
MEASURED_SIDE = 512
DRAFT_SIDE = 480
# Enough for a hash of 16 × 16 bits, and cheap to shrink further.
TINY_SIDE = 128
# All black or white pictures look alike: they get no hash.
FLATTEST = 2.0
_QUALITY = 82
_LAPLACE = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


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
    tiny = grey.reduce(max(1, max(grey.size) // TINY_SIDE))
    ncc, bits = agreement(tiny, embedded)
    luma, contrast = _spread(grey)
    return Measures(
        luma=round(luma, 2),
        sharpness=round(_spread(grey.filter(_LAPLACE))[1], 2),
        thumbnail_ncc=ncc,
        thumbnail_distance=bits,
        **_fingerprints(upright(tiny, orientation), is_flat=contrast < FLATTEST**2),
    )


def _spread(grey: Image.Image) -> tuple[float, float]:
    """Return the mean and the variance of the brightness."""
    counts = grey.histogram()
    pixels = sum(counts)
    mean = sum(map(mul, counts, range(256))) / pixels
    squares = sum(map(mul, counts, (level * level for level in range(256)))) / pixels
    return mean, squares - mean * mean


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


def thumbnail(
    picture: Image.Image, orientation: int | None = None, side: int = THUMBNAIL_SIDE
) -> bytes:
    """Return an upright JPEG of at most so many pixels a side, without any tags."""
    small = picture.convert("RGB")
    small.thumbnail((side, side), Image.Resampling.HAMMING, reducing_gap=2.0)
    small = upright(small, orientation)
    target = io.BytesIO()
    small.save(target, "JPEG", quality=_QUALITY, comment=b"")
    return target.getvalue()


def upright(picture: Image.Image, orientation: int | None) -> Image.Image:
    """Return the picture turned as the camera was held."""
    turn = _TURNS.get(orientation or 1)
    return picture if turn is None else picture.transpose(turn)


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
