"""Signing keys (Ed25519) of servers and of enrolled computers."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from vendorcore.errors import InvalidEntry, Untrusted

_KEY_BYTES = 32


def encode(raw: bytes) -> str:
    """Return bytes as base64url without padding, the protocol's only form."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """Return the bytes of a base64url text; InvalidEntry unless it is the one exact form."""
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise InvalidEntry(field="base64", reason="malformed") from error
    if encode(raw) != text:
        raise InvalidEntry(field="base64", reason="malformed")
    return raw


@dataclass(frozen=True, slots=True)
class VerifyKey:
    """The public half: checks signatures, may be shown to anyone."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != _KEY_BYTES:
            raise InvalidEntry(field="public_key", reason="length")

    @classmethod
    def from_text(cls, text: str) -> VerifyKey:
        """Return the key written as base64url."""
        return cls(decode(text))

    @property
    def text(self) -> str:
        """The key as base64url."""
        return encode(self.raw)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the key in hex; what an enrolment ticket pins."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def key_id(self) -> str:
        """The first 16 hex digits of the fingerprint; names the key in signed messages."""
        return self.fingerprint[:16]

    def check(self, message: bytes, signature: bytes) -> None:
        """Return when the signature is right; raise Untrusted otherwise."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError) as error:
            raise Untrusted(key_id=self.key_id) from error


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """The secret half; never written to a log."""

    secret: bytes

    @classmethod
    def generate(cls) -> SigningKey:
        """Return a new key from the system's random source."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def public(self) -> VerifyKey:
        """The public half."""
        return VerifyKey(self._key.public_key().public_bytes_raw())

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.secret)

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the signature."""
        return self._key.sign(message)
