"""Where letters go: to a mail server by its address, or as files beside the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from vendorserver.settings.server import ServerSettings

_BACKENDS = "django.core.mail.backends."
_PORTS = {"smtp": 587, "smtps": 465}
_SECONDS = 10


def mail(server: ServerSettings) -> dict[str, Any]:
    """Return Django's settings for sending letters.

    `smtp://` begins in the clear and turns to TLS before it signs in, `smtps://` is TLS from
    the start; nothing is ever sent unprotected but to this computer itself.
    """
    address = urlsplit(server.mail_url)
    if not server.mail_url:
        return _in_files(server)
    if address.scheme not in _PORTS or not address.hostname:
        raise InvalidEntry(field="mail_url", reason="unknown")
    here = address.hostname in ("127.0.0.1", "localhost", "::1")
    return {
        "EMAIL_BACKEND": _BACKENDS + "smtp.EmailBackend",
        "EMAIL_HOST": address.hostname,
        "EMAIL_PORT": address.port or _PORTS[address.scheme],
        "EMAIL_HOST_USER": unquote(address.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(address.password or ""),
        "EMAIL_USE_SSL": address.scheme == "smtps",
        "EMAIL_USE_TLS": address.scheme == "smtp" and not here,
        "EMAIL_TIMEOUT": _SECONDS,
        "DEFAULT_FROM_EMAIL": server.mail_from,
    }


def _in_files(server: ServerSettings) -> dict[str, Any]:
    if server.data_dir is None:
        return {"EMAIL_BACKEND": _BACKENDS + "locmem.EmailBackend"}
    return {
        "EMAIL_BACKEND": _BACKENDS + "filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(server.data_dir / "mail"),
        "DEFAULT_FROM_EMAIL": server.mail_from,
    }
