"""What an operator set for this server, and the keys that lie beside the data."""

from django.conf import settings

from vendorserver.settings.key_files import Keys, keys_in
from vendorserver.settings.server import ServerSettings

__all__ = ["Keys", "ServerSettings", "current", "keys"]


def current() -> ServerSettings:
    """Return the settings of the running server."""
    return settings.SERVER


def keys() -> Keys:
    """Return the keys of the running server; without a data folder they live in memory only."""
    return keys_in(current().keys_dir)
