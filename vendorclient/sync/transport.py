"""The one place that speaks HTTP: always with time-outs, never following a redirect."""

from __future__ import annotations

import math
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import requests
import urllib3

from vendorcore.errors import Offline
from vendorcore.protocol import canonical_json

from vendorclient.sync.answers import Answer, error_of, is_ours
from vendorclient.sync.connections import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vendorcore.protocol import JsonObject

    from vendorclient.sync.bodies import FileSlice

CONNECT_S, READ_S = 10.0, 60.0
# An answer that comes slower than this, the wait for its beginning aside, will never end.
_LEAST_BYTES_PER_SECOND = 1000
_LARGEST_ANSWER = 64 << 20
_PIECE = 64 << 10
_NOTHING: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a silent line is believed in: never for ever."""

    connect_s: float = CONNECT_S
    longest_s: float = math.inf
    """No answer is waited for longer, whatever the request asks for."""

    def timeout(self, read_s: float) -> tuple[float, float]:
        """Return the seconds to connect or send a block, and to wait for an answer."""
        return min(self.connect_s, self.longest_s), min(read_s, self.longest_s)


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
        patience: Patience | None = None,
    ) -> None:
        self._url = url.rstrip("/")
        self._patience = patience or Patience()
        self._server_id = server_id
        self._session = new_session(version=version, proxy=proxy)
        self._road: dict[str, Any] = {}
        self._session.headers.update(
            {
                "Accept": "application/json, application/problem+json",
                "Accept-Language": language,
            }
        )

    def close(self) -> None:
        """Close all connections; the next request looks anew which way leads to the server."""
        self._session.close()
        self._road.clear()

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
            content = _content(response, self._patience.timeout(read_s)[1]) if ours else b""
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
        asked = requests.Request(method, self._url + path, headers=headers, data=data, auth=_as_is)
        return self._session.send(
            self._session.prepare_request(asked),
            timeout=self._patience.timeout(read_s),
            allow_redirects=False,
            **self._ways(),
        )

    def _ways(self) -> dict[str, Any]:
        """Return the proxy and the roots that the system names, looked up once a session.

        For each request that would cost a quarter of what a photo costs.
        """
        if not self._road:
            named = self._session.merge_environment_settings(self._url, {}, True, None, None)  # noqa: FBT003 - their order
            self._road.update(named)
        return self._road


def new_session(*, version: str, proxy: str = "") -> requests.Session:
    """Return a session that trusts what this computer trusts."""
    session = requests.Session()
    session.mount("https://", Lines())
    session.mount("http://", Lines())
    if proxy:  # the system's own answer for this address, such as that of a PAC script
        session.trust_env = False
        session.proxies = {"http": proxy, "https": proxy}
    session.headers.update({"Accept-Encoding": "identity", "User-Agent": f"vendorclient/{version}"})
    return session


def _as_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave the sign-in as it is: no .netrc of this computer speaks for us."""
    return request


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


def _content(response: requests.Response, read_s: float) -> bytes:
    """Return the body; an answer without an end, or one that drips, is none."""
    found, begun = bytearray(), time.monotonic()
    for piece in _pieces(response):
        found += piece
        if len(found) > _LARGEST_ANSWER:
            raise Offline("not-our-server", reason="endless")
        if time.monotonic() - begun > read_s + len(found) / _LEAST_BYTES_PER_SECOND:
            raise Offline(reason="dripping")
    return bytes(found)


def _pieces(response: requests.Response) -> Iterator[bytes]:
    """Yield what has arrived: iter_content would wait until a whole piece is there."""
    try:
        while piece := response.raw.read1(_PIECE):
            yield piece
    except urllib3.exceptions.HTTPError as error:
        raise Offline(reason=type(error).__name__) from error
