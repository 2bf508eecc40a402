"""What was typed wrong, and what nobody expected, is said in sentences."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.vendorclient.builders import write
from vendorclient.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.cli.terminal import Terminal


@pytest.mark.parametrize(
    "words", [["dance"], ["import"], ["tag", "--contract", "1"], ["--lang", "fr", "status"], []]
)
def test_misuse_ends_with_two(terminal: Terminal, words: list[str]) -> None:
    said = terminal(*words)

    assert (said.code, said.out) == (2, "")
    assert "사용법" in said.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["dance"], "쓸 수 없는 값: dance"),
        (["import"], "빠진 값: KEY|FOLDER"),
        (["status", "now"], "모르는 말: now"),
        (["submit", "--contract"], "값이 없는 선택: --contract"),
    ],
)
def test_misuse_is_explained_in_the_readers_language(
    terminal: Terminal, words: list[str], said: str
) -> None:
    assert said in terminal(*words).err


def test_misuse_is_told_to_programs_too(terminal: Terminal) -> None:
    said = terminal.json("import")

    assert (said.code, said.row["error"]["code"]) == (2, "misuse")


def test_help_is_there_for_every_command(terminal: Terminal) -> None:
    helped = terminal("--help")

    assert helped.code == 0
    for command in ("devices", "import", "doctor", "worker"):
        assert command in helped.out
        assert terminal(command, "--help").code == 0


def test_nobody_sees_a_traceback(terminal: Terminal) -> None:
    terminal("contracts")
    (terminal.data / "client.db").unlink()
    (terminal.data / "client.db").mkdir()

    said = terminal("contracts")

    assert said.code == 1
    assert "Traceback" not in said.err
    assert said.err


def test_a_folder_that_cannot_be_written_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    write(tmp_path / "file")

    code = main(["--data", str(tmp_path / "file" / "below"), "contracts", "--json"])

    assert code == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "not-writable"
    assert os.listdir(tmp_path) == ["file"]  # noqa: PTH208 - names alone are compared
