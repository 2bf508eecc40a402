"""The server's signed word that it is there: the truth behind every network hint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from vendorcore.errors import Untrusted
from vendorcore.protocol.signed import Keys, Signed

if TYPE_CHECKING:
    from vendorcore.protocol.canonical import JsonObject
    from vendorcore.protocol.keys import SigningKey

PROTOCOL_VERSION = 2
MINIMUM_PROTOCOL = 1
_DOCUMENTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Answer to one nonce: who the server is, its clock (UTC text) and the protocol it speaks."""

    CONTEXT: ClassVar[str] = "vendor-health-v1"

    server_id: str
    public_key: str
    nonce: str
    now: str
    protocol: int = PROTOCOL_VERSION
    minimum_protocol: int = MINIMUM_PROTOCOL
    support_email: str = ""  # who helps; an older server names nobody

    @property
    def takes_documents(self) -> bool:
        """Whether the server takes the documents of contracts, not their names alone."""
        return self.protocol >= _DOCUMENTS

    def signed(self, key: SigningKey) -> Signed:
        """Return the answer with the server's signature."""
        payload: JsonObject = {
            "server_id": self.server_id,
            "public_key": self.public_key,
            "nonce": self.nonce,
            "now": self.now,
            "protocol": self.protocol,
            "minimum_protocol": self.minimum_protocol,
            "support_email": self.support_email,
        }
        return Signed.make(self.CONTEXT, payload, key)

    @classmethod
    def check(cls, signed: Signed, keys: Keys, nonce: str) -> Health:
        """Return the answer to our own nonce; Untrusted for any other."""
        payload = signed.check(cls.CONTEXT, keys)
        if payload.get("nonce") != nonce:
            raise Untrusted(reason="nonce")
        return cls(
            server_id=str(payload["server_id"]),
            public_key=str(payload["public_key"]),
            nonce=nonce,
            now=str(payload["now"]),
            protocol=_number(payload["protocol"]),
            minimum_protocol=_number(payload["minimum_protocol"]),
            support_email=str(payload.get("support_email", "")),
        )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
