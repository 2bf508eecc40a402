"""Short messages through the operator's HTTP gateway: one signed call, nothing else goes out."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import logging
import ssl
from urllib.parse import urlsplit

from vendorcore.domain import new_id
from vendorcore.errors import InvalidEntry

from vendorserver.settings import current, keys
from vendorserver.settings.server import LOOPBACK

_SECONDS = 10
_DONE = range(200, 300)
_log = logging.getLogger(__name__)


def send(to: str, subject: str, body: str) -> bool:
    """Hand a message to the gateway; return whether it took it. Without one nothing is sent."""
    url = current().sms_hook_url
    if not url or not to.strip():
        return False
    message = {"id": new_id(), "to": to.strip(), "subject": subject, "text": body}
    content = json.dumps(message, ensure_ascii=False).encode()
    try:
        return _post(url, content) in _DONE
    except (OSError, http.client.HTTPException) as error:
        _log.warning("the gateway took no message: %s", type(error).__name__)
        return False


def signature(content: bytes) -> str:
    """Return what proves to the gateway that a message is ours (HMAC-SHA-256)."""
    secret = hashlib.sha256(b"vendor-hook-v1\n" + keys().django_secret.encode()).digest()
    return hmac.new(secret, content, hashlib.sha256).hexdigest()


def check_address(url: str) -> None:
    """Refuse an address to which messages would travel unprotected."""
    address = urlsplit(url)
    here = address.hostname in LOOPBACK
    if not address.hostname or address.scheme not in (("https", "http") if here else ("https",)):
        raise InvalidEntry(field="sms_hook_url", reason="unknown")


def _post(url: str, content: bytes) -> int:
    check_address(url)
    address = urlsplit(url)
    host = address.hostname or ""
    link: http.client.HTTPConnection
    if address.scheme == "https":
        link = http.client.HTTPSConnection(
            host, address.port, timeout=_SECONDS, context=ssl.create_default_context()
        )
    else:
        link = http.client.HTTPConnection(host, address.port, timeout=_SECONDS)
    headers = {"Content-Type": "application/json", "Vendor-Signature": signature(content)}
    try:
        link.request("POST", address.path or "/", content, headers)
        return link.getresponse().status
    finally:
        link.close()
