"""Lines that say nothing any more though nobody hung up: both sides notice, all arrives once."""

from __future__ import annotations

import http.client
import sys
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from vendorcore.errors import Offline

from tests.journeys.bad_line import BadLine, Weather
from tests.journeys.desktop import Desktop
from tests.journeys.sending.builders import some_bytes
from tests.journeys.world import World, a_seed, wait_until
from vendorclient.storage.operations import OperationState
from vendorclient.sync.transport import Patience

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vendorclient.storage.operations import Operation

SIZE = 1_200_000
# So long a test waits for a silent line; a person waits a minute.
PATIENCE = Patience(longest_s=2.0)
SERVER_PATIENCE_S = 3
PIECE = "application/offset+octet-stream"

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A server that gives a silent sender three seconds."""
    made = World(tmp_path_factory.mktemp("impatient"))
    made.set(VENDORSERVER_SILENT_SECONDS=str(SERVER_PATIENCE_S))
    made.vendorserver("--json", "init", "--demo")
    made.start_server()
    yield made
    made.stop()


@pytest.fixture
def bad(impatient: World) -> Iterator[BadLine]:
    with BadLine(impatient.url, a_seed("silent line")) as made:
        yield made


@pytest.fixture
def desktop(impatient: World, bad: BadLine, tmp_path: Path) -> Iterator[Desktop]:
    words = ("--json", "account", "ticket", "--login", "demo-office", "--url", bad.url)
    made = Desktop(tmp_path / "desktop")
    made.enrol(str(impatient.vendorserver(*words)[0]["ticket"]))
    yield made
    made.library.close()


@pytest.mark.parametrize(
    "weather",
    [
        Weather(swallow_after=500_000, times=2),
        Weather(half_close_after=500_000, times=2),
        Weather(mute_after=1, times=3),
        Weather(mute_after=1500, times=2),
        Weather(swallow_after=1, times=3),
    ],
    ids=[
        "half-open in a file",
        "half-closed in a file",
        "answers lost from the start",
        "answers lost later",
        "silent from the start",
    ],
)
def test_whoever_falls_silent_is_left_and_all_arrives_once(
    desktop: Desktop, bad: BadLine, weather: Weather
) -> None:
    operations = desktop.hand_in(some_bytes(SIZE), some_bytes(), some_bytes(900))
    bad.weather = replace(weather)
    _send_until_done(desktop, operations)
    assert bad.silences == weather.times
    sent = {op.id for op in operations}
    assert sorted(receipt.op_id for receipt in desktop.receipts()) == sorted(sent)


def test_the_client_asks_again_before_the_server_has_given_up(
    desktop: Desktop, bad: BadLine
) -> None:
    """The one who comes back ends the one who fell silent: no lock is waited for."""
    (op,) = desktop.hand_in(some_bytes(SIZE))
    bad.weather = Weather(swallow_after=900_000, times=1)
    _send_until_done(desktop, [op])
    extra = bad.sent_bytes - SIZE
    sys.stdout.write(f"{extra} bytes beside the file\n")
    assert extra < SIZE // 2, "what had arrived before the silence is not sent again"


def test_the_server_lets_a_silent_sender_go_by_itself(bad: BadLine, desktop: Desktop) -> None:
    sender = _Sender(bad, desktop)
    path = sender.begin(SIZE)
    bad.weather = Weather(swallow_after=500_000, times=1)
    assert sender.patch(path, 0, some_bytes(SIZE)) == 408
    offset = sender.offset(path)
    assert 0 < offset < SIZE
    assert sender.patch(path, offset, some_bytes(SIZE - offset)) == 204


def test_a_half_closed_sender_is_let_go_at_once(bad: BadLine, desktop: Desktop) -> None:
    sender = _Sender(bad, desktop)
    path = sender.begin(SIZE)
    bad.weather = Weather(half_close_after=500_000, times=1)
    with pytest.raises((http.client.HTTPException, OSError)):
        sender.patch(path, 0, some_bytes(SIZE))
    wait_until(lambda: sender.offset(path) > 0)


def test_a_connection_that_never_asks_is_closed(impatient: World) -> None:
    address = urlsplit(impatient.url)
    line = http.client.HTTPConnection(str(address.hostname), address.port, timeout=60)
    line.connect()
    assert line.sock.recv(1) == b"", "the server hung up"
    line.close()


def test_a_request_that_never_ends_its_headers_is_closed(impatient: World) -> None:
    address = urlsplit(impatient.url)
    line = http.client.HTTPConnection(str(address.hostname), address.port, timeout=60)
    line.connect()
    line.sock.sendall(b"GET /api/v1/health HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    assert line.sock.recv(1) == b"", "the server hung up"
    line.close()


class _Sender:
    """Speaks tus by hand, over the bad line."""

    def __init__(self, bad: BadLine, desktop: Desktop) -> None:
        self._bad = bad
        self._token = desktop.access_token()

    def begin(self, length: int) -> str:
        return self._ask("POST", "/uploads/", b"", Upload_Length=str(length)).headers["Location"]

    def offset(self, path: str) -> int:
        return int(self._ask("HEAD", path).headers["Upload-Offset"])

    def patch(self, path: str, start: int, body: bytes) -> int:
        said = {"Upload_Offset": str(start), "Content_Type": PIECE}
        return self._ask("PATCH", path, body, **said).status

    def _ask(
        self, method: str, path: str, body: bytes = b"", **headers: str
    ) -> http.client.HTTPResponse:
        address = urlsplit(self._bad.url)
        line = http.client.HTTPConnection(str(address.hostname), address.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        said = {"Tus-Resumable": "1.0.0", "Authorization": f"Bearer {self._token}"} | named
        line.request(method, path, body, said)
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer


def _send_until_done(desktop: Desktop, operations: list[Operation]) -> None:
    desktop.way = replace(desktop.way, patience=PATIENCE)
    for _ in range(60):
        with suppress(Offline):
            desktop.send()
        if {desktop.state(op) for op in operations} == {OperationState.DELIVERED}:
            return
    raise AssertionError(f"not delivered: {[desktop.now(op) for op in operations][:3]}")
