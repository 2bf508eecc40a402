"""Asks the server who it is: the truth behind every hint about the network."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from vendorcore.domain import instant_from_text
from vendorcore.errors import InvalidEntry, NeedsPerson, Offline, Refused, Untrusted
from vendorcore.protocol import Health, Signed, VerifyKey
from vendorcore.protocol.health import PROTOCOL_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vendorclient.sync.clock import Clock
    from vendorclient.sync.transport import Transport


def ask_health(
    transport: Transport, keys: Mapping[str, VerifyKey], clock: Clock
) -> tuple[Health, int]:
    """Return the server's signed word and our clock's error in milliseconds.

    Raises Untrusted("wrong-server-key") for another key, NeedsPerson("program-too-old").
    """
    return _checked(*_asked(transport, clock), keys, clock)


def meet(transport: Transport, fingerprint: str, clock: Clock) -> tuple[Health, int]:
    """Return the word of a server whose key has the fingerprint that a ticket names."""
    nonce, signed, before = _asked(transport, clock)
    key = _key_named(signed, fingerprint)
    return _checked(nonce, signed, before, {key.key_id: key}, clock)


def _asked(transport: Transport, clock: Clock) -> tuple[str, Signed, float]:
    nonce = secrets.token_hex(16)
    before = clock.monotonic()
    try:
        answer = transport.call("GET", f"/api/v1/health?{urlencode({'nonce': nonce})}")
        return nonce, Signed.from_json(answer.json()), before
    except (InvalidEntry, Refused) as error:  # also an address with a path that is none of ours
        raise Offline("not-our-server") from error


def _key_named(signed: Signed, fingerprint: str) -> VerifyKey:
    try:
        key = VerifyKey.from_text(str(signed.payload.get("public_key", "")))
    except InvalidEntry as error:
        raise Untrusted("wrong-server-key") from error
    if key.fingerprint != fingerprint:
        raise Untrusted("wrong-server-key", key_id=key.key_id)
    return key


def _checked(
    nonce: str, signed: Signed, before: float, keys: Mapping[str, VerifyKey], clock: Clock
) -> tuple[Health, int]:
    try:
        health = Health.check(signed, keys, nonce)
        theirs = instant_from_text(health.now)
    except (Untrusted, KeyError, ValueError) as error:
        raise Untrusted("wrong-server-key", key_id=signed.key_id) from error
    if health.minimum_protocol > PROTOCOL_VERSION:
        raise NeedsPerson("program-too-old", needed=health.minimum_protocol)
    halfway = timedelta(seconds=(clock.monotonic() - before) / 2)
    return health, round((clock.now() - halfway - theirs) / timedelta(milliseconds=1))
