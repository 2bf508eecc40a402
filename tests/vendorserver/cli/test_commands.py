"""The operator's commands as an operator types them."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from vendorcore.protocol import EnrolmentTicket

from vendorserver.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
# A crowded machine takes a minute for what costs five seconds of processor time.
PATIENCE_S = 240

SOUND = {"summary": {"originals": 0, "damaged": 0, "orphans": 0, "removed": 0}}


class Shell:
    """Types commands for one data folder, each in a process of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.environment = {k: v for k, v in os.environ.items() if "VENDORSERVER" not in k}
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)

    def line(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "vendorserver", "--data", str(self.data), *words]

    def run(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.line(*words),
            input=typed,
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )

    def rows(self, *words: str, typed: str = "", code: int = 0) -> list[dict[str, Any]]:
        done = self.run(*words, "--json", typed=typed)
        assert done.returncode == code, done.stdout + done.stderr
        return [json.loads(row) for row in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    shell = Shell(tmp_path_factory.mktemp("demo") / "server")
    shell.rows("init", "--demo")
    return shell


def test_init_makes_a_folder_that_only_its_owner_may_read(demo: Shell) -> None:
    modes = {path.name: path.stat().st_mode & 0o77 for path in demo.data.iterdir()}
    assert set(modes.values()) == {0}
    assert {"server.db", "blobs", "parts", "derived", "keys", "settings.toml"} <= set(modes)


def test_a_second_init_changes_nothing(demo: Shell) -> None:
    before = demo.rows("account", "list")
    refused = demo.rows("init", "--demo", code=1)
    assert refused[0]["error"]["code"] == "already-there"
    assert demo.rows("account", "list") == before


def test_init_leaves_a_strange_folder_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").touch()
    refused = Shell(tmp_path).rows("init", code=1)
    assert refused[0]["error"]["code"] == "already-there"
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_demo_accounts_stand_on_every_side_with_their_passwords(demo: Shell) -> None:
    accounts = demo.rows("account", "list")
    assert {account["role"] for account in accounts} >= {"owner", "factory", "manager", "admin"}
    assert all(len(account["password"]) >= 12 and account["demo"] for account in accounts)


def test_a_ticket_names_the_server_and_its_key(demo: Shell) -> None:
    words = ("account", "ticket", "--login", "MAKER", "--url", "http://127.0.0.1:9")
    ticket = EnrolmentTicket.from_text(demo.rows(*words)[0]["ticket"])
    seen = next(row["seen"] for row in demo.rows("doctor") if row["check"] == "keys")
    assert (ticket.url, ticket.fingerprint) == ("http://127.0.0.1:9", seen)
    assert demo.run(*words).stdout.startswith("vendor1.")


def test_a_ticket_for_nobody_is_an_error_in_words(demo: Shell) -> None:
    done = demo.run("account", "ticket", "--login", "nobody")
    assert (done.returncode, done.stdout) == (1, "")
    assert "그런 계정이 없습니다" in done.stderr


def test_a_ticket_for_no_address_says_that_the_address_is_wrong(demo: Shell) -> None:
    done = demo.run("account", "ticket", "--login", "maker", "--url", "notaurl")
    assert (done.returncode, done.stdout) == (1, "")
    assert "서버 주소가 맞지 않습니다: notaurl" in done.stderr


def test_accounts_are_added_with_their_vendor_or_institution(demo: Shell) -> None:
    vendor = ("--vendor", "617-10-00035", "--vendor-name", "새벽목공")
    added = demo.rows("account", "add", "--login", "park", "--role", "owner", *vendor, typed="\n")
    assert (added[0]["organisation"], added[0]["role"]) == ("새벽목공", "owner")
    institution = ("--institution", "6110000", "--institution-name", "서울특별시")
    words = ("account", "add", "--login", "seoul", "--role", "reader", *institution)
    assert demo.rows(*words, typed="\n")[0]["organisation"] == "서울특별시"
    assert demo.rows("account", "password", "--login", "park", typed="긴 비밀번호 하나\n")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--login", "x", "--role", "king"), "invalid-entry"),
        (("--login", "x", "--role", "owner", "--vendor", "123"), "invalid-entry"),
        (("--login", "maker", "--role", "admin"), "conflict"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    demo: Shell, words: tuple[str, ...], code: str
) -> None:
    refused = demo.rows("account", "add", *words, typed="\n", code=1)
    assert refused[0]["error"]["code"] == code


def test_a_healthy_server_is_well(demo: Shell) -> None:
    assert all(row["well"] for row in demo.rows("doctor"))
    assert demo.rows("fsck")[-1] == SOUND
    assert demo.rows("approve") == []
    assert demo.rows("approve", "--hold", "x", code=1)[0]["error"]["code"] == "invalid-entry"


def test_fsck_tells_of_files_without_a_row_and_removes_them_only_when_asked(
    demo: Shell,
) -> None:
    stray = demo.data / "blobs" / "ab" / ("ab" * 32)
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"left behind")
    told, summary = demo.rows("fsck")
    assert (told["orphan"], told["bytes"], told["removed"]) == (stray.name, 11, False)
    assert summary["summary"] | {"orphans": 1} == summary["summary"]
    assert "--remove-orphans" in demo.run("fsck").stdout
    assert demo.rows("fsck", "--remove-orphans")[-1]["summary"]["removed"] == 0
    assert "7일이 지나지 않아" in demo.run("fsck", "--remove-orphans").stdout
    assert demo.rows("fsck", "--remove-orphans", "--grace-days", "0")[-1]["summary"]["removed"] == 1
    assert not stray.exists()
    assert demo.run("fsck", "--grace-days", "-1").returncode == 2


