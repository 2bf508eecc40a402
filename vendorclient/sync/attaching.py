"""Sends an original and binds it to its process: create, send, verify, attach, receipt."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import TYPE_CHECKING

from vendorcore.errors import Busy, Cancelled, Conflict, NotReadable, Refused, VendorError

from vendorclient.storage.operations import OperationState
from vendorclient.storage.originals import Stored
from vendorclient.storage.releases import Releases
from vendorclient.sync.bodies import FileSlice
from vendorclient.sync.decide import (
    MOST_CREATIONS,
    SMALL_FILE,
    Step,
    Then,
    next_chunk,
    smaller_chunk,
    then,
)
from vendorclient.sync.planning import METERED
from vendorclient.sync.receiving import fetch_receipt, put_file
from vendorclient.sync.transport import path_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorclient.storage.operations import Operation
    from vendorclient.sync.desk import Desk

TUS = {"Tus-Resumable": "1.0.0"}
_ASKING = {"Expect": "100-continue"}
_PIECE = {**TUS, "Content-Type": "application/offset+octet-stream"}
# So many refusals in one go may be mended; then the operation stands aside for a while.
_MOST_MENDS = 6
_UNKNOWN = -1
_S = OperationState


def attach(desk: Desk, op: Operation) -> Operation:
    """Take an attachment from wherever it stands to its verified receipt."""
    op = _resumed(desk, op)
    mends, reached = 0, op.upload_offset
    while op.state is not _S.DELIVERED:
        _look_up(desk, op)
        step, act = _ACTS[op.state]
        try:
            op = act(desk, op)
            mends = 0 if op.upload_offset > max(reached, 0) else mends
            reached = max(reached, op.upload_offset)
        except VendorError as error:
            mends += 1
            op = _mended(desk, op, error, _follows(step, error), mends)
    return op


def _look_up(desk: Desk, op: Operation) -> None:
    """Between two steps: does a person want it stopped, or slower, or does it cost money now?"""
    if desk.library.paused:
        raise Cancelled(op=op.id)
    if desk.line.metered and not desk.library.sends_when_metered:
        desk.move(op, _S.BLOCKED, code=METERED, upload_offset=max(op.upload_offset, 0))
        raise Cancelled(op=op.id)
    desk.line.limit_to(desk.library.bytes_per_second)


def _mended(desk: Desk, op: Operation, error: VendorError, follows: Then, mends: int) -> Operation:
    """Return where the road goes on after a refusal, or raise what stands in its way."""
    if follows in _MENDS:
        if mends > _MOST_MENDS:
            raise Busy(reason=error.code) from error
        return _MENDS[follows](desk, op, error)
    if isinstance(error, Conflict):
        raise Refused(error.code, **error.details) from error  # no form that a person could choose
    raise error


def _resumed(desk: Desk, op: Operation) -> Operation:
    """Ask the server where things stand; what it already has is never sent again."""
    _check_source(desk, op)
    if not op.upload_url:
        # What the server may have of it already is not sent twice: it is asked first.
        asked = op.state is _S.CREATING or op.failures > 0
        created = desk.move(op, _S.CREATING)
        return replace(created, upload_offset=_UNKNOWN) if asked else created
    begun = op.state is not _S.READY or op.failures > 0
    if begun and op.upload_offset >= op.size_bytes:
        done = fetch_receipt(desk, desk.move(op, _S.UPLOADING))
        if done is not None:
            return done
    return _ask_offset(desk, op)


def _ask_offset(desk: Desk, op: Operation, _error: VendorError | None = None) -> Operation:
    """Let the next step be HEAD: the server's offset is the truth."""
    return replace(desk.move(op, _S.UPLOADING), upload_offset=_UNKNOWN)


def _check_source(desk: Desk, op: Operation) -> None:
    sha256 = _sha256(desk, op)
    path = desk.library.originals.path(sha256)
    if not path.exists():
        if Releases(desk.library.db).is_released(sha256):
            return  # the server has it and will ask for no byte of it
        raise NotReadable("source-missing", path=str(path))
    if not desk.library.originals.holds(Stored(sha256, op.size_bytes)):
        raise NotReadable("file-changed", path=str(path))


def _create(desk: Desk, op: Operation) -> Operation:
    payload = desk.library.outbox.payload(op.id)
    metadata = {
        "filename": str(payload["name"]),
        "sha256": str(payload["sha256"]),
        "op_id": op.id,
        "contract": op.contract_id,
    }
    headers = {
        **TUS,
        "Upload-Length": str(op.size_bytes),
        "Upload-Metadata": ",".join(f"{key} {_base64(value)}" for key, value in metadata.items()),
    }
    if _goes_along(desk, op):
        path = desk.library.originals.path(str(payload["sha256"]))
        asks = op.size_bytes > SMALL_FILE
        answer = desk.caller.send(
            "/uploads/",
            lambda: FileSlice(path, 0, op.size_bytes, desk.line.pace, asks=asks),
            {**_PIECE, **headers, **(_ASKING if asks else {})},
            method="POST",
        )
    else:
        answer = desk.caller.call("POST", "/uploads/", headers=headers)
    url = path_of(answer.headers.get("Location", ""))
    offset = int(answer.headers.get("Upload-Offset") or 0)
    return _at(desk, op, offset, upload_url=url)


