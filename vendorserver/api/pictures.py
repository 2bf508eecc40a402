"""Bytes of evidence as answers: never shown as a page, never run."""

import re
from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from vendorserver.services.evidence import Original
from vendorserver.services.updates import ReleaseFile
from vendorserver.services.viewing import ViewingCopy

_SANDBOX = "sandbox; default-src 'none'"
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def original(request: HttpRequest, file: Original) -> HttpResponseBase:
    """Answer with an original or the asked part of it, always as an attachment."""
    answer = _part(request, file, "application/octet-stream")
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=file.name) or ""
    )
    answer.headers["ETag"] = f'"{file.sha256}"'
    return answer


def viewing(request: HttpRequest, copy: ViewingCopy) -> HttpResponseBase:
    """Answer with a viewing copy or the asked part of it; players ask for parts."""
    return _part(request, copy, copy.mime)


def thumbnail(jpeg: bytes) -> HttpResponse:
    """Answer with a small picture."""
    answer = HttpResponse(jpeg, content_type="image/jpeg")
    answer.headers["Content-Security-Policy"] = _SANDBOX
    return answer


def release_file(request: HttpRequest, file: ReleaseFile) -> HttpResponseBase:
    """Answer with an installer or the asked part of it; interrupted downloads go on."""
    answer = _part(request, file, "application/octet-stream")
    answer.headers["Content-Disposition"] = "attachment"
    return answer


def _part(
    request: HttpRequest, file: Original | ViewingCopy | ReleaseFile, content_type: str
) -> HttpResponseBase:
    wished = _wished(request.headers.get("Range", ""), file.size_bytes)
    start, stop = wished or (0, file.size_bytes)
    if wished and start >= stop:
        nowhere = {"Content-Range": f"bytes */{file.size_bytes}"}
        return HttpResponse(status=416, headers=nowhere, content_type=content_type)
    blocks = file.read(start, stop)
    # The test client and other callers without a loop read the blocks as they are.
    content = _unblocking(blocks) if hasattr(request, "scope") else blocks
    answer = StreamingHttpResponse(
        content, status=206 if wished else 200, content_type=content_type
    )
    answer.headers["Content-Length"] = str(stop - start)
    answer.headers["Content-Security-Policy"] = _SANDBOX
    answer.headers["Accept-Ranges"] = "bytes"
    if wished:
        answer.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{file.size_bytes}"
    return answer


def _wished(header: str, size: int) -> tuple[int, int] | None:
    """Return the part that a Range header asks for; None for a form that we do not serve."""
    found = _RANGE.fullmatch(header.strip())
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        return max(size - int(found[2]), 0), size
    start, last = int(found[1]), int(found[2] or size - 1)
    backwards = bool(found[2]) and last < start
    return None if backwards else (start, min(last + 1, size))


async def _unblocking(blocks: Iterator[bytes]) -> AsyncIterator[bytes]:
    following = sync_to_async(lambda: next(blocks, b""))
    while block := await following():
        yield block
