"""The first picture of a video."""

from pathlib import Path

import av
from PIL import Image

from vendorcore.media.picture import thumbnail

MAX_PACKETS = 400


def poster(path: Path) -> bytes:
    """Return the first key frame as a small JPEG, or nothing when no frame can be decoded."""
    try:
        frame = _first_frame(path)
    except Exception:
        return b""
    return b"" if frame is None else thumbnail(frame)


def _first_frame(path: Path) -> Image.Image | None:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        for number, packet in enumerate(container.demux(stream)):
            for frame in packet.decode():
                picture: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
                return picture.rotate(frame.rotation, expand=True)
            if number > MAX_PACKETS:
                break
    return None
