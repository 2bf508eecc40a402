"""Access tokens: short-lived, renewed by the device's signature, by one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from filelock import FileLock

from vendorcore.domain import instant_from_text, instant_text
from vendorcore.errors import Offline, Refused, SignInNeeded
from vendorcore.protocol import Signed, SigningKey
from vendorcore.protocol.keys import decode

from vendorclient.sync.secrets import device_key_name, refresh_token_name

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from vendorcore.protocol import JsonObject

    from vendorclient.storage.accounts import Account
    from vendorclient.sync.answers import Answer
    from vendorclient.sync.clock import Clock
    from vendorclient.sync.secrets import Secrets
    from vendorclient.sync.transport import Transport

CONTEXT = "vendor-refresh-v1"
LOCK_NAME = "refresh.lock"
# A token is not used in its last minute: it is checked when the request arrives.
_MARGIN_S = 60.0


class Tokens:
    """The access token of one account on this computer."""

    def __init__(
        self,
        account: Account,
        *,
        transport: Transport,
        secrets: Secrets,
        clock: Clock,
        lock_path: Path,
    ) -> None:
        self._account = account
        self._transport = transport
        self._secrets = secrets
        self._clock = clock
        self._lock = FileLock(lock_path)
        self._token = ""
        self._good_until = 0.0

    def bearer(self) -> str:
        """Return a token that is good now."""
        token = self._token
        return token if self._is_good(token) else self.renew(token)

    def renew(self, refused: str) -> str:
        """Get a token in the place of one that does not serve; one renewal serves all who ask.

        Other programs of this computer wait meanwhile, for a refresh token works once.
        """
        with self._lock:
            if self._token != refused and self._is_good(self._token):
                return self._token
            asked = self._clock.monotonic()
            fields = self._ask().json()
            name = refresh_token_name(self._account.id)
            self._secrets.put(name, str(fields.get("refresh_token", "")))
            lifetime = fields.get("expires_in")
            seconds = lifetime if isinstance(lifetime, int) else 0
            self._good_until = asked + seconds - _MARGIN_S
            self._token = str(fields.get("access_token", ""))
            return self._token

    def device_key(self) -> SigningKey:
        """Return this computer's key; SignInNeeded when it was never made or is lost."""
        text = self._secrets.get(device_key_name(self._account.id))
        if not text:
            raise SignInNeeded(account=self._account.login)
        return SigningKey(decode(text))

    def _is_good(self, token: str) -> bool:
        return bool(token) and self._clock.monotonic() < self._good_until

    def _ask(self) -> Answer:
        """Sign with our time; a server whose clock differs says its own, and that serves."""
        try:
            return self._ask_at(self._clock.now())
        except Refused as error:
            if error.code != "message-stale":
                raise
            return self._ask_at(_told(error))

    def _ask_at(self, now: datetime) -> Answer:
        refresh = self._secrets.get(refresh_token_name(self._account.id))
        if not refresh:
            raise SignInNeeded(account=self._account.login)
        payload: JsonObject = {
            "device_id": self._account.device_id,
            "refresh_token": refresh,
            "signed_at": instant_text(now),
        }
        signed = Signed.make(CONTEXT, payload, self.device_key())
        return self._transport.call("POST", "/api/v1/tokens", body=signed.to_json())


def _told(stale: Refused) -> datetime:
    try:
        return instant_from_text(str(stale.details.get("now", "")))
    except ValueError as error:
        raise Offline("not-our-server") from error
