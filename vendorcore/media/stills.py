"""Facts of a photo: its tags by two readers, then one decode of its pixels."""

import io
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from vendorcore.media import kinds
from vendorcore.media.exif import MAX_TIFF_BYTES, read_block, tags_of
from vendorcore.media.first_look import first_look
from vendorcore.media.jpeg import read_head
from vendorcore.media.picture import DRAFT_SIDE, Measures, measure, thumbnail
from vendorcore.media.raw import parts_of_cr3, preview_of_raf, preview_of_tiff
from vendorcore.media.tags import Tags, creator_tool, facts_from_tags

# A genuine phone photo has 200 megapixels; twice this number is refused as a bomb.
MAX_PIXELS = 130_000_000
# What cannot be decoded at a fraction is shrunk before it is copied.
LARGEST_SIDE = 1024
# A HEIC of 200 megapixels without a small picture takes 1.4 GB as it is: no copy of it is made.
WHOLE_SIDE = 4096
_WIDTH, _HEIGHT = 0x0100, 0x0101
Fields = dict[str, Any]


@dataclass(slots=True)
class Still:
    """A photo whose head was read: its fields, and the JPEGs inside it.

    `embedded` is the little picture beside the tags, `preview` stands for the pixels of a raw.
    """

    fields: Fields
    embedded: bytes = b""
    preview: bytes = b""
    is_upright: bool = False

    @property
    def turn(self) -> int | None:
        """How the decoded pixels must still be turned; the HEIF decoder does so itself."""
        return None if self.is_upright else self.fields.get("orientation")


def read_still(path: Path, mime: str, *, thorough: bool = True) -> Still:
    """Return what the tags of a photo say, without decoding it; a first look trusts one reader."""
    if mime == kinds.JPEG:
        with path.open("rb") as file:
            return read_jpeg(file, thorough=thorough)
    if mime == kinds.HEIF:
        return _read_heif(path)
    if mime in (kinds.TIFF, kinds.RAF, kinds.CR3):
        return _read_raw(path, mime)
    return _read_other(path, {})


def decode(path: Path, mime: str, still: Still) -> tuple[Fields, bytes]:
    """Return measures and a small JPEG; the problem says when the pixels are broken or cut."""
    try:
        picture = picture_of(path, mime, still)
        measures = measure(picture, still.embedded, still.turn)
        return asdict(measures), thumbnail(picture, still.turn)
    except Exception as error:
        cut = isinstance(error, OSError) and "truncated" in str(error)
        return {**asdict(Measures()), "problem": "I_TRUNCATED" if cut else "I_UNREADABLE"}, b""


def picture_of(path: Path, mime: str, still: Still, side: int = DRAFT_SIDE) -> Image.Image:
    """Return the photo decoded at no more than what this many pixels a side need."""
    if mime == kinds.HEIF:
        from vendorcore.media import heif

        picture = heif.small_picture(heif.open_heif(path), side)
        most = max(side, WHOLE_SIDE)
        picture.thumbnail((most, most), Image.Resampling.BOX)
        return picture
    return _draft(path, still, side)


def embedded(path: Path, mime: str, still: Still) -> bytes:
    """Return the little picture inside a photo, upright, or nothing."""
    try:
        if mime == kinds.HEIF:
            return _embedded_heif(path)
        return embedded_small(still)
    except Exception:
        return b""


def embedded_small(still: Still) -> bytes:
    """Return the little picture beside the tags, upright, or nothing."""
    if not still.embedded:
        return b""
    try:
        small = Image.open(io.BytesIO(still.embedded), formats=("JPEG",))
        return thumbnail(small, still.turn)
    except Exception:
        return b""


def _embedded_heif(path: Path) -> bytes:
    from vendorcore.media import heif

    picture = heif.open_heif(path)
    return thumbnail(heif.small_picture(picture, 0)) if picture.info.get("thumbnails") else b""


