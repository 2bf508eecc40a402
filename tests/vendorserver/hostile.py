"""More than sixty files that somebody hostile, or a broken card, may hand in as evidence."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPT = b"<html><script>alert(document.cookie)</script></html>"
VECTOR = (
    b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
)
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
    b'<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&b;&f;</x>'
)
NAMES = (
    "../../etc/passwd",
    "..\\..\\windows\\system32\\x.dll",
    "CON",
    "photo.jpg.exe",
    "photo\u202egpj.exe",
    "a\r\nSet-Cookie: x=1.jpg",
    '"><script>alert(1)</script>.jpg',
    "x" * 490 + ".jpg",
    "사진.jpg",
    "\u1112\u1161\u11ab.jpg",
    "=HYPERLINK(1).jpg",
    "📷.jpg",
    ";rm -rf ~.jpg",
)


def corpus() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of every file; every name and content is used once."""
    yield from _pages()
    yield from _polyglots()
    yield from _bombs()
    yield from _broken_pictures()
    yield from _broken_films()
    yield from _names()


def a_jpeg(size: tuple[int, int] = (32, 24), **options: object) -> bytes:
    """Return an ordinary small picture."""
    return _saved("JPEG", size, **options)


def _saved(form: str, size: tuple[int, int] = (32, 24), **options: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, (120, 90, 60)).save(target, form, **options)
    return target.getvalue()


def _pages() -> Iterator[tuple[str, bytes]]:
    for ending in ("jpg", "png", "heic", "mp4", "html", "svg", "xhtml", "js", "pdf"):
        yield f"page.{ending}", SCRIPT + ending.encode()
    for ending in ("svg", "jpg", "xml"):
        yield f"vector.{ending}", VECTOR + ending.encode()
    yield "entities.svg", ENTITIES
    yield "program.exe", b"MZ" + bytes(200) + SCRIPT
    yield "program.elf", b"\x7fELF" + bytes(200)
    yield "script.sh", b"#!/bin/sh\nrm -rf ~\n"
    yield "macro.docm", _zip({"word/vbaProject.bin": b"x", "[Content_Types].xml": ENTITIES})
    yield "paper.pdf", b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj"


def _polyglots() -> Iterator[tuple[str, bytes]]:
    jpeg, archive = a_jpeg(), _zip({"x.html": SCRIPT})
    yield "gifar.gif", _saved("GIF") + archive
    yield "jpeg-and-zip.jpg", jpeg + archive
    yield "jpeg-and-html.jpg", jpeg + SCRIPT
    yield "jpeg-comment.jpg", jpeg[:2] + _segment(0xFE, SCRIPT) + jpeg[2:]
    yield "gif-and-script.gif", b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)//"
    yield "html-before-jpeg.jpg", SCRIPT + jpeg
    yield "png-text.png", _png(chunk=(b"tEXt", b"Comment\0" + SCRIPT))
    yield "bmp-script.bmp", b"BM/*" + bytes(60) + b"*/alert(1)"
    yield "mp4-and-html.mp4", b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + SCRIPT
    yield "phar.jpg", jpeg + b"<?php __HALT_COMPILER(); ?>"
    yield "jpeg-exif-html.jpg", jpeg[:2] + _segment(0xE1, b"Exif\0\0" + SCRIPT) + jpeg[2:]
    yield (
        "jpeg-xmp-entities.jpg",
        (jpeg[:2] + _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + ENTITIES) + jpeg[2:]),
    )


def _bombs() -> Iterator[tuple[str, bytes]]:
    yield "wide.png", _png(width=65_500, height=65_500)
    yield "tall.png", _png(width=1, height=2_000_000_000)
    yield "zeros.zip", _zip({"zeros": bytes(4_000_000)})
    yield "in-itself.zip", _zip({"inner.zip": _zip({"zeros": bytes(1_000_000)})})
    yield "zeros.gz", gzip.compress(bytes(4_000_000))
    yield "deep.zip", _zip({"a/" * 200 + "x": b"x", "../../slip": b"x"})
    yield "many-frames.gif", _saved("GIF") * 40
    yield "large-jpeg-head.jpg", _jpeg_of_size(65_500, 65_500)
    yield "text-chunk.png", _png(chunk=(b"zTXt", b"x\0\0" + zlib.compress(bytes(3_000_000))))