def test_a_backup_is_restored_and_moved_whole(demo: Shell, tmp_path: Path) -> None:
    demo.rows("backup", "--to", str(tmp_path / "backup"))
    restored = Shell(tmp_path / "restored")
    shown = restored.rows("restore", "--from", str(tmp_path / "backup"), "--verify")
    assert SOUND in shown
    restored.rows("move", "--to", str(tmp_path / "moved"))
    moved = Shell(tmp_path / "moved")
    assert all(row["well"] for row in moved.rows("doctor"))
    assert moved.rows("account", "list") == demo.rows("account", "list")


def test_a_damaged_backup_is_not_restored(demo: Shell, tmp_path: Path) -> None:
    demo.rows("backup", "--to", str(tmp_path / "backup"))
    with (tmp_path / "backup" / "now" / "server.db").open("ab") as file:
        file.write(b"x")
    refused = Shell(tmp_path / "restored").rows(
        "restore", "--from", str(tmp_path / "backup"), code=1
    )
    assert refused[0]["error"]["code"] == "backup-damaged"


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    done = Shell(tmp_path).run("doctor")
    assert done.returncode == 1
    assert str(tmp_path) in done.stderr


def test_a_folder_of_a_newer_program_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "format").write_text("99\n")
    assert Shell(tmp_path).rows("doctor", code=1)[0]["error"]["code"] == "newer-data"


def test_a_database_of_a_newer_program_is_not_opened(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "server")
    shell.rows("init")
    with closing(sqlite3.connect(shell.data / "server.db")) as database:
        row = "INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, ?)"
        database.execute(row, ("vendorserver", "9999_later", "2027-01-01"))
        database.commit()
    assert shell.rows("account", "list", code=1)[0]["error"]["code"] == "newer-data"


def test_the_computers_of_an_account_are_listed(demo: Shell) -> None:
    done = demo.run("account", "devices", "--login", "maker")
    assert "연결된 컴퓨터가 없습니다" in done.stdout
    refused = demo.rows("account", "revoke", "--device", "x", code=1)
    assert refused[0]["error"]["code"] == "computer-unknown"


@pytest.mark.parametrize("port", ["99999", "taken"])
def test_a_port_that_cannot_be_had_is_named(demo: Shell, port: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        wished = str(other.getsockname()[1]) if port == "taken" else port
        refused = demo.rows("serve", "--port", wished, code=1)
    assert refused[0]["error"]["code"] == "port-taken"


def test_misuse_is_told_in_words(demo: Shell) -> None:
    done = demo.run("serve", "--prot", "1")
    assert (done.returncode, done.stdout) == (2, "")
    assert "모르는 말: --prot 1" in done.stderr
    assert "사용법: " in done.stderr
    nothing = demo.run("erase", "--by", "x", "--reason", "x").stderr
    assert "하나를 골라야 하는 선택: --attachment --document --login" in nothing


def test_misuse_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VENDORSERVER_DATA", raising=False)
    assert main(["doctor"]) == 2
    assert main(["eat"]) == 2


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.7", "example.com"])
def test_a_server_without_tls_stays_on_this_computer(demo: Shell, host: str) -> None:
    assert demo.rows("serve", "--host", host, code=1)[0]["error"]["code"] == "tls-needed"


def test_a_demo_server_stays_on_this_computer_even_behind_a_proxy(demo: Shell) -> None:
    demo.environment["VENDORSERVER_TRUSTED_PROXIES"] = "10.0.0.1"
    refused = demo.rows("serve", "--host", "0.0.0.0", "--port", "0", code=1)
    del demo.environment["VENDORSERVER_TRUSTED_PROXIES"]
    assert refused[0]["error"]["code"] == "demo-only-on-loopback"


@pytest.fixture
def serving(demo: Shell, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    announce = tmp_path / "announce.json"
    words = ("serve", "--port", "0", "--announce", str(announce))
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            demo.line(*words), env=demo.environment, cwd=ROOT, stdout=log, stderr=log
        )
    ends = time.monotonic() + PATIENCE_S
    while not announce.exists():
        assert process.poll() is None, (tmp_path / "log").read_text()
        assert time.monotonic() < ends
        time.sleep(0.05)
    told = json.loads(announce.read_text())
    assert told["pid"] == process.pid
    yield process, told["url"]
    process.kill()
    process.wait(PATIENCE_S)


def test_a_server_answers_where_it_announced_and_stops_when_told(
    serving: tuple[subprocess.Popen[bytes], str],
) -> None:
    process, url = serving
    with urllib.request.urlopen(f"{url}/api/v1/health?nonce=n", timeout=10) as answer:
        assert json.load(answer)["payload"]["nonce"] == "n"
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_S) == 0


def test_one_folder_is_served_by_one_process(
    demo: Shell, serving: tuple[subprocess.Popen[bytes], str]
) -> None:
    refused = demo.rows("serve", "--port", "0", code=1)
    assert refused[0]["error"]["code"] == "server-running"


def test_tables_of_an_older_program_are_no_damage(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "server")
    shell.rows("init", "--demo")
    with closing(sqlite3.connect(shell.data / "server.db")) as database, database:
        database.execute(
            "DELETE FROM django_migrations WHERE id = "
            "(SELECT max(id) FROM django_migrations WHERE app = 'vendorserver')"
        )
        database.execute("ALTER TABLE vendorserver_account RENAME COLUMN phone TO telephone")
    words = ("erase", "--login", "x", "--by", "x", "--reason", "x")
    assert shell.rows(*words, code=1)[0]["error"]["code"] == "older-data"
    told = shell.run(*words)
    assert "serve" in told.stdout + told.stderr
