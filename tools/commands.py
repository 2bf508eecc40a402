"""Calls the two programs the way any other program would: by their commands and --json."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

from tools import processes
from tools.places import DEMO, venv_python

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row = dict[str, Any]


class Trouble(Exception):
    """A command could not do its work; the text is for a person."""


def client_line(*words: str) -> list[str]:
    """Return the line that starts the client program on the demo data."""
    return [str(venv_python()), "-m", "vendorclient", "--data", str(DEMO / "client"), *words]


def server_line(*words: str) -> list[str]:
    """Return the line that starts the server program on the demo data."""
    return [str(venv_python()), "-m", "vendorserver", "--data", str(DEMO / "server"), *words]


def words_of(line: Sequence[str], extra: Mapping[str, str] | None = None) -> list[Row]:
    """Run a command to its end and return the objects it printed, one a line."""
    child = processes.start(line, subprocess.PIPE, extra)
    try:
        output, complaint = child.communicate()
    finally:
        processes.stop(child)
    rows = [json.loads(text) for text in output.splitlines() if text.startswith(b"{")]
    if child.returncode:
        raise Trouble(_why(rows, complaint.decode("utf-8", "replace"), line))
    return rows


def text_of(line: Sequence[str]) -> str:
    """Run a command to its end and return what it printed."""
    child = processes.start(line, subprocess.PIPE)
    try:
        output, complaint = child.communicate()
    finally:
        processes.stop(child)
    if child.returncode:
        raise Trouble(_why([], complaint.decode("utf-8", "replace"), line))
    return output.decode("utf-8").strip()


def _why(rows: list[Row], complaint: str, line: Sequence[str]) -> str:
    errors = [str(row["error"].get("detail", "")) for row in rows if "error" in row]
    said = errors or complaint.strip().splitlines()[-6:]
    return "\n".join([*said, f"({' '.join(line[2:])})"])
