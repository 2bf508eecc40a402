"""What a file is, by its first bytes and never by its name."""

from vendorcore.domain import MediaKind

HEAD_BYTES = 400
HEIF, AVIF, JPEG, TIFF = "image/heic", "image/avif", "image/jpeg", "image/tiff"
RAF, CR3 = "image/x-fuji-raf", "image/x-canon-cr3"

# One 200-megapixel phone photo decodes to 1.35 GB.
HUGE_PIXELS = 60_000_000

_STARTS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"IIRO", TIFF),  # Olympus raw
    (b"IIU\x00", TIFF),  # Panasonic raw
    (b"FUJIFILMCCD-RAW", RAF),
    (b"\x1a\x45\xdf\xa3", "video/x-matroska"),
    (b"\x00\x00\x01\xba", "video/mpeg"),
)
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), HEIF),
    **dict.fromkeys((b"avif", b"avis"), AVIF),
    b"crx ": CR3,
    b"qt  ": "video/quicktime",
}
_QUICKTIME_BOXES = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_RIFFS = {b"AVI ": "video/x-msvideo", b"WEBP": "image/webp"}


def mime_of(head: bytes) -> str:
    """Return the type that the first bytes (HEAD_BYTES of them) tell, or nothing."""
    for start, mime in _STARTS:
        if head.startswith(start):
            return mime
    if head[:4] == b"RIFF":
        return _RIFFS.get(head[8:12], "")
    return _box_mime(head) or _stream_mime(head)


def kind_of(mime: str) -> MediaKind:
    """Return whether a type is a photo, a video or neither."""
    main = mime.partition("/")[0]
    return {"image": MediaKind.PHOTO, "video": MediaKind.VIDEO}.get(main, MediaKind.OTHER)


def _box_mime(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return _brand_mime(head)
    return "video/quicktime" if head[4:8] in _QUICKTIME_BOXES else ""


def _brand_mime(head: bytes) -> str:
    brand = head[8:12]
    if brand in _BRANDS:
        return _BRANDS[brand]
    return "video/3gpp" if brand[:2] == b"3g" else "video/mp4"


def _stream_mime(head: bytes) -> str:
    """Recognise the packets of a transport stream, with or without a time code before each."""
    for start, step in ((0, 188), (4, 192)):
        if len(head) > start + step and head[start] == head[start + step] == 0x47:
            return "video/mp2t"
    return ""
