"""The segments of a JPEG file before its picture data: EXIF, XMP, size."""

from dataclasses import dataclass
from typing import BinaryIO

MAX_SEGMENTS = 200
MAX_HEAD_BYTES = 2 << 20
_MAX_GARBAGE = 64
_SIZES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_TABLES = (0xDB, 0xC4)
# One segment for all quantisation tables, one for all Huffman tables.
_TABLE_KINDS = len(_TABLES)
_PASSES, _COMMENT, _FFMPEG = 0xC2, 0xFE, b"Lavc"
_ORDERS = (b"II", b"MM")  # what an EXIF block begins with that can be read
_XMP = b"http://ns.adobe.com/xap/1.0/\x00"


@dataclass(slots=True)
class JpegHead:
    """What stands before the picture data."""

    tiff: bytes = b""
    xmp: bytes = b""
    width: int = 0
    height: int = 0
    has_jfif: bool = False
    has_app: bool = False
    by_program: bool = False
    table_segments: int = 0

    @property
    def is_camera_coded(self) -> bool:
        """Whether a camera's chip wrote the bare file: its tables of a kind share one segment.

        Programs write each table in a segment of its own, or leave a mark of theirs (Photoshop,
        FFmpeg), or write the picture in several passes (MozJPEG).
        """
        is_marked = self.has_app or self.by_program
        return self.table_segments == _TABLE_KINDS and not is_marked

    @property
    def is_bare_jfif(self) -> bool:
        """Whether a program wrote nothing but the plain JFIF mark, as messengers do."""
        return self.has_jfif and not self.has_app


def read_head(file: BinaryIO) -> JpegHead:
    """Return the head of a JPEG file, reading a bounded number of segments."""
    head = JpegHead()
    file.seek(2)
    for _ in range(MAX_SEGMENTS):
        marker = _next_marker(file)
        if marker in (None, 0xDA, 0xD9) or file.tell() > MAX_HEAD_BYTES:
            break
        length = int.from_bytes(file.read(2))
        if length < 2:
            break
        _take(head, marker or 0, file.read(length - 2))
    return head


def _next_marker(file: BinaryIO) -> int | None:
    """Return the next marker; some writers leave a few stray bytes between segments."""
    for _ in range(_MAX_GARBAGE):
        byte = file.read(1)
        if not byte:
            return None
        if byte == b"\xff":
            marker = file.read(1)
            while marker == b"\xff":
                marker = file.read(1)
            if marker not in (b"", b"\x00"):
                return marker[0]
    return None


def _take(head: JpegHead, marker: int, body: bytes) -> None:
    if marker == _PASSES or (marker == _COMMENT and body.startswith(_FFMPEG)):
        head.by_program = True
    if marker in _SIZES and len(body) >= 5 and not head.width:
        head.height, head.width = int.from_bytes(body[1:3]), int.from_bytes(body[3:5])
    elif marker in _TABLES:
        head.table_segments += 1
    elif marker == 0xE0 and body[:5] == b"JFIF\x00":
        head.has_jfif = True
    elif marker == 0xE1 and body[:4] == b"Exif" and head.tiff[:2] not in _ORDERS:
        head.tiff, head.has_app = body[6:], True
    elif marker == 0xE1 and body.startswith(_XMP) and not head.xmp:
        head.xmp, head.has_app = body[len(_XMP) :], True
    elif 0xE0 < marker <= 0xEF and marker != 0xE2:
        # APP2 holds a colour profile, which programs add to anything.
        head.has_app = True
