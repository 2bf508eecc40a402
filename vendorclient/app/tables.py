"""Spreadsheets from outside: read in a process of their own that is killed when it hangs."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

from vendorcore.documents.spreadsheet import Cell, Sheet
from vendorcore.errors import NotReadable
from vendorcore.media.child import Child, itself

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from vendorcore.documents.public_rows import Row
    from vendorcore.media.frames import Message

START_SECONDS = 30.0
# 20,000 rows of 15 columns take about eight seconds on a slow computer.
TABLE_SECONDS = 45.0
MEMORY_BYTES = 1 << 30
MOST_ANSWER_BYTES = 128 << 20


def read_sheets(
    path: Path,
    *,
    command: Sequence[str] = (),
    seconds: float = TABLE_SECONDS,
    memory_bytes: int = MEMORY_BYTES,
) -> list[Sheet]:
    """Return the sheets of an XLSX or CSV; NotReadable says what it is instead."""
    found = _ask({"sheets": str(path.absolute())}, command, seconds, memory_bytes)
    return [_sheet(one) for one in found]


def read_public_rows(
    path: Path, *, command: Sequence[str] = (), seconds: float = TABLE_SECONDS
) -> list[Row]:
    """Return the rows of 계약정보서비스 that were saved as JSON, XML or XLSX."""
    return _ask({"public": str(path.absolute())}, command, seconds, MEMORY_BYTES)


def worker_command() -> tuple[str, ...]:
    """Return the command that starts the process; a frozen program starts itself."""
    if getattr(sys, "frozen", False):
        return (*itself(), "worker", "--tables")
    # Safe path (-P): a module lying in the current folder is never imported.
    return (sys.executable, "-P", "-c", "from vendorclient.app.table_worker import main; main()")


def _ask(job: Message, command: Sequence[str], seconds: float, memory_bytes: int) -> list[Any]:
    child = Child(tuple(command) or worker_command())
    try:
        child.wait(time.monotonic() + START_SECONDS, memory_bytes)
        child.send(job)
        return _answer(child, time.monotonic() + seconds, memory_bytes)
    finally:
        child.end()


def _answer(child: Child, deadline: float, memory_bytes: int) -> list[Any]:
    data = bytearray()
    while (frame := child.wait(deadline, memory_bytes)) is not None:
        message, piece = frame
        if "problem" in message:
            raise NotReadable(message["problem"], **message["details"])
        data += piece
        if not message["more"]:
            found: list[Any] = json.loads(data.decode("utf-8", "surrogatepass"))
            return found
        if len(data) > MOST_ANSWER_BYTES:
            break
    raise NotReadable("spreadsheet-unreadable")  # it hung, died or grew too large


def _sheet(said: list[Any]) -> Sheet:
    name, rows, merged, cut = said
    return Sheet(name=name, rows=tuple(map(_row, rows)), merged=merged, cut=cut)


def _row(cells: list[str | list[Any]]) -> tuple[Cell, ...]:
    return tuple(Cell(one) if isinstance(one, str) else Cell(*one) for one in cells)
