"""Codes of authenticator apps: TOTP (RFC 6238), SHA-1, six digits, thirty seconds."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import struct
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from datetime import datetime

STEP_SECONDS = 30
DIGITS = 6
SECRET_BYTES = 20


def new_secret() -> str:
    """Return a fresh secret as people type it into an app (Base32)."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def step_of(moment: datetime) -> int:
    """Return the number of the half minute."""
    return int(moment.timestamp()) // STEP_SECONDS


def code_at(secret: str, step: int) -> str:
    """Return the code of one half minute."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def matching_step(secret: str, code: str, moment: datetime) -> int:
    """Return the half minute that a code is of, one early or late included; 0 for none."""
    now = step_of(moment)
    steps = (now - 1, now, now + 1)
    return next(
        (s for s in steps if hmac.compare_digest(code_at(secret, s).encode(), code.encode())), 0
    )


def picture(text: str) -> str:
    """Return a QR code of an address as SVG for a page."""
    import segno

    drawn: str = segno.make(text, error="m", micro=False).svg_inline(scale=4, border=4)
    return drawn


def address(secret: str, login: str, issuer: str) -> str:
    """Return the otpauth address that apps open."""
    label = quote(f"{issuer}:{login}")
    return f"otpauth://totp/{label}?" + urlencode({"secret": secret, "issuer": issuer})
