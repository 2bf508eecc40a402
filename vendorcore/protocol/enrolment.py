"""The enrolment ticket: a short text or QR code that joins a computer to its server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from vendorcore.errors import InvalidEntry
from vendorcore.protocol.canonical import canonical_json, parse_object
from vendorcore.protocol.keys import decode, encode

_PREFIX = "vendor1."
# What people paste around it: quotes, a heading, the full stop of a sentence.
_TICKET = re.compile(r"vendor1\.[A-Za-z0-9_-]+={0,2}")
_SHOWN = 200
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentTicket:
    """Where the server is, the fingerprint of its key, and a code that works once."""

    url: str
    fingerprint: str
    code: str

    def __post_init__(self) -> None:
        if not _is_address(self.url):
            raise InvalidEntry("address-malformed", url=self.url[:_SHOWN])
        address = urlsplit(self.url)
        if address.scheme == "http" and address.hostname not in _LOOPBACK:
            raise InvalidEntry("insecure-address", url=self.url)

    @property
    def text(self) -> str:
        """The ticket as people copy it."""
        return _PREFIX + encode(
            canonical_json({"c": self.code, "f": self.fingerprint, "u": self.url})
        )

    @classmethod
    def from_text(cls, text: str) -> EnrolmentTicket:
        """Return the ticket that a person pasted; InvalidEntry("ticket-malformed")."""
        found = _TICKET.search("".join(text.split()))
        if found is None:
            raise InvalidEntry("ticket-malformed")
        try:
            fields = parse_object(decode(found[0].removeprefix(_PREFIX)))
        except InvalidEntry as error:
            raise InvalidEntry("ticket-malformed") from error
        url, fingerprint, code = (fields.get(key) for key in "ufc")
        if not (isinstance(url, str) and isinstance(fingerprint, str) and isinstance(code, str)):
            raise InvalidEntry("ticket-malformed")
        return cls(url=url, fingerprint=fingerprint, code=code)


def _is_address(url: str) -> bool:
    try:
        address = urlsplit(url)
        port = address.port
    except ValueError:
        return False
    return address.scheme in ("http", "https") and bool(address.hostname) and port != 0
