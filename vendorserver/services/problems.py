"""Which answer an error becomes on the wire (RFC 9457)."""

from __future__ import annotations

from typing import cast

from vendorcore.errors import (
    Conflict,
    InvalidEntry,
    NeedsTime,
    NoSpace,
    Refused,
    SignInNeeded,
    Untrusted,
    VendorError,
)
from vendorcore.protocol import JsonValue, Problem

_BY_CODE = {
    "body-unreadable": 400,
    "not-found": 404,
    "method-not-allowed": 405,
    "process-in-use": 409,
    "parties-fixed": 409,
    "practice-stays-practice": 409,
    "request-decided": 409,
    "contract-unknown": 404,
    "application-unknown": 404,
    "version-mismatch": 412,
    "precondition-needed": 428,
    "cursor-gone": 410,
    "upload-incomplete": 409,
    "upload-unknown": 404,
    "hash-mismatch": 422,
    "file-not-scanned": 409,
    "file-infected": 403,
    "quota-exceeded": 413,
    "too-large": 413,
    "wrong-content-type": 415,
    "server-full": 507,
    "too-many-attempts": 429,
    "too-many-uploads": 429,
    "message-stale": 422,
    "wrong-password": 401,
    "wrong-code": 401,
}
_BY_KIND: tuple[tuple[type[VendorError], int], ...] = (
    (SignInNeeded, 401),
    (Refused, 403),
    (Conflict, 409),
    (InvalidEntry, 422),
    (Untrusted, 422),
    (NeedsTime, 503),
    (NoSpace, 507),
)


def problem_of(error: VendorError) -> Problem:
    """Return the refusal that an error becomes."""
    values = {key: _plain(value) for key, value in error.details.items()}
    return Problem(_status(error), error.code, values)


def _status(error: VendorError) -> int:
    if error.code in _BY_CODE:
        return _BY_CODE[error.code]
    return next((status for kind, status in _BY_KIND if isinstance(error, kind)), 500)


def _plain(value: object) -> JsonValue:
    if isinstance(value, (str, int, float, bool, list, dict)):
        return cast("JsonValue", value)
    return str(value)
