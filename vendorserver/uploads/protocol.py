"""What the headers of tus 1.0.0 say, and what cannot be right."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from email.utils import format_datetime
from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,creation-defer-length,expiration,checksum,termination"
ALGORITHMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
CONTENT_TYPE = "application/offset+octet-stream"
LONGEST_METADATA = 8192
LONGEST_OP_ID = 64
_NUMBER = re.compile(r"[0-9]{1,18}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_KEY = re.compile(r"[!-+\--~]+")


@dataclass(frozen=True, slots=True)
class Checksum:
    """What one piece must hash to."""

    algorithm: str
    digest: bytes

    def matches(self, digest: bytes) -> bool:
        """Whether the piece that arrived is the piece that was sent."""
        return digest == self.digest


def check_version(headers: Mapping[str, str]) -> None:
    """Refuse a client that speaks another version."""
    if headers.get("tus-resumable") != VERSION:
        raise Refused("tus-version", version=VERSION)


def check_content_type(headers: Mapping[str, str]) -> None:
    """Refuse a body that is not a piece of a file."""
    if headers.get("content-type", "").split(";")[0].strip().lower() != CONTENT_TYPE:
        raise Refused("wrong-content-type", wanted=CONTENT_TYPE)


def number(headers: Mapping[str, str], name: str) -> int | None:
    """Return the count in a header, None when it is absent."""
    text = headers.get(name)
    if text is None:
        return None
    if not _NUMBER.fullmatch(text):
        raise InvalidEntry(field=name, reason=text[:40])
    return int(text)


def needed_number(headers: Mapping[str, str], name: str) -> int:
    """Return the count in a header that must be there."""
    found = number(headers, name)
    if found is None:
        raise InvalidEntry(field=name, reason="missing")
    return found


def length_of_creation(headers: Mapping[str, str]) -> int | None:
    """Return how long the file will be, None when that is said later."""
    deferred, length = headers.get("upload-defer-length"), number(headers, "upload-length")
    if deferred not in (None, "1") or (deferred is None) == (length is None):
        raise InvalidEntry(field="upload-length", reason="missing")
    return length


def metadata(text: str) -> dict[str, str]:
    """Return the pairs of Upload-Metadata, decoded."""
    if len(text) > LONGEST_METADATA:
        raise InvalidEntry(field="upload-metadata", reason="too-long")
    found: dict[str, str] = {}
    for pair in text.split(",") if text else ():
        key, _space, value = pair.strip().partition(" ")
        if not _KEY.fullmatch(key) or key in found:
            raise InvalidEntry(field="upload-metadata", reason=key[:40])
        found[key] = _decoded(value).decode("utf-8", "replace")
    return found


def declared_sha256(pairs: Mapping[str, str]) -> str:
    """Return the hash that the sender declares, empty without one."""
    text = pairs.get("sha256", "").lower()
    if text and not _SHA256.fullmatch(text):
        raise InvalidEntry(field="sha256", reason=text[:70])
    return text


def operation_id(pairs: Mapping[str, str]) -> str:
    """Return the sender's own name for this upload, empty without one."""
    text = pairs.get("op_id", "")
    if len(text) > LONGEST_OP_ID or not text.isprintable():
        raise InvalidEntry(field="op_id", reason=text[:70])
    return text


def checksum(headers: Mapping[str, str]) -> Checksum | None:
    """Return what the piece must hash to, None when the sender does not say."""
    text = headers.get("upload-checksum")
    if text is None:
        return None
    algorithm, _space, digest = text.strip().partition(" ")
    if algorithm not in ALGORITHMS:
        raise InvalidEntry(field="upload-checksum", reason=algorithm[:40])
    return Checksum(algorithm, _decoded(digest))


def http_date(instant: datetime) -> str:
    """Return an instant as HTTP writes it (RFC 9110)."""
    return format_datetime(instant, usegmt=True)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidEntry(field="base64", reason=text[:40]) from error