def read_jpeg(file: BinaryIO, *, thorough: bool) -> Still:
    """Return what the tags of an open JPEG say; a first look trusts one reader."""
    head = read_head(file)
    block = (None if thorough else first_look(head.tiff)) or read_block(head.tiff)
    fields = {
        **facts_from_tags(block.tags),
        "has_exif": block.is_there,
        "bare_jfif": head.is_bare_jfif,
        "camera_coded": head.is_camera_coded,
        "creator_tool": creator_tool(head.xmp),
        "width": head.width,
        "height": head.height,
    }
    return Still(fields, block.embedded)


def _read_heif(path: Path) -> Still:
    from vendorcore.media import heif

    problem = "I_TRUNCATED" if heif.is_cut(path) else ""
    try:
        picture = heif.open_heif(path)
    except Exception:
        return Still({"problem": problem or "I_UNREADABLE"})
    block = read_block(heif.tiff_of(picture))
    width, height = heif.stored_size(picture, block.tags)
    return Still(
        {
            **facts_from_tags(block.tags),
            "has_exif": block.is_there,
            "creator_tool": creator_tool(heif.block(picture, "xmp")),
            "width": width,
            "height": height,
            "problem": problem,
        },
        is_upright=True,
    )


def _read_raw(path: Path, mime: str) -> Still:
    """Read a raw photo by the JPEG inside it; a TIFF without one is an ordinary picture."""
    with path.open("rb") as file:
        if mime == kinds.CR3:
            tags, preview = parts_of_cr3(file, path.stat().st_size)
        elif mime == kinds.RAF:
            preview = preview_of_raf(file)
            tags = read_block(read_head(io.BytesIO(preview)).tiff).tags
        else:
            preview, tags = preview_of_tiff(file), _first_tags(file)
    if not preview:
        return _read_other(path, tags)
    head = read_head(io.BytesIO(preview))
    fields = {**facts_from_tags(tags), "width": head.width, "height": head.height}
    return Still({**fields, "has_exif": bool(tags)}, preview=preview)


def _first_tags(file: BinaryIO) -> Tags:
    file.seek(0)
    return read_block(file.read(MAX_TIFF_BYTES)).tags


def _read_other(path: Path, tags: Tags) -> Still:
    try:
        with _open(path) as picture:
            tags = {**_tags_by_pillow(picture), **tags}
            fields = _fields_by_pillow(picture)
    except Exception:
        return Still({**facts_from_tags(tags), **_unopened(tags)})
    is_upright = picture.format == "TIFF"
    return Still({**facts_from_tags(tags), "has_exif": bool(tags), **fields}, is_upright=is_upright)


def _unopened(tags: Tags) -> Fields:
    return {"has_exif": bool(tags), "problem": "" if tags else "I_UNREADABLE"}


def _fields_by_pillow(picture: Image.Image) -> Fields:
    """Return size and program; Pillow turns a TIFF itself, size included."""
    stored = picture.tag_v2 if isinstance(picture, TiffImageFile) else {}
    xmp = picture.info.get("xmp")
    return {
        "width": stored.get(_WIDTH, picture.width),
        "height": stored.get(_HEIGHT, picture.height),
        "creator_tool": creator_tool(xmp if isinstance(xmp, bytes) else b""),
    }


def _tags_by_pillow(picture: Image.Image) -> Tags:
    """Return the tags of a PNG, WebP or AVIF from its block, of a TIFF from the file itself."""
    if picture.format == "TIFF":
        return tags_of(picture.getexif())
    return read_block(_tiff(picture)).tags


def _tiff(picture: Image.Image) -> bytes:
    return bytes(picture.info.get("exif") or b"").removeprefix(b"Exif\x00\x00")


def _open(source: Path | BinaryIO) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    return Image.open(source)


def _draft(path: Path, still: Still, side: int) -> Image.Image:
    """Decode once, a JPEG at a fraction of its size."""
    with _open(io.BytesIO(still.preview) if still.preview else path) as picture:
        shrink, most = side / max(picture.size), max(side, LARGEST_SIDE)
        picture.draft("RGB", (int(picture.width * shrink), int(picture.height * shrink)))
        picture.thumbnail((most, most), Image.Resampling.BOX)
        return picture.convert("RGB")
