"""The clock code: this computer's time as a QR code that a camera photographs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from vendorcore.errors import InvalidEntry
from vendorcore.protocol.canonical import JsonObject, canonical_json, parse_object
from vendorcore.protocol.keys import decode, encode
from vendorcore.protocol.signed import Keys, Signed

if TYPE_CHECKING:
    from vendorcore.protocol.keys import SigningKey

_PREFIX = "vendorclock1"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockCode:
    """One moment on the screen; error_ms is our clock minus the server's, none when unknown."""

    CONTEXT: ClassVar[str] = "vendor-clock-v1"

    shown_at: datetime
    nonce: str
    error_ms: int | None = None

    @property
    def true_at(self) -> datetime:
        """The instant by the server's clock where it is known, else by this computer's."""
        return self.shown_at - timedelta(milliseconds=self.error_ms or 0)

    def text(self, key: SigningKey) -> str:
        """Return what the QR code says, short enough for a photo from across a desk."""
        payload: JsonObject = {"n": self.nonce, "t": _milliseconds(self.shown_at)}
        if self.error_ms is not None:
            payload["e"] = self.error_ms
        signed = Signed.make(self.CONTEXT, payload, key)
        return ".".join((_PREFIX, encode(canonical_json(payload)), signed.key_id, signed.signature))

    @classmethod
    def check(cls, text: str, keys: Keys) -> ClockCode:
        """Return the moment that one of these keys signed; InvalidEntry or Untrusted otherwise."""
        parts = text.split(".")
        if not is_clock_code(text) or len(parts) != 4:
            raise InvalidEntry(field="clock", reason="malformed")
        _, payload, key_id, signature = parts
        signed = Signed(parse_object(decode(payload)), key_id, signature)
        return _moment(signed.check(cls.CONTEXT, keys))


def is_clock_code(text: str) -> bool:
    """Whether a QR code is one of our clocks at all."""
    return text.startswith(_PREFIX + ".")


def _moment(payload: JsonObject) -> ClockCode:
    shown, nonce, error = payload.get("t"), payload.get("n"), payload.get("e")
    if not isinstance(shown, int) or not isinstance(nonce, str):
        raise InvalidEntry(field="clock", reason="shape")
    if error is not None and not isinstance(error, int):
        raise InvalidEntry(field="clock", reason="shape")
    try:
        shown_at = _EPOCH + timedelta(milliseconds=shown)
    except OverflowError as overflow:
        raise InvalidEntry(field="clock", reason="time") from overflow
    return ClockCode(shown_at=shown_at, nonce=nonce, error_ms=error)


def _milliseconds(instant: datetime) -> int:
    return (instant - _EPOCH) // timedelta(milliseconds=1)
