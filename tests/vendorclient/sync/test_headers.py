"""What goes along with a request to the server, and what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.vendorclient.sync.site import Reply, Site
from vendorclient.sync.transport import HttpTransport

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_token_and_the_language_are_sent() -> None:
    with Site(lambda _: Reply()) as site:
        transport = HttpTransport(site.url, language="en", version="1.2")
        transport.call("PUT", "/x", token="secret", body={"b": 1, "a": 2})
        (request,) = site.requests
    assert request.headers["Authorization"] == "Bearer secret"
    assert request.headers["Accept-Language"] == "en"
    assert request.headers["User-Agent"] == "vendorclient/1.2"
    assert request.headers["Content-Type"] == "application/json"
    assert request.body == b'{"a":2,"b":1}'


def test_no_password_of_this_computer_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passwords = tmp_path / "netrc"
    passwords.write_text("machine 127.0.0.1 login somebody password secret\n", "utf-8")
    monkeypatch.setenv("NETRC", str(passwords))
    with Site(lambda _: Reply()) as site:
        HttpTransport(site.url).call("GET", "/x")
        (request,) = site.requests
    assert "Authorization" not in request.headers