def _broken_pictures() -> Iterator[tuple[str, bytes]]:
    jpeg, png = a_jpeg((200, 150)), _saved("PNG")
    yield "empty-but-one.jpg", b"\xff"
    yield "head-only.jpg", jpeg[:20]
    yield "half.jpg", jpeg[: len(jpeg) // 2]
    yield "endless-marker.jpg", b"\xff\xd8" + b"\xff" * 5_000
    yield "long-segment.jpg", b"\xff\xd8\xff\xe1\xff\xffExif\0\0II*\0" + bytes(30)
    yield "looping-directory.jpg", _with_tiff(_tiff(loops=True))
    yield "huge-count.jpg", _with_tiff(_tiff(count=0x7FFFFFFF))
    yield "far-offset.jpg", _with_tiff(_tiff(offset=0xFFFFFFF0))
    yield "half.png", png[: len(png) // 2]
    yield "wrong-sum.png", png[:-6] + b"\0\0\0\0\0\0"
    yield "tiff-loop.tif", _tiff(loops=True)
    yield "heic-empty-boxes.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64)
    yield "heic-huge-box.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\xff\xff\xff\xf0meta"
    yield "webp-short.webp", b"RIFF\xff\xff\xff\x7fWEBPVP8 " + bytes(10)
    yield "raw-looking.cr3", b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + bytes(40)


def _broken_films() -> Iterator[tuple[str, bytes]]:
    head = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2"
    yield "no-index.mp4", head + b"\0\0\x10\0mdat" + bytes(4_088)
    yield "zero-box.mp4", head + bytes(64)
    yield "box-in-itself.mp4", head + b"\0\0\0\x10moov\0\0\0\x10moov" * 500
    yield "endless-box.mov", b"\0\0\0\1wide\xff\xff\xff\xff\xff\xff\xff\xff" + bytes(30)
    yield "short.avi", b"RIFF\xff\xff\xff\xffAVI LIST\xff\xff\xff\xffhdrl"
    yield "packets.mts", (b"\x47" + bytes(187)) * 40
    yield "matroska.mkv", b"\x1a\x45\xdf\xa3" + b"\xff" * 200
    yield "playlist.mp4", b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\nhttp://127.0.0.1:9/\n"


def _names() -> Iterator[tuple[str, bytes]]:
    for number, name in enumerate(NAMES):
        yield name, a_jpeg((16 + number, 16))


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def _zip(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def _png(width: int = 8, height: int = 8, chunk: tuple[bytes, bytes] | None = None) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), *([chunk] if chunk else []), (b"IDAT", zlib.compress(bytes(200)))]
    whole = b"".join(_chunk(*part) for part in [*parts, (b"IEND", b"")])
    return b"\x89PNG\r\n\x1a\n" + whole


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def _jpeg_of_size(width: int, height: int) -> bytes:
    jpeg = bytearray(a_jpeg())
    place = jpeg.index(b"\xff\xc0") + 5
    jpeg[place : place + 4] = struct.pack(">HH", height, width)
    return bytes(jpeg)


def _tiff(*, count: int = 1, offset: int = 8, loops: bool = False) -> bytes:
    entry = struct.pack("<HHII", 0x8769 if loops else 0x9003, 4 if loops else 2, count, offset)
    return b"II*\0\x08\0\0\0\x01\0" + entry + struct.pack("<I", 8 if loops else 0)


def _with_tiff(tiff: bytes) -> bytes:
    jpeg = a_jpeg()
    return jpeg[:2] + _segment(0xE1, b"Exif\0\0" + tiff) + jpeg[2:]
