"""A server's new key, signed by the one before it: who trusts the old may trust the new."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, ClassVar

from vendorcore.errors import InvalidEntry, Untrusted
from vendorcore.protocol.keys import VerifyKey
from vendorcore.protocol.signed import Keys, Signed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vendorcore.protocol.canonical import JsonObject
    from vendorcore.protocol.keys import SigningKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """From this instant (UTC text) on, a server signs with the key that follows."""

    CONTEXT: ClassVar[str] = "vendor-key-v1"

    server_id: str
    previous: str
    following: str
    since: str

    def signed(self, key: SigningKey) -> Signed:
        """Return the word with the signature of the previous key."""
        payload: JsonObject = asdict(self)
        return Signed.make(self.CONTEXT, payload, key)

    @classmethod
    def check(cls, signed: Signed, keys: Keys) -> Succession:
        """Return the word of a key that is trusted; Untrusted or InvalidEntry otherwise."""
        payload = signed.check(cls.CONTEXT, keys)
        names = ("server_id", "previous", "following", "since")
        if set(payload) != set(names):
            raise InvalidEntry(field="succession", reason="shape")
        return cls(**{name: str(payload[name]) for name in names})


def followed(links: Iterable[Signed], trusted: Keys, server_id: str) -> dict[str, VerifyKey]:
    """Return the keys to which a chain leads from those that are trusted, in its order."""
    keys, found = dict(trusted), dict[str, VerifyKey]()
    for link in links:
        try:
            word = Succession.check(link, keys)
            following = VerifyKey.from_text(word.following)
        except (Untrusted, InvalidEntry):
            continue
        if word.server_id == server_id and following.key_id not in keys:
            keys[following.key_id] = found[following.key_id] = following
    return found
