"""The way to the server, against a real one on loopback that behaves badly."""

from __future__ import annotations

import socket
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import (
    Busy,
    Conflict,
    NeedsPerson,
    NotReadable,
    Offline,
    Refused,
    SignInNeeded,
    VendorError,
)

from tests.vendorclient.sync.site import (
    SERVER_ID,
    Reply,
    Request,
    Site,
    json_reply,
    problem,
    unused_url,
)
from vendorclient.sync.answers import SERVER_HEADER
from vendorclient.sync.bodies import FileSlice
from vendorclient.sync.transport import HttpTransport, Patience, path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from vendorclient.sync.answers import Answer


def ask(reply: Reply, method: str = "GET") -> Answer:
    with Site(lambda _: reply) as site:
        transport = HttpTransport(site.url, server_id=SERVER_ID)
        try:
            return transport.call(method, "/api/v1/health")
        finally:
            transport.close()


def refused(reply: Reply) -> VendorError:
    with pytest.raises(VendorError) as caught:
        ask(reply)
    return caught.value


def test_a_success_with_our_header_counts() -> None:
    answer = ask(json_reply({"a": 1}, ETag='"3"'))
    assert answer.json() == {"a": 1}
    assert answer.headers["etag"] == '"3"'


def test_a_sign_in_page_of_a_wifi_changes_nothing() -> None:
    error = refused(Reply(200, b"<html>Welcome</html>", server=""))
    assert isinstance(error, Offline)
    assert error.code == "not-our-server"


def test_another_server_of_our_kind_changes_nothing() -> None:
    assert refused(Reply(200, b"{}", server="another")).code == "not-our-server"


def test_before_enrolment_any_server_of_our_kind_will_do() -> None:
    with Site(lambda _: Reply(200, b"{}", server="another")) as site:
        assert HttpTransport(site.url).call("GET", "/").json() == {}


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH"])
def test_a_redirect_is_never_followed(method: str) -> None:
    with Site(lambda _: Reply(307, headers={"Location": "/login"}, server="")) as site:
        transport = HttpTransport(site.url, server_id=SERVER_ID)
        with pytest.raises(Offline):
            transport.call(method, "/api/v1/health")
        assert [request.path for request in site.requests] == ["/api/v1/health"]


@pytest.mark.parametrize("status", [401, 403, 404, 410, 412])
def test_a_refusal_without_our_header_is_no_refusal(status: int) -> None:
    assert isinstance(refused(Reply(status, b"no", server="")), Offline)


@pytest.mark.parametrize(
    ("reply", "kind", "code"),
    [
        (problem(400, "invalid-entry", field="name"), Refused, "invalid-entry"),
        (problem(401, "sign-in-needed"), SignInNeeded, "sign-in-needed"),
        (problem(403, "forbidden"), Refused, "forbidden"),
        (problem(404, "not-found"), Refused, "not-found"),
        (problem(409, "conflict"), Conflict, "conflict"),
        (problem(412, "version-mismatch", version=4), Conflict, "version-mismatch"),
        (problem(412, "tus-version", {"Tus-Version": "2.0.0"}), NeedsPerson, "program-too-old"),
        (problem(413, "too-large", limit=9), Refused, "too-large"),
        (problem(422, "hash-mismatch"), Refused, "hash-mismatch"),
        (problem(426, "program-too-old"), NeedsPerson, "program-too-old"),
        (problem(429, "busy"), Busy, "busy"),
        (problem(500, "unknown"), Busy, "busy"),
        (problem(507, "server-full"), Busy, "server-full"),
        (Reply(404, b"not json"), Refused, "refused"),
    ],
)
def test_each_refusal_becomes_one_of_our_errors(
    reply: Reply, kind: type[VendorError], code: str
) -> None:
    error = refused(reply)
    assert type(error) is kind
    assert error.code == code
    assert error.details["status"] == reply.status


def test_the_values_of_a_refusal_come_along() -> None:
    assert refused(problem(412, "version-mismatch", version=4)).details["version"] == 4


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("", 0.0),
        ("soon", 0.0),
        ("Fri, 01 Jan 2100 00:00:00 GMT", pytest.approx(2e9, rel=1)),
    ],
)
def test_the_server_says_how_long_to_wait(header: str, seconds: float) -> None:
    error = refused(problem(503, "busy", {"Retry-After": header}))
    assert isinstance(error, Busy)
    assert error.retry_after == seconds


def test_a_proxy_may_be_busy_too() -> None:
    error = refused(Reply(503, b"<html>", {"Retry-After": "3"}, server=""))
    assert isinstance(error, Busy)
    assert (error.retry_after, error.details["ours"]) == (3.0, False)


