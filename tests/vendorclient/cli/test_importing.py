"""import as somebody at a terminal sees it: the bars, the broken files, Ctrl-C."""

from __future__ import annotations

import argparse
import io
import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from vendorcore.protocol import contract_to_json

from tests.vendorclient.builders import a_contract, a_picture, write
from vendorclient.cli.importing import run
from vendorclient.cli.output import Output
from vendorclient.cli.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.cli.terminal import Terminal


on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither")


class Screen(io.StringIO):
    """A terminal that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_each_part_of_an_import_has_its_bar(tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path / "card" / f"{number}.jpg", a_picture(number * 50))
    screen = Screen()
    out = Output(as_json=False, stdout=io.StringIO(), stderr=screen, bar_after_s=0)
    options = argparse.Namespace(source=str(tmp_path / "card"), pick=[], list=False, all=False)

    with Session(str(tmp_path / "data")) as session:
        assert run(options, session, out) == 0

    drawn = screen.getvalue()
    places = [drawn.find(part) for part in ("찾는 중", "가져오는 중", "촬영 정보를 읽는 중")]
    assert -1 not in places
    assert places == sorted(places)


def test_programs_hear_of_broken_files_too(terminal: Terminal, tmp_path: Path) -> None:
    write(tmp_path / "card" / "empty.jpg", b"")
    write(tmp_path / "card" / "text.jpg", b"a text, no picture")
    write(tmp_path / "card" / "good.jpg", a_picture())

    *files, last = terminal.json("import", tmp_path / "card").rows

    names = {row["sha256"]: row["path"] for row in files}
    told = {
        names[one["sha256"]]: [found["code"] for found in one["findings"]]
        for one in last["summary"]["remarks"]
    }
    assert told == {"empty.jpg": ["I_EMPTY"], "text.jpg": ["I_UNREADABLE"]}


@on_posix
def test_a_terminal_that_knows_no_size_shows_the_bar() -> None:
    import pty

    ours, theirs = pty.openpty()  # a new one has no columns
    script = (
        "from vendorclient.cli.output import Output; from vendorclient.cli.progress import Bar;"
        "Bar(Output(as_json=False, bar_after_s=0), 'count', 10).close()"
    )
    subprocess.run([sys.executable, "-c", script], stderr=theirs, check=True)
    drawn = os.read(ours, 4096)
    os.close(theirs)
    os.close(ours)

    assert b"count" in drawn


@on_posix
def test_a_name_with_a_line_in_it_stays_on_its_line(terminal: Terminal, tmp_path: Path) -> None:
    write(tmp_path / "card" / "a\n정상.jpg", b"no picture")

    listed = terminal("import", tmp_path / "card", "--list").out
    said = terminal("import", tmp_path / "card").err

    assert listed.startswith("a\\n정상.jpg  ")
    assert said.startswith("a\\n정상.jpg  ")
    assert len(listed.splitlines()) == len(said.splitlines()) == 1


def test_a_file_is_no_folder_and_a_folder_no_file(terminal: Terminal, tmp_path: Path) -> None:
    file = write(tmp_path / "LICENSE")

    assert "폴더가 아닙니다" in terminal("import", file).err
    assert "파일이 아니라 폴더" in terminal("contracts", "add", tmp_path).err


def test_a_photo_that_is_not_here_is_named(terminal: Terminal, tmp_path: Path) -> None:
    contract = a_contract()
    file = write(tmp_path / "c.json", json.dumps(contract_to_json(contract)).encode())
    terminal("contracts", "add", file)
    write(tmp_path / "card" / "a.jpg", a_picture())
    known = terminal.json("import", tmp_path / "card").rows[0]["sha256"]
    place = ("--contract", contract.id, "--process", contract.processes[0].id)

    said = terminal("tag", *place, known, "ff" * 32)

    assert "ff" * 32 in said.err


@on_posix
def test_ctrl_c_says_what_is_here_and_how_it_goes_on(tmp_path: Path) -> None:
    for number in range(400):
        write(tmp_path / "card" / f"{number:03}.jpg", a_picture(number % 200) + bytes([number % 7]))
    data, card = str(tmp_path / "data"), str(tmp_path / "card")
    line = [sys.executable, "-m", "vendorclient", "--data", data, "--json", "import", card]
    with subprocess.Popen(line, stdout=subprocess.PIPE, preexec_fn=_heed_ctrl_c) as child:
        assert child.stdout is not None
        child.stdout.readline()
        os.kill(child.pid, signal.SIGINT)
        said = child.stdout.read().decode()

    assert child.returncode == 130
    assert 'interrupted"' in said.splitlines()[-1]


def _heed_ctrl_c() -> None:
    """A shell that starts the tests in the background switches the signal off."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
