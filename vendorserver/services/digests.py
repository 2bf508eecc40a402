"""The fingerprint of a request, by which a repeated one is recognised."""

import hashlib

from vendorcore.protocol import JsonObject, canonical_json


def digest(message: JsonObject) -> str:
    """Return the SHA-256 (hex) of a message in canonical form."""
    return hashlib.sha256(canonical_json(message)).hexdigest()
