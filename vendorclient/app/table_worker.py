"""The child process that reads a spreadsheet from outside, so that a bad one harms nobody else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from vendorcore.documents.public_rows import read_rows
from vendorcore.documents.spreadsheet import MOST_BYTES, read_spreadsheet
from vendorcore.errors import NotReadable, VendorError
from vendorcore.media.frames import Message, read_frame, write_frame
from vendorcore.media.worker import private_streams

if TYPE_CHECKING:
    from vendorcore.documents.spreadsheet import Cell, Sheet

PIECE_BYTES = 4 << 20


def main(inbound: int = 0, outbound: int = 1) -> int:
    """Answer jobs from one descriptor on the other until the parent closes it."""
    jobs, answers = private_streams(inbound, outbound)
    with jobs, answers:
        write_frame(answers, {"ready": True})
        while (frame := read_frame(jobs)) is not None:
            answer(frame[0], answers)
    return 0


def answer(job: Message, answers: IO[bytes]) -> None:
    """Read one file; its rows follow in pieces, a refusal comes by its code."""
    try:
        found = _found(job)
    except VendorError as error:
        details = {name: str(value) for name, value in error.details.items()}
        write_frame(answers, {"problem": error.code, "details": details})
        return
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    data = text.encode("utf-8", "surrogatepass")
    for start in range(0, len(data), PIECE_BYTES):
        write_frame(answers, {"more": True}, data[start : start + PIECE_BYTES])
    write_frame(answers, {"more": False})


def bytes_of(path: Path) -> bytes:
    """Return what is in a file of a bearable size."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotReadable("spreadsheet-too-large", limit=MOST_BYTES)
        return path.read_bytes()
    except OSError as error:
        raise NotReadable(path=path.name) from error


def _found(job: Message) -> list[Any]:
    if "public" in job:
        return read_rows(bytes_of(Path(job["public"])))
    return [_sheet(one) for one in read_spreadsheet(bytes_of(Path(job["sheets"])))]


def _sheet(sheet: Sheet) -> list[Any]:
    rows = [[_cell(cell) for cell in row] for row in sheet.rows]
    return [sheet.name, rows, sheet.merged, sheet.cut]


def _cell(cell: Cell) -> str | list[str | bool]:
    """Return a plain cell as its text, any other with what else is known of it."""
    plain = not (cell.formula or cell.covered)
    return cell.text if plain else [cell.text, cell.formula, cell.covered]
