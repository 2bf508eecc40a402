"""The manifest: what this computer read, from which device, when, and with which clock."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, ClassVar

from vendorcore.errors import InvalidEntry
from vendorcore.protocol.signed import Keys, Signed

if TYPE_CHECKING:
    from vendorcore.protocol.canonical import JsonObject
    from vendorcore.protocol.keys import SigningKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One file as it was read; times are UTC text, clock_error_ms is ours minus the server's."""

    CONTEXT: ClassVar[str] = "vendor-manifest-v1"

    op_id: str
    sha256: str
    size_bytes: int
    name: str
    contract: str
    process: str
    source_key: str
    source_label: str
    source_path: str
    modified_at: str
    read_at: str
    clock_error_ms: int
    clock_known: bool
    client_version: str
    version: int = 1

    def signed(self, key: SigningKey) -> Signed:
        """Return the manifest with the signature of this computer's key."""
        payload: JsonObject = asdict(self)
        return Signed.make(self.CONTEXT, payload, key)

    @classmethod
    def check(cls, signed: Signed, keys: Keys) -> Manifest:
        """Return the manifest that an enrolled key signed; Untrusted or InvalidEntry."""
        payload = signed.check(cls.CONTEXT, keys)
        expected = {field.name: field.type for field in fields(cls)}
        if set(payload) != set(expected):
            raise InvalidEntry(field="manifest", reason="shape")
        for name, kind in expected.items():
            if type(payload[name]).__name__ != kind:
                raise InvalidEntry(field=f"manifest.{name}", reason="type")
        return cls(**payload)  # type: ignore[arg-type]  # the types were checked just above
