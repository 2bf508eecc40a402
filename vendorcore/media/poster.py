"""The first picture of a video."""

from pathlib import Path

import av
from PIL import Image

from vendorcore.media.picture import thumbnail
from vendorcore.media.reading import THUMBNAIL_SIDE


def poster(path: Path, side: int = THUMBNAIL_SIDE) -> bytes:
    """Return the first key frame as a small JPEG, or nothing when no frame can be decoded."""
    try:
        return thumbnail(_first_frame(path), side=side)
    except Exception:
        return b""


def _first_frame(path: Path) -> Image.Image:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        frame = next(container.decode(stream))
        picture: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]  # PyAV has no types here
        return picture.rotate(frame.rotation, expand=True)
