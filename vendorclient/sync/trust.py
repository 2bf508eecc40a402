"""Which keys of the server count: those pinned, and those that they themselves vouch for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry, Refused, Untrusted
from vendorcore.protocol import Signed
from vendorcore.protocol.succession import followed

from vendorclient.storage.settings import SUPPORT
from vendorclient.sync.health import ask_health

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorcore.protocol import Health

    from vendorclient.storage.accounts import Accounts
    from vendorclient.sync.answers import Answer
    from vendorclient.sync.clock import Clock
    from vendorclient.sync.library import Library
    from vendorclient.sync.transport import Transport

_KEYS = "/api/v1/keys"
# A clock that is off by less is right: the road to the server alone takes so long.
_CLOCK_TOLERANCE_MS = 500


def reach(transport: Transport, accounts: Accounts, clock: Clock) -> tuple[Health, int]:
    """Return our own server's word and our clock's error, following its change of keys."""
    try:
        return ask_health(transport, accounts.keys(), clock)
    except Untrusted:
        if not learn_keys(lambda: transport.call("GET", _KEYS), accounts):
            raise
    return ask_health(transport, accounts.keys(), clock)


def remember(health: Health, error_ms: int, library: Library) -> None:
    """Keep what our own server said: how far our clock is off, and who helps."""
    known = library.accounts.server()
    last_ms = known.clock_error_ms if known and known.clock_known else None
    if last_ms is None or abs(last_ms - error_ms) > _CLOCK_TOLERANCE_MS:
        library.accounts.learn_clock_error(error_ms)
    if library.settings.get(SUPPORT) != health.support_email:
        library.settings.set(SUPPORT, health.support_email)


def learn_keys(ask: Callable[[], Answer], accounts: Accounts) -> bool:
    """Pin the keys for which a pinned key vouches; whether there was a new one."""
    server = accounts.server()
    try:
        said = ask().json().get("succession")
    except Refused:
        return False  # an older server, which has never changed its key
    found = followed(_links(said), accounts.keys(), server.id) if server else {}
    accounts.pin(found)
    return bool(found)


def keys_for(signed: Signed, ask: Callable[[str, str], Answer], accounts: Accounts) -> None:
    """Learn the key that signed a message, when the server has changed it meanwhile."""
    pinned = accounts.keys()
    if signed.key_id not in pinned:
        learn_keys(lambda: ask("GET", _KEYS), accounts)


def _links(said: object) -> list[Signed]:
    try:
        return [Signed.from_json(one) for one in said] if isinstance(said, list) else []
    except InvalidEntry:
        return []
