"""Tables on the clipboard, as spreadsheets put them there."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def block(text: str) -> list[list[str]]:
    """Return copied cells: tabs between columns, lines between rows, quotes around both."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if not lines:
        return []
    return [row or [""] for row in csv.reader(io.StringIO(lines), delimiter="\t")]


def text(rows: Sequence[Sequence[str]]) -> str:
    """Return cells as a spreadsheet takes them."""
    target = io.StringIO()
    csv.writer(target, delimiter="\t", lineterminator="\n").writerows(rows)
    return target.getvalue()
