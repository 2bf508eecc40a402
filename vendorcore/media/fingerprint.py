"""Difference hashes: whether each small piece of a picture is brighter than the one before."""

from PIL import Image, ImageChops

# The hash does not depend on the shape; from a square, turning changes nothing but the order.
_SQUARE = (64, 64)
_BITS = b"0" + b"1" * 255


def dhash(grey: Image.Image, side: int) -> str:
    """Return the difference hash of side × side bits as hexadecimal digits."""
    return _hexadecimal(_steps(_square(grey), side)[0])


def dhashes(grey: Image.Image, side: int) -> list[str]:
    """Return the hash of a picture as it stands, then those of its seven other positions."""
    square, views = _square(grey), list[Image.Image]()
    for grid in (square, square.transpose(Image.Transpose.TRANSPOSE)):
        rising, falling = _steps(grid, side)
        views += [
            rising,
            rising.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
            falling.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
            falling.transpose(Image.Transpose.ROTATE_180),
        ]
    return [_hexadecimal(view) for view in views]


def _square(grey: Image.Image) -> Image.Image:
    return grey.resize(_SQUARE, Image.Resampling.BOX)


def _steps(square: Image.Image, side: int) -> tuple[Image.Image, Image.Image]:
    """Return where a small copy becomes brighter to the right, and where darker."""
    grid = square.resize((side + 1, side), Image.Resampling.LANCZOS)
    left, right = grid.crop((0, 0, side, side)), grid.crop((1, 0, side + 1, side))
    return ImageChops.subtract(right, left), ImageChops.subtract(left, right)


def _hexadecimal(steps: Image.Image) -> str:
    bits = steps.tobytes().translate(_BITS)
    return f"{int(bits, 2):0{len(bits) // 4}x}"
