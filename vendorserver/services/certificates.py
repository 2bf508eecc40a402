"""Certificates as the second proof: the key never leaves its owner, who signs a question."""

from __future__ import annotations

import base64
import binascii
import secrets
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding

from vendorcore.errors import InvalidEntry

from vendorserver.settings import current

if TYPE_CHECKING:
    from datetime import datetime

CONTEXT = "vendor-sign-in-v1"
LEAST_RSA_BITS = 2048
_LONGEST = 20_000


def new_question() -> str:
    """Return what is to be signed: this server, and a word that was never asked before."""
    return f"{CONTEXT}\n{current().server_id}\n{secrets.token_urlsafe(32)}"


def read(text: str, now: datetime) -> str:
    """Return a certificate (PEM or Base64) as it is stored; InvalidEntry for an unusable one."""
    found = _certificate(text)
    if not found.not_valid_before_utc <= now <= found.not_valid_after_utc:
        raise InvalidEntry("certificate-expired")
    key = found.public_key()
    strong_rsa = isinstance(key, rsa.RSAPublicKey) and key.key_size >= LEAST_RSA_BITS
    known_curve = isinstance(key, ec.EllipticCurvePublicKey) and key.key_size >= 256
    if not (strong_rsa or known_curve):
        raise InvalidEntry("certificate-unusable")
    return found.public_bytes(Encoding.PEM).decode()


def subject_of(stored: str) -> str:
    """Return whose certificate it is, as it says."""
    return _certificate(stored).subject.rfc4514_string()


def signs(stored: str, question: str, signature: str, now: datetime) -> bool:
    """Whether the owner of a certificate that is still good signed the question."""
    found = _certificate(stored)
    if not question or not found.not_valid_before_utc <= now <= found.not_valid_after_utc:
        return False
    key = found.public_key()
    try:
        said = base64.b64decode("".join(signature.split()), validate=True)
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(said, question.encode(), padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(_der(said, key), question.encode(), ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def _der(said: bytes, key: ec.EllipticCurvePublicKey) -> bytes:
    """Return an ECDSA signature as openssl writes it; browsers put the two numbers in a row."""
    half = (key.key_size + 7) // 8
    if len(said) != 2 * half:
        return said
    return encode_dss_signature(
        int.from_bytes(said[:half], "big"), int.from_bytes(said[half:], "big")
    )


def _certificate(text: str) -> x509.Certificate:
    if len(text) > _LONGEST:
        raise InvalidEntry("certificate-unusable")
    try:
        if "-----BEGIN CERTIFICATE-----" in text:
            return x509.load_pem_x509_certificate(text.encode())
        return x509.load_der_x509_certificate(base64.b64decode("".join(text.split())))
    except (ValueError, binascii.Error) as error:
        raise InvalidEntry("certificate-unusable") from error
