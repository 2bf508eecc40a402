"""Log lines: one JSON object each, and nobody's secret in them."""

from __future__ import annotations

import json
import logging
import socket
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vendorserver.services import audit
from vendorserver.settings import log_shipping, refusals
from vendorserver.settings.log_lines import AUDIT, JsonLine, without_secrets
from vendorserver.settings.log_shipping import shipper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoCaptureOnCommitCallbacks


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Authorization: Bearer abc.def-1", "Authorization: Bearer ***"),
        ("password=나무책상 next", "password=*** next"),
        ('{"refresh_token": "x1", "id": 1}', '{"refresh_token": "***", "id": 1}'),
        ("letter to hong@korea.kr failed", "letter to *** failed"),
        ("GET /begin/AbC-1_2 410", "GET /begin/*** 410"),
        ("GET /invited/AbC-1_2", "GET /invited/***"),
        ("call 010-1234-5678", "call ***"),
        ("Cookie: session=abc; csrf=def", "Cookie: ***=abc; csrf=***"),
        ("job weigh 01a2-33 failed", "job weigh 01a2-33 failed"),
    ],
)
def test_secrets_are_hidden(said: str, kept: str) -> None:
    hidden = without_secrets(said)
    assert "abc" not in hidden or "Cookie" in said
    if "Cookie" not in said:
        assert hidden == kept


def test_a_line_is_json_with_its_trace() -> None:
    try:
        raise ValueError("token=abc")
    except ValueError:
        record = logging.LogRecord(
            "vendorserver", logging.ERROR, __file__, 1, "%s failed", ("job\nX",), sys.exc_info()
        )
    line = JsonLine().format(record)
    assert "\n" not in line
    said = json.loads(line)
    assert (said["level"], said["message"]) == ("error", "job\nX failed")
    assert "token=***" in said["trace"]
    assert "abc" not in said["trace"]


@pytest.fixture
def log_server() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear:
        ear.bind(("127.0.0.1", 0))
        ear.settimeout(20)
        yield ear


def shipping_to(ear: socket.socket) -> logging.Handler:
    found = shipper(f"127.0.0.1:{ear.getsockname()[1]}")
    found.setFormatter(JsonLine())
    return found


def test_lines_go_to_another_system_without_secrets(log_server: socket.socket) -> None:
    record = logging.LogRecord("x", logging.WARNING, __file__, 1, "token=abc", (), None)
    handler = shipping_to(log_server)
    handler.handle(record)
    handler.close()
    said = log_server.recv(9000).decode()
    assert said.startswith("<12>vendorserver: {")
    assert json.loads(said.partition(": ")[2])["message"] == "token=***"


def test_without_a_log_server_or_with_one_that_is_nowhere_nothing_stops(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert isinstance(shipper(""), logging.NullHandler)
    away = shipper("/nowhere/log")
    away.handle(logging.LogRecord("x", logging.WARNING, __file__, 1, "line", (), None))
    away.close()
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="a socket with a path")
def test_a_log_program_that_hangs_stops_nobody() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear,
    ):
        ear.bind(f"{folder}/log")
        handler = shipper(f"{folder}/log")
        writer = threading.Thread(target=write, args=(handler, 500), daemon=True)
        writer.start()
        writer.join(20)
        assert not writer.is_alive()
        assert ear.recv(9000).endswith(b"line 0")
        handler.close()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="a socket with a path")
def test_a_log_program_that_was_begun_anew_gets_the_next_line() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = f"{folder}/log"
        handler = shipper(place)
        for _ in range(2):
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
                ear.bind(place)
                ear.settimeout(20)
                write(handler, 1)
                assert ear.recv(9000).endswith(b"line 0")
            Path(place).unlink()
        handler.close()


def test_no_line_waits_for_a_name(
    log_server: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = ("127.0.0.1", log_server.getsockname()[1])
    asked: list[threading.Thread] = []
    looking, away = threading.Event(), threading.Event()

    def slow(*name: object, **_about: object) -> list[object]:
        asked.append(threading.current_thread())
        if len(asked) == 1:
            raise socket.gaierror(socket.EAI_AGAIN, "away")
        looking.set()
        away.wait(20)
        return [(socket.AF_INET, socket.SOCK_DGRAM, 17, "", here)]

    monkeypatch.setattr(log_shipping, "getaddrinfo", slow)
    monkeypatch.setattr(log_shipping, "LOOK_AGAIN_SECONDS", -1.0)
    handler = shipper("logs.example.org")
    write(handler, 1)
    # Nobody answers for the name yet, and the line is already behind us.
    assert looking.wait(20)
    assert asked[1] is not threading.current_thread()
    monkeypatch.setattr(log_shipping, "LOOK_AGAIN_SECONDS", 3600.0)
    away.set()
    asked[1].join(20)
    write(handler, 1)
    assert log_server.recv(9000) == b"<12>vendorserver: line 0"
    handler.close()


def write(handler: logging.Handler, lines: int) -> None:
    for number in range(lines):
        line = logging.LogRecord("x", logging.WARNING, __file__, 1, "line %d", (number,), None)
        handler.handle(line)


@pytest.mark.parametrize(
    ("status", "account", "lines"), [(422, "a", 1), (413, "a", 1), (429, "", 1), (404, "", 0)]
)
def test_refused_input_and_who_comes_too_often_are_written_down(
    status: int, account: str, lines: int, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "vendorserver.settings.refusals"):
        refusals.note(status, "POST", "/sign-in", account)
    assert len(caplog.records) == lines


@pytest.mark.django_db
def test_each_entry_of_the_log_of_accesses_is_told_elsewhere_by_its_hash(
    data_dir: Path,
    log_server: socket.socket,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    handler = shipping_to(log_server)
    logging.getLogger(AUDIT).addHandler(handler)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            entry = audit.record("", "evidence.page", "01a2", name="홍길동")
    finally:
        logging.getLogger(AUDIT).removeHandler(handler)
        handler.close()
    said = json.loads(log_server.recv(9000).decode().partition(": ")[2])["message"]
    assert said == f"entry {entry.number} evidence.page {entry.entry_hash}"
