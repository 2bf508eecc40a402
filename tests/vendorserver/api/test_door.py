"""What is too large or forged is turned away at the door, before Django keeps a byte of it."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as django_settings

from tests.vendorserver.asgi_caller import Answer, Caller
from vendorserver.api import door
from vendorserver.cli.serving import _config
from vendorserver.models import AddressPause
from vendorserver.services import papers, throttle
from vendorserver.settings.server import ServerSettings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FORM = "application/x-www-form-urlencoded"
SCANS = "multipart/form-data; boundary=x"
STRANGER, PROXY = "203.0.113.66", "10.0.0.1"


class Told:
    """A request in pieces at an application, and what was kept and said of it."""

    def __init__(self, application: Any, path: str, headers: dict[str, str], client: str) -> None:
        self._application, self.answer = application, Answer()
        sent = {"host": "127.0.0.1"} | headers
        self._scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(k.encode(), v.encode()) for k, v in sent.items()],
            "client": (client, 50000),
            "server": ("127.0.0.1", 8000),
        }
        self.taken = 0

    def send(self, pieces: Iterable[bytes]) -> Answer:
        asyncio.run(self._send(iter(pieces)))
        return self.answer

    async def _send(self, pieces: Any) -> None:
        finished, waiting = asyncio.Event(), [True]

        async def receive() -> dict[str, Any]:
            if not waiting:
                await finished.wait()
                return {"type": "http.disconnect"}
            piece = next(pieces, None)
            if piece is None:
                waiting.clear()
            self.taken += len(piece or b"")
            return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

        async def send(message: Any) -> None:
            self.answer.status = message.get("status", self.answer.status)
            self.answer.body += message.get("body", b"")
            if message["type"] == "http.response.body" and not message.get("more_body"):
                finished.set()
            for name, value in message.get("headers", ()):
                self.answer.headers[name.decode().lower()] = value.decode()

        await self._application(self._scope, receive, send)


async def kept(_scope: Any, receive: Any, send: Any) -> None:
    """Take the whole body as Django does, and say how large it was."""
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size, more = size + len(message["body"]), message["more_body"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(size).encode()})


async def behind_the_door(scope: Any, receive: Any, send: Any) -> None:
    await door.through(kept, scope, receive, send)


def post(path: str, length: int, announced: bool = True, kind: str = FORM) -> Answer:
    headers = {"content-type": kind} | ({"content-length": str(length)} if announced else {})
    piece = b"x" * 65_536
    pieces = [*[piece] * (length // len(piece)), b"x" * (length % len(piece))]
    return Told(behind_the_door, path, headers, STRANGER).send(pieces)


MOST = django_settings.DATA_UPLOAD_MAX_MEMORY_SIZE


@pytest.mark.parametrize("announced", [True, False])
@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/api/v1/tokens"])
def test_body_of_anybody_ends_at_two_megabytes(path: str, *, announced: bool) -> None:
    assert post(path, MOST, announced).body == str(MOST).encode()
    refused = post(path, MOST + 1, announced)
    assert refused.status == 413
    assert refused.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in refused.headers["content-security-policy"]


def test_refusal_speaks_as_the_rest_of_the_address() -> None:
    assert post("/api/v1/tokens", MOST + 1).code == "too-large"
    assert "너무 큽니다" in post("/apply/vendor", 60 * 1024 * 1024, kind=SCANS).body.decode()


def test_files_are_taken_where_a_form_has_them_and_nowhere_else() -> None:
    for path in ("/apply/vendor", "/applications/mine", "/desk/1/papers", "/account/change"):
        assert post(path, papers.MOST_BYTES * 3, kind=SCANS).status == 200, path
    for path in ("/sign-in", "/recover", "/desk/1/decide", "/api/v1/contracts/1"):
        assert post(path, 10, kind=SCANS).status == 415, path


def test_one_scan_over_the_api_may_be_one_byte_too_large_so_that_the_call_says_so() -> None:
    path = "/api/v1/registrations/1/papers/business-licence"
    assert post(path, papers.MOST_BYTES + 1, kind="application/pdf").status == 200
    assert post(path, papers.MOST_BYTES + 2, kind="application/pdf").status == 413


def test_nothing_is_read_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "DRAINED", 1024 * 1024)
    told = Told(behind_the_door, "/sign-in", {"content-length": str(1 << 40)}, STRANGER)
    assert told.send(iter(lambda: b"x" * 65_536, b"")).status == 413
    assert told.taken <= 2 * 1024 * 1024


@pytest.mark.django_db(transaction=True)
def test_the_server_itself_stands_behind_the_door(data_dir: Path) -> None:
    refused = Caller().call("POST", "/sign-in", raw=b"x" * (MOST + 1), content_type=FORM)
    assert refused.status == 413


def guess(proxies: tuple[str, ...], client: str, **forged: str) -> Answer:
    """Try a wrong password with forged headers, through all that stands before the server."""
    settings = ServerSettings(trusted_proxies=proxies)
    config = _config("127.0.0.1", 0, settings)
    config.load()
    token = "t" * 32
    form = f"csrfmiddlewaretoken={token}&login=nobody&password=x".encode()
    headers = {"content-type": FORM, "content-length": str(len(form)), "cookie": f"csrf={token}"}
    headers |= {name.replace("_", "-"): value for name, value in forged.items()}
    return Told(config.loaded_app, "/sign-in", headers, client).send([form])


def counted() -> set[str]:
    return set(AddressPause.objects.values_list("address", flat=True))


FORGED = {
    "x_forwarded_for": "198.51.100.1",
    "x_real_ip": "198.51.100.2",
    "forwarded": "for=198.51.100.3;proto=https;host=evil.example",
    "x_forwarded_proto": "https",
    "x_forwarded_host": "evil.example",
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("proxies", [(), (PROXY,)])
def test_stranger_can_not_pass_for_another_address(
    data_dir: Path, proxies: tuple[str, ...]
) -> None:
    assert guess(proxies, STRANGER, **FORGED).status == 401
    assert counted() == {STRANGER}


@pytest.mark.django_db(transaction=True)
def test_changing_the_forged_address_dodges_no_limit(data_dir: Path) -> None:
    said = [
        guess((PROXY,), STRANGER, x_forwarded_for=f"198.51.100.{number}").status
        for number in range(throttle.FREE_ATTEMPTS + 1)
    ]
    assert said == [401] * throttle.FREE_ATTEMPTS + [429]


@pytest.mark.django_db(transaction=True)
def test_named_proxy_tells_who_calls_and_the_caller_can_not_add_to_it(data_dir: Path) -> None:
    guess((PROXY,), PROXY, x_forwarded_for=f"198.51.100.1, {STRANGER}")
    assert counted() == {STRANGER}


@pytest.mark.django_db(transaction=True)
def test_forged_host_reaches_no_address_of_ours(data_dir: Path) -> None:
    answer = guess((), STRANGER, **FORGED)
    assert "evil.example" not in answer.body.decode() + str(answer.headers)
    assert guess((), STRANGER, host="evil.example").status == 400


def test_https_is_what_the_operator_says_and_no_header(data_dir: Path) -> None:
    assert dataclasses.replace(ServerSettings(), public_url="https://a.kr").secure
    assert not hasattr(django_settings, "USE_X_FORWARDED_HOST") or not (
        django_settings.USE_X_FORWARDED_HOST
    )
    assert django_settings.SECURE_PROXY_SSL_HEADER is None
