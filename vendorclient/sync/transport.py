"""The one place that speaks HTTP: always with time-outs, never following a redirect."""

from __future__ import annotations

import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import requests
import truststore
from requests.adapters import HTTPAdapter

from vendorcore.errors import Offline
from vendorcore.protocol import canonical_json

from vendorclient.sync.answers import Answer, error_of, is_ours

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vendorcore.protocol import JsonObject

    from vendorclient.sync.bodies import FileSlice

CONNECT_S, READ_S = 10.0, 60.0
_LARGEST_ANSWER = 64 << 20
_PIECE = 64 << 10
_NOTHING: dict[str, str] = {}


class Transport(Protocol):
    """A way to one server."""

    def close(self) -> None:
        """Close all connections."""

    def call(
        self,
        method: str,
        path: str,
        *,
        token: str = "",
        body: JsonObject | FileSlice | None = None,
        headers: Mapping[str, str] = _NOTHING,
        read_s: float = READ_S,
    ) -> Answer:
        """Return our server's success; raise Offline, Busy, Refused, Conflict or SignInNeeded."""


class HttpTransport:
    """One session with one server; each thread has its own."""

    def __init__(
        self,
        url: str,
        *,
        server_id: str = "",
        language: str = "ko",
        version: str = "0",
        proxy: str = "",
    ) -> None:
        self._url = url.rstrip("/")
        self._server_id = server_id
        self._session = new_session(version=version, proxy=proxy)
        self._session.headers.update(
            {
                "Accept": "application/json, application/problem+json",
                "Accept-Language": language,
            }
        )

    def close(self) -> None:
        """Close all connections."""
        self._session.close()

    def call(
        self,
        method: str,
        path: str,
        *,
        token: str = "",
        body: JsonObject | FileSlice | None = None,
        headers: Mapping[str, str] = _NOTHING,
        read_s: float = READ_S,
    ) -> Answer:
        """Return our server's success; raise Offline, Busy, Refused, Conflict or SignInNeeded."""
        sent = dict(headers)
        if token:
            sent["Authorization"] = f"Bearer {token}"
        if isinstance(body, dict):
            sent["Content-Type"] = "application/json"
        with border(), self._open(method, path, sent, body, read_s) as response:
            ours = is_ours(response.headers, self._server_id)
            content = _content(response) if ours else b""
            if ours and 200 <= response.status_code < 300:
                return Answer(response.status_code, response.headers, content)
            raise error_of(response.status_code, response.headers, content, ours=ours)

    def _open(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        body: JsonObject | FileSlice | None,
        read_s: float,
    ) -> requests.Response:
        data: Any = canonical_json(body) if isinstance(body, dict) else body
        return self._session.request(
            method,
            self._url + path,
            data=data,
            headers=headers,
            timeout=(CONNECT_S, read_s),
            allow_redirects=False,
            stream=True,
        )


def new_session(*, version: str, proxy: str = "") -> requests.Session:
    """Return a session that trusts what this computer trusts."""
    session = requests.Session()
    session.mount("https://", _SystemTrust())
    if proxy:  # the system's own answer for this address, such as that of a PAC script
        session.trust_env = False
        session.proxies = {"http": proxy, "https": proxy}
    session.headers.update({"Accept-Encoding": "identity", "User-Agent": f"vendorclient/{version}"})
    return session


def path_of(location: str) -> str:
    """Return the path of a Location; an address on another host never leaves this place."""
    parts = urlsplit(location)
    if not parts.path.startswith("/"):
        raise Offline("not-our-server", header="Location")
    return parts.path + (f"?{parts.query}" if parts.query else "")


@contextmanager
def border() -> Iterator[None]:
    """Turn what the library raises into Offline."""
    try:
        yield
    except requests.exceptions.SSLError as error:
        raise Offline("not-our-server", reason="tls") from error
    except requests.RequestException as error:
        raise Offline(reason=type(error).__name__) from error


def _content(response: requests.Response) -> bytes:
    found = bytearray()
    for piece in response.iter_content(_PIECE):
        found += piece
        if len(found) > _LARGEST_ANSWER:
            raise Offline("not-our-server", reason="endless")
    return bytes(found)


class _SystemTrust(HTTPAdapter):
    """Trusts the certificates that this computer trusts: company networks add their own."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        kwargs["ssl_context"] = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        super().init_poolmanager(*args, **kwargs)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["ssl_context"] = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        return super().proxy_manager_for(*args, **kwargs)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        super().cert_verify(conn, url, verify, cert)  # type: ignore[no-untyped-call]  # requests has no types here
        if verify is True:
            conn.ca_certs = None
