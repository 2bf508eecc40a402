"""Takes the bytes of one request in: a segment, then the disk, then the row, again and again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from vendorcore.errors import Conflict, Refused

from vendorserver.services import uploads
from vendorserver.settings import current
from vendorserver.storage import blobs
from vendorserver.uploads.body import End
from vendorserver.uploads.protocol import ALGORITHMS
from vendorserver.uploads.threads import in_database, on_disk, on_disk_then_in_database

if TYPE_CHECKING:
    from vendorserver.models import Upload
    from vendorserver.uploads.body import Body
    from vendorserver.uploads.protocol import Checksum


async def take_in(upload: Upload, body: Body, checksum: Checksum | None) -> Upload:
    """Add what the body brings; return the upload as far as it is safe, sealed when whole."""
    if checksum is None:
        safe = await _piece_by_piece(upload, body)
    else:
        safe = await _as_one(upload, body, checksum)
    if body.end is End.STALLED:
        raise Refused("upload-stalled")
    if body.end is End.TAKEN_OVER:
        raise Conflict("upload-taken-over")
    return safe


async def _piece_by_piece(upload: Upload, body: Body) -> Upload:
    """Every segment counts as soon as it is safe; the next one arrives meanwhile."""
    storing, end = asyncio.ensure_future(_at_once(upload)), upload.offset
    try:
        while body.end is End.OPEN:
            pieces = await _segment(upload, body, end)
            upload = await storing
            if pieces and body.keep:
                end += sum(map(len, pieces))
                storing = asyncio.ensure_future(_stored(upload, pieces))
        return await storing
    except Refused:
        upload = await storing
        await on_disk(blobs().begin, upload.id, upload.offset)
        raise
    finally:
        # Nobody else may write to the part before this is done.
        await asyncio.wait((storing,))


async def _stored(upload: Upload, pieces: list[bytes]) -> Upload:
    return await on_disk_then_in_database(_kept, upload, pieces)


def _kept(upload: Upload, pieces: list[bytes]) -> Upload:
    return uploads.advance(upload, blobs().append(upload.id, upload.offset, pieces))


async def _at_once(upload: Upload) -> Upload:
    return upload


async def _as_one(upload: Upload, body: Body, checksum: Checksum) -> Upload:
    """All or nothing: what has no proof of being right is cut off again."""
    measured, end = ALGORITHMS[checksum.algorithm](usedforsecurity=False), upload.offset
    while body.end is End.OPEN:
        try:
            pieces = await _segment(upload, body, end)
        except Refused:
            await on_disk(blobs().begin, upload.id, upload.offset)
            raise
        for piece in pieces:
            measured.update(piece)
        end = await on_disk(blobs().append, upload.id, end, pieces)
    if body.end is End.COMPLETE and checksum.matches(measured.digest()):
        return await in_database(uploads.advance, upload, end)
    await on_disk(blobs().begin, upload.id, upload.offset)
    if body.end is End.COMPLETE:
        raise Refused("checksum-mismatch")
    return upload


async def _segment(upload: Upload, body: Body, end: int) -> list[bytes]:
    pieces = [piece for piece in await body.segment() if piece]
    limit = current().max_file_bytes if upload.length is None else upload.length
    if end + sum(map(len, pieces)) > limit:
        raise Refused("too-large", limit=limit)
    return pieces