def test_a_proxys_limit_is_told_from_the_servers() -> None:
    assert refused(Reply(413, b"<html>", server="")).details["ours"] is False
    assert refused(problem(413, "too-large")).details["ours"] is True


def test_nobody_there_is_offline() -> None:
    with pytest.raises(Offline):
        HttpTransport(unused_url()).call("GET", "/")


def test_a_cut_connection_is_offline() -> None:
    assert refused(Reply(cut=True)).code == "offline"


def test_a_server_without_a_certificate_is_not_ours() -> None:
    with Site(lambda _: Reply()) as site:
        transport = HttpTransport(site.url.replace("http:", "https:"))
        with pytest.raises(Offline, match="not-our-server"):
            transport.call("GET", "/")


def test_an_endless_answer_is_not_ours() -> None:
    assert refused(Reply(200, bytes(65 << 20))).code == "not-our-server"


def test_a_server_that_says_nothing_is_given_up() -> None:
    given_up = Event()

    def silent(_: Request) -> Reply:
        given_up.wait(10)
        return Reply()

    with Site(silent) as site:
        with pytest.raises(Offline):
            HttpTransport(site.url).call("GET", "/", read_s=0.05)
        given_up.set()


def test_an_answer_that_drips_is_given_up() -> None:
    """Each byte comes in time, the answer never does."""
    given_up = Event()

    def dripping(line: socket.socket) -> None:
        line.recv(4096)
        head = f"HTTP/1.1 200 OK\r\n{SERVER_HEADER}: x\r\nContent-Length: 99\r\n\r\n"
        line.sendall(head.encode())
        with suppress(OSError):
            while not given_up.wait(0.02):
                line.sendall(b" ")

    with bare_server(dripping) as url:
        with pytest.raises(Offline, match="offline"):
            HttpTransport(url).call("GET", "/", read_s=0.3)
        given_up.set()


def test_a_line_that_takes_nothing_more_is_given_up(tmp_path: Path) -> None:
    """The window is shut and nobody hangs up: the send itself must end."""
    given_up = Event()
    path = tmp_path / "file"
    with path.open("wb") as file:
        file.truncate(64 << 20)
    patience = Patience(longest_s=0.3)
    with bare_server(lambda _: given_up.wait(20)) as url:
        with FileSlice(path, 0, 64 << 20) as piece, pytest.raises(Offline):
            HttpTransport(url, patience=patience).call("PATCH", "/uploads/1", body=piece)
        given_up.set()


def test_a_silent_line_is_never_waited_for_without_end() -> None:
    assert Patience().timeout(60.0) == (10.0, 60.0)
    assert Patience(longest_s=2.0).timeout(60.0) == (2.0, 2.0)


@contextmanager
def bare_server(answer: Callable[[socket.socket], object]) -> Iterator[str]:
    """Lend the address of a server that does with its one connection as it likes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with listener.accept()[0] as line:
                answer(line)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread.join(20)


def test_an_answer_that_is_not_json_is_not_ours() -> None:
    with pytest.raises(Offline, match="not-our-server"):
        ask(Reply(200, b"<html>")).json()


def test_a_count_that_is_missing_is_not_ours() -> None:
    with pytest.raises(Offline, match="not-our-server"):
        ask(Reply(200)).number("Upload-Offset")


def test_a_piece_of_a_file_is_sent_with_its_length(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(range(256)) * 1000)
    with Site(lambda _: Reply(204)) as site:
        with FileSlice(path, 100, 200_000) as piece:
            HttpTransport(site.url).call("PATCH", "/uploads/1", body=piece)
        (request,) = site.requests
    assert request.body == path.read_bytes()[100:200_100]
    assert request.headers["Content-Length"] == "200000"
    assert "Transfer-Encoding" not in request.headers


def test_a_file_that_has_become_shorter_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"short")
    with (
        Site(lambda _: Reply(204)) as site,
        FileSlice(path, 0, 100) as piece,
        pytest.raises(NotReadable, match="file-changed"),
    ):
        HttpTransport(site.url).call("PATCH", "/uploads/1", body=piece)


def test_a_file_that_is_gone_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match="source-missing"):
        FileSlice(tmp_path / "gone", 0, 1)
    with pytest.raises(NotReadable, match="not-readable"):
        FileSlice(tmp_path, 0, 1)


def test_only_the_path_of_a_location_is_used() -> None:
    assert path_of("/uploads/1") == "/uploads/1"
    assert path_of("http://elsewhere.example/uploads/1?a=b") == "/uploads/1?a=b"
    with pytest.raises(Offline):
        path_of("")
