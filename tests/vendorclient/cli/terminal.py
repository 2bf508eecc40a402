"""A terminal in which commands are typed, and what they said."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vendorclient.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


@dataclass
class Said:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def row(self) -> dict[str, Any]:
        (only,) = self.rows
        return only


class Terminal:
    """A terminal in which the program is called by its words."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data = data
        self._capsys = capsys

    def __call__(self, *words: object) -> Said:
        code = main(["--data", str(self.data), "--lang", "ko", *map(str, words)])
        out, err = self._capsys.readouterr()
        return Said(code, out, err)

    def json(self, *words: object) -> Said:
        return self(*words, "--json")
