"""A message with its signature: payload, key_id, signature over context + canonical payload."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry, Untrusted
from vendorcore.protocol.canonical import JsonObject, canonical_json, parse_object
from vendorcore.protocol.keys import VerifyKey, decode, encode

if TYPE_CHECKING:
    from vendorcore.protocol.keys import SigningKey

_FIELDS = {"payload", "key_id", "signature"}
Keys = Mapping[str, VerifyKey]


@dataclass(frozen=True, slots=True)
class Signed:
    """A payload and the signature of one key over it."""

    payload: JsonObject
    key_id: str
    signature: str

    @classmethod
    def make(cls, context: str, payload: JsonObject, key: SigningKey) -> Signed:
        """Sign a payload for one purpose; context is a name such as "vendor-receipt-v1"."""
        signature = key.sign(_message(context, payload))
        return cls(payload, key.public.key_id, encode(signature))

    @classmethod
    def from_json(cls, value: object) -> Signed:
        """Return the signed message in a JSON object; InvalidEntry when it has another shape."""
        if not isinstance(value, dict) or set(value) != _FIELDS:
            raise InvalidEntry(field="signed", reason="shape")
        payload, key_id, signature = value["payload"], value["key_id"], value["signature"]
        if not (
            isinstance(payload, dict) and isinstance(key_id, str) and isinstance(signature, str)
        ):
            raise InvalidEntry(field="signed", reason="shape")
        return cls(payload, key_id, signature)

    @classmethod
    def from_text(cls, text: str) -> Signed:
        """Return the signed message of a stored text, which must be in canonical form."""
        signed = cls.from_json(parse_object(text))
        if signed.text != text:
            raise InvalidEntry(field="signed", reason="not-canonical")
        return signed

    @property
    def text(self) -> str:
        """The message in canonical form, as it is stored and exported."""
        return canonical_json(self.to_json()).decode()

    def to_json(self) -> JsonObject:
        """Return the message as a JSON object."""
        return {"payload": self.payload, "key_id": self.key_id, "signature": self.signature}

    def check(self, context: str, keys: Keys) -> JsonObject:
        """Return the payload when a known key signed it for this purpose; else Untrusted."""
        key = keys.get(self.key_id)
        if key is None:
            raise Untrusted(key_id=self.key_id)
        key.check(_message(context, self.payload), _signature_bytes(self.signature))
        return self.payload


def _signature_bytes(text: str) -> bytes:
    try:
        return decode(text)
    except InvalidEntry as error:
        raise Untrusted(reason="signature-malformed") from error


def _message(context: str, payload: JsonObject) -> bytes:
    return context.encode() + b"\n" + canonical_json(payload)
