"""The drill: backups and restores are timed, killed half-way, and nothing is lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.vendorserver.cli.test_commands import ROOT, Shell
from vendorserver.services.backup_files import check_small_files, sums

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SOME, MANY, VERY_MANY = 30, 1000, 10_000
KILLS = int(os.environ.get("DRILL_KILLS", "2"))
PATIENCE_S, LONG_PATIENCE_S = 120, 1800


def filled(folder: Path, count: int) -> Shell:
    shell = Shell(folder / "server")
    shell.rows("init")
    line = [sys.executable, "-m", "tests.vendorserver.cli.filling", str(shell.data), str(count)]
    subprocess.run(line, cwd=ROOT, env=shell.environment, check=True, timeout=LONG_PATIENCE_S)
    return shell


def drill(folder: Path, count: int) -> dict[str, float]:
    """Back up, restore elsewhere with every file hashed; return how long it took and might."""
    shell, restored = filled(folder, count), Shell(folder / "restored")
    assert patient(shell, "backup", "--to", str(folder / "backup"))[0]["originals"] == count
    told = patient(restored, "restore", "--from", str(folder / "backup"), "--verify")
    assert is_whole(told[-2]["summary"], count)
    return dict(told[-1]["restored"])


def is_whole(summary: dict[str, int], count: int) -> bool:
    """Whether so many originals were found, and none of them damaged."""
    return (summary["originals"], summary["damaged"]) == (count, 0)


def patient(shell: Shell, *words: str) -> list[dict[str, Any]]:
    """Run a command that may take long; return what it said."""
    line = shell.line(*words, "--json")
    done = subprocess.run(
        line,
        cwd=ROOT,
        env=shell.environment,
        capture_output=True,
        check=False,
        timeout=LONG_PATIENCE_S,
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return [json.loads(row) for row in done.stdout.splitlines()]


def test_a_thousand_files_come_back_within_their_limit(tmp_path: Path) -> None:
    took = drill(tmp_path, MANY)
    assert took["seconds"] < took["limit"]


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_ten_thousand_files_come_back_within_their_limit(tmp_path: Path) -> None:
    took = drill(tmp_path, VERY_MANY)
    assert took["seconds"] < took["limit"]


def test_a_restore_above_its_limit_fails_and_says_so(server: Shell, tmp_path: Path) -> None:
    restored = Shell(tmp_path / "restored")
    server.rows("backup", "--to", str(tmp_path / "backup"))
    words = ("--from", str(tmp_path / "backup"), "--verify", "--limit", "0.001")
    told = restored.rows("restore", *words, code=1)
    assert told[-1]["error"]["code"] == "restore-too-slow"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    return filled(tmp_path_factory.mktemp("drill"), SOME)


def killed_when(shell: Shell, ripe: Callable[[], bool], *words: str) -> bool:
    """Start a command, kill it (SIGKILL) when something has happened; return if it was in time."""
    quiet = subprocess.DEVNULL
    line = shell.line(*words)
    process = subprocess.Popen(line, cwd=ROOT, env=shell.environment, stdout=quiet, stderr=quiet)
    until = time.monotonic() + PATIENCE_S
    while process.poll() is None and not ripe():
        assert time.monotonic() < until
    process.kill()
    return process.wait() != 0


def files_in(folder: Path) -> int:
    """Count files while somebody else makes and removes them; a folder that has gone is empty."""
    return sum(len(names) for _folder, _below, names in os.walk(folder))


def holds(folder: Path, enough: int) -> Callable[[], bool]:
    return lambda: files_in(folder) >= enough


def test_a_backup_killed_half_way_leaves_the_one_before(server: Shell, tmp_path: Path) -> None:
    target, turns = tmp_path / "backup", random.Random(9)
    server.rows("backup", "--to", str(target))
    for _ in range(KILLS):
        shutil.rmtree(target / "blobs" / next((target / "blobs").iterdir()).name)
        enough = files_in(target / "blobs") + turns.randrange(1, 3)
        killed_when(
            server,
            holds(target / "blobs", enough),
            "backup",
            "--to",
            str(target),
        )
        check_small_files(target)
    server.rows("backup", "--to", str(target))
    assert all((target / name).exists() for name in sums(target) if name.startswith("blobs/"))
    told = Shell(tmp_path / "restored").rows("restore", "--from", str(target), "--verify")
    assert is_whole(told[-2]["summary"], SOME)


def test_a_restore_killed_half_way_is_done_again(server: Shell, tmp_path: Path) -> None:
    target, restored = tmp_path / "backup", Shell(tmp_path / "restored")
    server.rows("backup", "--to", str(target))
    before = {name: (target / name).stat().st_mtime_ns for name in sums(target) if "blobs/" in name}
    for turn in range(KILLS):
        ripe = holds(restored.data / "blobs", 5 + 8 * (turn % 3))
        if killed_when(restored, ripe, "restore", "--from", str(target)):
            assert restored.run("doctor").returncode == 1
        else:  # it was done before anybody could look
            shutil.rmtree(restored.data)
    told = restored.rows("restore", "--from", str(target), "--verify")
    assert is_whole(told[-2]["summary"], SOME)
    assert before == {name: (target / name).stat().st_mtime_ns for name in before}


def an_old_server(folder: Path) -> Shell:
    """A server as an older program left it, with one vendor."""
    shell = Shell(folder / "server")
    shell.rows("init")
    for path in shell.data.glob("server.db*"):
        path.unlink()
    environment = shell.environment | {
        "VENDORSERVER_DATA": str(shell.data),
        "DJANGO_SETTINGS_MODULE": "vendorserver.settings.django",
    }
    line = [sys.executable, "-m", "django", "migrate", "vendorserver", "0007", "-v", "0"]
    subprocess.run(line, cwd=ROOT, env=environment, check=True, timeout=PATIENCE_S)
    with closing(sqlite3.connect(shell.data / "server.db")) as database, database:
        database.execute(
            "INSERT INTO vendorserver_vendor (id, name, business_no, demo, created_at) "
            "VALUES ('v', '한빛가구', '1108700012', 0, '2026-11-20')"
        )
    return shell


def steps_done(shell: Shell) -> int:
    with closing(sqlite3.connect(shell.data / "server.db", timeout=20)) as database:
        return int(database.execute("SELECT COUNT(*) FROM django_migrations").fetchone()[0])


def got_further(shell: Shell) -> Callable[[], bool]:
    before = steps_done(shell)
    return lambda: steps_done(shell) > before


def vendors(shell: Shell) -> list[str]:
    with closing(sqlite3.connect(shell.data / "server.db", timeout=20)) as database:
        return [row[0] for row in database.execute("SELECT name FROM vendorserver_vendor")]


def test_a_migration_killed_half_way_is_finished_by_the_next_start(tmp_path: Path) -> None:
    shell = an_old_server(tmp_path)
    announce = shell.data / "announce.json"
    words = ("serve", "--port", "0", "--announce", str(announce))
    for _ in range(KILLS):
        killed_when(shell, got_further(shell), *words)
        assert vendors(shell) == ["한빛가구"]
    killed_when(shell, announce.exists, *words)
    assert announce.exists()
    assert vendors(shell) == ["한빛가구"]
    assert next(row for row in shell.rows("doctor") if row["check"] == "database")["well"]


def test_a_migration_that_fails_puts_the_data_back(tmp_path: Path) -> None:
    shell = an_old_server(tmp_path)
    with closing(sqlite3.connect(shell.data / "server.db")) as database, database:
        # A later step wants to make this table.
        database.execute("CREATE TABLE vendorserver_growingfile (name TEXT)")
    before = steps_done(shell)
    told = shell.rows("serve", "--port", "0", code=1)
    assert told[-1]["error"]["code"] == "migration-failed"
    assert (steps_done(shell), vendors(shell)) == (before, ["한빛가구"])
