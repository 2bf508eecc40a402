"""The program as a process of its own: streams, pipes, kills."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.vendorclient.builders import Library, files_below, write

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 6
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


def line(data: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "vendorclient", "--data", str(data), *words]


def test_names_can_be_printed_whatever_the_computer_speaks(tmp_path: Path) -> None:
    write(tmp_path / "card" / "🏭 용접.jpg")
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    done = subprocess.run(
        line(tmp_path / "data", "import", str(tmp_path / "card"), "--list", "--json"),
        env=plain,
        capture_output=True,
        check=True,
    )

    assert json.loads(done.stdout)["path"] == "🏭 용접.jpg"


@on_posix
def test_a_reader_who_leaves_early_is_no_trouble(tmp_path: Path) -> None:
    for number in range(50):
        write(tmp_path / "card" / f"{number}.jpg")
    command = line(tmp_path / "data", "import", str(tmp_path / "card"), "--list", "--json")

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        said = child.stderr.read()

    assert b"Traceback" not in said


def test_the_wheels_of_commands_turn_without_the_window(tmp_path: Path) -> None:
    script = (
        "import sys; from vendorclient.cli.main import main; main(['--help']);"
        "sys.exit(any(name in sys.modules for name in ('PySide6', 'requests', 'PIL', 'sqlite3')))"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")


@on_posix
def test_an_import_that_was_killed_and_run_again_has_every_file_once(tmp_path: Path) -> None:
    chance = random.Random(7)
    contents = {f"{n:03}.jpg": chance.randbytes(200_000) for n in range(40)}
    for name, content in contents.items():
        write(tmp_path / "card" / name, content)
    command = line(tmp_path / "data", "import", str(tmp_path / "card"), "--json")

    for _ in range(ROUNDS):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            for _line in range(chance.randrange(8)):
                child.stdout.readline()
            child.send_signal(signal.SIGKILL)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)

    library = Library(tmp_path / "data")
    kept = {file.sha256 for file in library.media.all()}
    library.originals.receive([b"x"])
    assert kept == {hashlib.sha256(content).hexdigest() for content in contents.values()}
    assert all(library.originals.verify(sha256) for sha256 in kept)
    assert len(files_below(library.folder.originals_dir)) == len(contents) + 1
    assert files_below(library.folder.parts_dir) == []
    library.close()
