"""Which database: SQLite in the data folder, or PostgreSQL by its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from vendorserver.settings.server import ServerSettings

# FULL: a receipt must survive a power cut; IMMEDIATE: writers queue instead of failing half-way.
_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"


def database(server: ServerSettings) -> dict[str, Any]:
    """Return Django's description of the database."""
    if not server.database_url:
        return sqlite(str(server.data_dir / "server.db") if server.data_dir else ":memory:")
    address = urlsplit(server.database_url)
    if address.scheme == "sqlite":
        return sqlite(unquote(address.path))
    if address.scheme in ("postgres", "postgresql"):
        return _postgresql(server.database_url)
    raise InvalidEntry(field="database_url", reason="unknown")


def sqlite(name: str) -> dict[str, Any]:
    """Return the description of one SQLite file."""
    options = {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS}
    return {"ENGINE": "vendorserver.settings.sqlite", "NAME": name, "OPTIONS": options}


def _postgresql(url: str) -> dict[str, Any]:
    address = urlsplit(url)
    options = dict(parse_qsl(address.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.lstrip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": options.pop("host", unquote(address.hostname or "")),
        "PORT": str(address.port or ""),
        "OPTIONS": options,
    }
