import pytest

from vendorcore.domain import MediaKind
from vendorcore.media.kinds import kind_of, mime_of


@pytest.mark.parametrize(
    ("head", "mime"),
    [
        (b"\xff\xd8\xff\xe1", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"II*\x00", "image/tiff"),
        (b"FUJIFILMCCD-RAW ", "image/x-fuji-raf"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"\x00\x00\x00\x18ftypheix", "image/heic"),
        (b"\x00\x00\x00\x18ftypavif", "image/avif"),
        (b"\x00\x00\x00\x18ftypcrx ", "image/x-canon-cr3"),
        (b"\x00\x00\x00\x18ftypqt  ", "video/quicktime"),
        (b"\x00\x00\x00\x18ftyp3gp5", "video/3gpp"),
        (b"\x00\x00\x00\x18ftypisom", "video/mp4"),
        (b"\x00\x00\x00\x08wide", "video/quicktime"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "video/x-msvideo"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", ""),
        (b"G" + bytes(187) + b"G" + bytes(187), "video/mp2t"),
        (bytes(4) + b"G" + bytes(191) + b"G" + bytes(187), "video/mp2t"),
        (b"GIF89a", "image/gif"),
        (b"%PDF-1.7", ""),
        (b"", ""),
    ],
)
def test_the_first_bytes_tell_the_type(head: bytes, mime: str) -> None:
    assert mime_of(head) == mime


@pytest.mark.parametrize(
    ("mime", "kind"),
    [
        ("image/heic", MediaKind.PHOTO),
        ("video/mp4", MediaKind.VIDEO),
        ("", MediaKind.OTHER),
        ("text/plain", MediaKind.OTHER),
    ],
)
def test_types_are_photos_videos_or_neither(mime: str, kind: MediaKind) -> None:
    assert kind_of(mime) is kind
