"""The upload desk: a small ASGI application that speaks tus 1.0.0."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from vendorcore.errors import Refused, VendorError
from vendorcore.text import use_language

from vendorserver.models import UploadState
from vendorserver.models.uploads import new_upload_id
from vendorserver.services import uploads
from vendorserver.services.giving_way import SENDERS_NOW
from vendorserver.settings import current
from vendorserver.uploads import protocol
from vendorserver.uploads.body import Body, End
from vendorserver.uploads.reception import take_in
from vendorserver.uploads.reply import Reply, answer, refusal
from vendorserver.uploads.request import Request
from vendorserver.uploads.threads import in_database
from vendorserver.uploads.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, MutableMapping

    from vendorserver.models import Upload

    Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
    Send = Callable[[dict[str, Any]], Awaitable[None]]
    Verb = Callable[[Request], Awaitable[Reply]]

_log = logging.getLogger(__name__)
_turns = Turns()
_ID = re.compile(r"[0-9a-f]{32}")


async def upload_app(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
    """Answer one request to /uploads/."""
    request = Request.of(scope, Body(receive, current().silent_seconds))
    with use_language(request.language), SENDERS_NOW.one_more():
        reply = await _reply(request)
        if request.body.end is not End.CUT:
            await answer(send, request, reply)


async def _reply(request: Request) -> Reply:
    try:
        return await _verb(request)(request)
    except VendorError as error:
        return refusal(error)
    except Exception:
        _log.exception("upload request failed")
        return refusal(VendorError())


def _verb(request: Request) -> Verb:
    if request.method == "OPTIONS":
        return options
    protocol.check_version(request.headers)
    if request.upload_id and not _ID.fullmatch(request.upload_id):
        raise Refused("not-found")
    verbs = ON_UPLOAD if request.upload_id else ON_UPLOADS
    if request.method not in verbs:
        raise Refused("method-not-allowed")
    return verbs[request.method]


async def options(_request: Request) -> Reply:
    """Say what this server can do; anybody may ask."""
    headers = {
        "Tus-Version": protocol.VERSION,
        "Tus-Extension": protocol.EXTENSIONS,
        "Tus-Max-Size": str(current().max_file_bytes),
        "Tus-Checksum-Algorithm": ",".join(protocol.ALGORITHMS),
    }
    return Reply(204, headers)


async def create(request: Request) -> Reply:
    """Begin an upload, perhaps with its first bytes."""
    headers = request.headers
    checksum = protocol.checksum(headers)
    if request.has_body:
        protocol.check_content_type(headers)
        upload = await _create_with_bytes(request, checksum)
    else:
        upload = await _create_bare(request)
    return Reply(201, {"Location": request.base + upload.id} | _progress(upload))


async def head(request: Request) -> Reply:
    """Say how much is safe; whoever still sends is stopped first."""
    found = await request.ask(uploads.find, request.upload_id)
    upload = await _standing(request, found)
    metadata = {"Upload-Metadata": upload.metadata} if upload.metadata else {}
    return Reply(200, _progress(upload) | _length(upload) | metadata)


async def patch(request: Request) -> Reply:
    """Add bytes at the end."""
    headers = request.headers
    protocol.check_content_type(headers)
    piece = uploads.Piece(
        offset=protocol.needed_number(headers, "upload-offset"),
        size=protocol.number(headers, "content-length"),
        length=protocol.number(headers, "upload-length"),
    )
    checksum = protocol.checksum(headers)
    # A sender with a wrong offset must not disturb the one who is sending.
    upload = await request.ask(uploads.announce, request.upload_id, piece)
    return Reply(204, _progress(await _append(request, upload, piece, checksum)))


async def delete(request: Request) -> Reply:
    """Forget an upload; whoever still sends is stopped first."""
    upload_id = (await request.ask(uploads.find, request.upload_id)).id
    async with _turns.take(upload_id, keep=False):
        await request.ask(uploads.terminate, upload_id)
    return Reply(204)


ON_UPLOADS: dict[str, Verb] = {"POST": create}
ON_UPLOAD: dict[str, Verb] = {"HEAD": head, "PATCH": patch, "DELETE": delete}


async def _create_bare(request: Request) -> Upload:
    """Begin an upload; of one begun before, whoever still sends it puts away what has come."""
    fresh = new_upload_id()
    upload = await request.ask(uploads.create, _wish(request.headers), fresh)
    if upload.id == fresh or upload.state != UploadState.OPEN:
        return upload
    return await _standing(request, upload)


async def _create_with_bytes(request: Request, checksum: protocol.Checksum | None) -> Upload:
    """Begin an upload and take its bytes in; nobody else can know its id before."""
    wish, fresh = _wish(request.headers), new_upload_id()
    piece = uploads.Piece(offset=0, size=protocol.number(request.headers, "content-length"))
    async with _turns.take(fresh, request.body, keep=False):
        upload = await request.ask(uploads.create_opened, wish, piece, fresh)
        if upload.id == fresh and upload.state == UploadState.OPEN:
            return await take_in(upload, request.body, checksum)
    # The same operation once more: what it has already sent is not taken twice.
    if upload.state == UploadState.OPEN:
        upload = await _standing(request, upload)
    if upload.offset == 0 and upload.state == UploadState.OPEN:
        return await _append(request, upload, piece, checksum)
    return upload


async def _standing(request: Request, upload: Upload) -> Upload:
    """Mend what a crash left in the upload's turn: whoever still writes is stopped first."""
    async with _turns.take(upload.id, keep=True):
        return await request.ask(uploads.standing, upload.id)


async def _append(
    request: Request, announced: Upload, piece: uploads.Piece, checksum: protocol.Checksum | None
) -> Upload:
    async with _turns.take(announced.id, request.body, keep=False):
        upload = await in_database(uploads.proceed, announced, piece)
        return await take_in(upload, request.body, checksum)


def _wish(headers: Mapping[str, str]) -> uploads.Wish:
    text = headers.get("upload-metadata", "")
    pairs = protocol.metadata(text)
    return uploads.Wish(
        length=protocol.length_of_creation(headers),
        op_id=protocol.operation_id(pairs),
        sha256=protocol.declared_sha256(pairs),
        metadata=text,
    )


def _progress(upload: Upload) -> dict[str, str]:
    progress = {"Upload-Offset": str(upload.offset)}
    if upload.expires_at:
        progress["Upload-Expires"] = protocol.http_date(upload.expires_at)
    return progress


def _length(upload: Upload) -> dict[str, str]:
    if upload.length is None:
        return {"Upload-Defer-Length": "1"}
    return {"Upload-Length": str(upload.length)}
