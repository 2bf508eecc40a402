"""The server's own signature: on health, on receipts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import instant_text
from vendorcore.protocol import Health, Signed, VerifyKey

from vendorserver.settings import current, keys, succession

if TYPE_CHECKING:
    from datetime import datetime

    from vendorcore.protocol import JsonObject


def public_keys() -> dict[str, VerifyKey]:
    """Return the server's public keys by their id: the present one first, then former ones."""
    key = keys().server.public
    return {key.key_id: key, **succession.former_keys(current().keys_dir)}


def key_succession() -> JsonObject:
    """Return the chain by which whoever trusts a former key comes to the present one."""
    return {"succession": [link.to_json() for link in succession.links(current().keys_dir)]}


def health(nonce: str, now: datetime) -> Signed:
    """Return the signed word that this server is here."""
    key = keys().server
    answer = Health(
        server_id=current().server_id,
        public_key=key.public.text,
        nonce=nonce,
        now=instant_text(now),
        support_email=current().support_email,
    )
    return answer.signed(key)
