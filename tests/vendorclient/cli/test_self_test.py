"""The self-test tries every part for real, and says which one does not work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from vendorcore.media.child import itself

from vendorclient.cli import self_test
from vendorclient.cli.output import Output
from vendorclient.cli.self_test import PARTS

if TYPE_CHECKING:
    from pathlib import Path


def test_every_part_of_this_program_works(tmp_path: Path) -> None:
    pytest.importorskip("PySide6", reason="the window is a part of the program")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "VENDORCLIENT_DATA": str(tmp_path)}
    line = [sys.executable, "-m", "vendorclient", "--self-test", "--json"]
    done = subprocess.run(line, env=environment, capture_output=True, check=False)
    said = [json.loads(line) for line in done.stdout.splitlines()]

    assert [one["part"] for one in said] == [name for name, _ in PARTS]
    assert [one for one in said if not one["ok"]] == []
    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_a_part_that_does_not_work_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    def broken(_folder: Path) -> str:
        raise LookupError("no such library")

    def whole(folder: Path) -> str:
        return str(folder.is_dir())

    assert self_test.run(Output(as_json=False), (("qr", broken), ("pdf", whole))) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.split() == ["안", "됨", "qr", "LookupError:", "no", "such", "library"]
    assert second.split() == ["좋음", "pdf", "True"]


def test_a_frozen_program_starts_the_one_that_can_be_talked_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "vendorclientw.exe"))
    assert itself() == (str(tmp_path / "vendorclientw.exe"),)
    (tmp_path / "vendorclient.exe").touch()
    assert itself() == (str(tmp_path / "vendorclient.exe"),)