def _goes_along(desk: Desk, op: Operation) -> bool:
    """Whether the whole file goes with its announcement; not when the server may have it."""
    most = min(desk.line.along_bytes, desk.chunk_bytes) if desk.creates_with_bytes else 0
    small = op.upload_offset != _UNKNOWN and 0 < op.size_bytes <= most
    return small and not desk.library.receipts.of_content(_sha256(desk, op))


def _send(desk: Desk, op: Operation) -> Operation:
    """Send the next piece, or ask where to go on when that is not known."""
    if op.upload_offset == _UNKNOWN:
        answer = desk.caller.call("HEAD", op.upload_url, headers=TUS)
        return _at(desk, op, answer.number("Upload-Offset"))
    length = min(desk.chunk_bytes, op.size_bytes - op.upload_offset)
    path = desk.library.originals.path(_sha256(desk, op))
    begun = desk.clock.monotonic()
    answer = desk.caller.send(
        op.upload_url,
        lambda: FileSlice(path, op.upload_offset, length, desk.line.pace),
        {**_PIECE, "Upload-Offset": str(op.upload_offset)},
    )
    if length == desk.chunk_bytes:
        seconds = desk.clock.monotonic() - begun
        desk.chunk_bytes = next_chunk(length, seconds, desk.most_chunk_bytes)
    offset = answer.number("Upload-Offset")
    return _at(desk, op, offset, failures=0 if offset > op.upload_offset else op.failures)


def _at(desk: Desk, op: Operation, offset: int, **changes: str | int) -> Operation:
    """Commit how much of the file is safe at the server, and in one go what follows from it."""
    if offset < op.size_bytes:
        return desk.move(op, _S.UPLOADING, upload_offset=offset, **changes)
    with desk.library.db.transaction():
        whole = desk.library.outbox.move(op, _S.VERIFYING, upload_offset=offset, **changes)
        verified = desk.library.outbox.move(whole, _S.ATTACHING)
    desk.say(op, whole)
    desk.say(whole, verified)
    return verified


def _verify(desk: Desk, op: Operation) -> Operation:
    return desk.move(op, _S.ATTACHING)


def _follows(step: Step, error: VendorError) -> Then:
    status, ours = error.details.get("status"), error.details.get("ours", True)
    if not isinstance(status, int):
        return Then.SETTLE
    return then(step, status, error.code, ours=bool(ours))


def _create_anew(desk: Desk, op: Operation, error: VendorError | None) -> Operation:
    """The server has dropped the upload: begin from the first byte, but not for ever."""
    if op.recreated >= MOST_CREATIONS:
        raise error or Refused("upload-gone")
    return desk.move(op, _S.CREATING, upload_url="", upload_offset=0, recreated=op.recreated + 1)


def _check_content(desk: Desk, op: Operation, error: VendorError | None) -> Operation:
    """The server read something else than we promised: is our own copy still what it was?"""
    sha256 = _sha256(desk, op)
    if not desk.library.originals.verify(sha256):
        _check_source(desk, op)
        raise NotReadable("file-changed", path=str(desk.library.originals.path(sha256)))
    return _create_anew(desk, op, error)


def _create_bare(desk: Desk, op: Operation, _error: VendorError | None) -> Operation:
    """Announce the file alone: something on the way did not like its bytes beside it."""
    desk.creates_with_bytes = False
    return desk.move(op, _S.CREATING)


def _halve(desk: Desk, op: Operation, error: VendorError | None) -> Operation:
    smaller = smaller_chunk(min(desk.chunk_bytes, op.size_bytes))
    if not smaller:
        raise error or Refused("too-large")
    # What does not pass once is not tried again and again: each try carries bytes in vain.
    desk.chunk_bytes = desk.most_chunk_bytes = smaller
    return _ask_offset(desk, op)


def _receipt_or_raise(desk: Desk, op: Operation, error: VendorError | None) -> Operation:
    done = fetch_receipt(desk, op)
    if done is None:
        raise error or Refused("conflict")
    return done


def _sha256(desk: Desk, op: Operation) -> str:
    return str(desk.library.outbox.payload(op.id)["sha256"])


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


_ACTS: dict[OperationState, tuple[Step, Callable[[Desk, Operation], Operation]]] = {
    _S.CREATING: (Step.CREATE, _create),
    _S.UPLOADING: (Step.PATCH, _send),
    _S.VERIFYING: (Step.ASK, _verify),
    _S.ATTACHING: (Step.ATTACH, put_file),
}
_MENDS: dict[Then, Callable[[Desk, Operation, VendorError | None], Operation]] = {
    Then.ASK_OFFSET: _ask_offset,
    Then.CREATE_ANEW: _create_anew,
    Then.CREATE_BARE: _create_bare,
    Then.CHECK_SOURCE: _check_content,
    Then.SMALLER_CHUNK: _halve,
    Then.FETCH_RECEIPT: _receipt_or_raise,
}
