"""The receipt (접수증): the server's signed word that it holds a file for a process."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, ClassVar

from vendorcore.errors import InvalidEntry
from vendorcore.protocol.canonical import JsonObject, canonical_json
from vendorcore.protocol.signed import Keys, Signed

if TYPE_CHECKING:
    from vendorcore.protocol.keys import SigningKey

# previous_hash of the first receipt of a server.
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Custody of one (upload, contract, process); received_at is UTC text, hashes are hex."""

    CONTEXT: ClassVar[str] = "vendor-receipt-v1"

    receipt_no: str
    op_id: str
    sha256: str
    size_bytes: int
    contract: str
    process: str
    account: str
    received_at: str
    server_id: str
    log_index: int
    previous_hash: str
    version: int = 1

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical payload; the next receipt of the log carries it."""
        return hashlib.sha256(canonical_json(self.payload)).hexdigest()

    @property
    def payload(self) -> JsonObject:
        """The fields as the signed payload."""
        return asdict(self)

    def signed(self, key: SigningKey) -> Signed:
        """Return the receipt with the server's signature."""
        return Signed.make(self.CONTEXT, self.payload, key)

    @classmethod
    def check(cls, signed: Signed, keys: Keys) -> Receipt:
        """Return the receipt whose signature is right; Untrusted or InvalidEntry otherwise."""
        payload = signed.check(cls.CONTEXT, keys)
        expected = {field.name: field.type for field in fields(cls)}
        if set(payload) != set(expected):
            raise InvalidEntry(field="receipt", reason="shape")
        for name, kind in expected.items():
            if type(payload[name]).__name__ != kind:
                raise InvalidEntry(field=f"receipt.{name}", reason="type")
        return cls(**payload)  # type: ignore[arg-type]  # the types were checked just above
