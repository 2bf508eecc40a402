"""Photos and videos made on the spot, whole and broken."""

import io
import struct
from pathlib import Path
from typing import Any

import av
import pillow_heif
from PIL import Image

SAMPLES = Path(__file__).parents[2] / "data" / "evidence"
TAKEN = "2026:03:12 10:00:00"


def a_picture(size: tuple[int, int] = (640, 480), seed: int = 0) -> Image.Image:
    """A picture with something to see: two gradients that depend on the seed."""
    across = Image.linear_gradient("L").rotate(90 + seed).resize(size)
    down = Image.radial_gradient("L").rotate(seed).resize(size)
    return Image.merge("RGB", (across, down, across))


def an_exif(image: dict[int, Any] | None = None, exif: dict[int, Any] | None = None) -> Image.Exif:
    """EXIF tags of a camera; the arguments are added to IFD0 and the EXIF directory."""
    block = Image.Exif()
    for tag, value in {0x010F: "Acme", 0x0110: "Cam 1", 0x0132: TAKEN, **(image or {})}.items():
        block[tag] = value
    directory = block.get_ifd(0x8769)
    directory.update({0x9003: TAKEN, 0xA431: "S-77", **(exif or {})})
    return block


def a_jpeg(path: Path, picture: Image.Image | None = None, **options: Any) -> Path:
    """A JPEG file with the tags of `an_exif` unless others are given."""
    (picture or a_picture()).save(path, "JPEG", **{"exif": an_exif(), **options})
    return path


def a_heic(path: Path, picture: Image.Image | None = None, **options: Any) -> Path:
    """A HEIC file with tags and a small picture inside."""
    heif = pillow_heif.from_pillow(picture or a_picture())
    heif.save(path, **{"exif": an_exif().tobytes(), "thumbnails": [128], **options})
    return path


def a_video(path: Path, container: str = "mp4", codec: str = "mpeg4", **options: Any) -> Path:
    """A second of video, 64 by 48."""
    with av.open(str(path), "w", format=container, **options) as file:
        file.metadata["creation_time"] = "2026-03-12T00:31:07Z"
        stream = file.add_stream(codec, rate=10)
        stream.width, stream.height = 64, 48
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        for shade in range(0, 250, 25):
            frame = av.VideoFrame.from_image(Image.new("RGB", (64, 48), (shade, 9, 9)))
            file.mux(stream.encode(frame))
        file.mux(stream.encode())
    return path


def jpeg_around(tiff: bytes, *segments: tuple[int, bytes]) -> bytes:
    """A small JPEG with this EXIF block and further segments."""
    plain = io.BytesIO()
    a_picture((64, 48)).save(plain, "JPEG")
    parts = [(0xE1, b"Exif\x00\x00" + tiff)] if tiff else []
    return b"\xff\xd8" + segments_of(*parts, *segments) + plain.getvalue()[2:]


def segments_of(*segments: tuple[int, bytes]) -> bytes:
    """JPEG segments with their marker and length."""
    return b"".join(
        b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body
        for marker, body in segments
    )


def tiff_of(*entries: tuple[int, int, int, int], following: int = 0) -> bytes:
    """A little-endian EXIF block of one directory: (tag, type, count, value) each."""
    rows = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    head = b"II*\x00" + struct.pack("<I", 8)
    return head + struct.pack("<H", len(entries)) + rows + struct.pack("<I", following)


def box(kind: bytes, *bodies: bytes) -> bytes:
    """One box of an MP4 file."""
    body = b"".join(bodies)
    return struct.pack(">I", len(body) + 8) + kind + body


def a_movie_header(
    created: int = 0, scale: int = 1000, length: int = 2000, *, version: int = 0
) -> bytes:
    """The header box of a movie of two seconds."""
    layout = ">B3xQQIQ" if version else ">B3xIIII"
    return box(b"mvhd", struct.pack(layout, version, created, created, scale, 2000))


def a_track(
    width: int = 320, height: int = 240, matrix: tuple[int, int] = (1, 0), *, version: int = 0
) -> bytes:
    """The header box of a track, in its box."""
    lead = bytes([version]) + bytes(51 if version else 39)
    right, down = (part << 16 for part in matrix)
    turned = struct.pack(">ii28x", right, down)
    return box(b"trak", box(b"tkhd", lead + turned + struct.pack(">II", width << 16, height << 16)))
