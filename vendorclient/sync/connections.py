"""Connections that let a piece of a file send itself, and trust what this computer trusts."""

from __future__ import annotations

import ssl
from typing import Any

import truststore
import urllib3
from requests.adapters import HTTPAdapter

from vendorclient.sync.asking import wanted
from vendorclient.sync.bodies import FileSlice


class _Line(urllib3.connection.HTTPConnection):
    def send(self, data: Any) -> None:
        """Send bytes, or let a file send itself: the system moves them without this program."""
        if not isinstance(data, FileSlice):
            super().send(data)
        elif not data.asks or wanted(self):
            data.send_to(self.sock)


class _SecretLine(urllib3.connection.HTTPSConnection):
    def send(self, data: Any) -> None:
        """Send bytes, or let a file send itself."""
        if not isinstance(data, FileSlice):
            super().send(data)
        elif not data.asks or wanted(self):
            data.send_to(self.sock)


class _Lines(urllib3.HTTPConnectionPool):
    ConnectionCls = _Line


class _SecretLines(urllib3.HTTPSConnectionPool):
    ConnectionCls = _SecretLine


_POOLS = {"http": _Lines, "https": _SecretLines}


class Lines(HTTPAdapter):
    """Makes such connections; company networks add their own certificates to the system's."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Prepare the way without a proxy."""
        super().init_poolmanager(*args, ssl_context=_trust(), **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """Return the way by a proxy."""
        manager = super().proxy_manager_for(*args, ssl_context=_trust(), **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Ask the system alone whom to trust."""
        super().cert_verify(conn, url, verify, cert)  # type: ignore[no-untyped-call]  # requests has no types here
        if verify is True:
            conn.ca_certs = None


def _trust() -> ssl.SSLContext:
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
