"""Reads the tables of a catalogue."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from vendorcore import resources
from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from collections.abc import Iterable


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a bundled table, such as "institutions.csv"."""
    with resources.path(f"catalogue/{name}").open(encoding="utf-8-sig", newline="") as file:
        return parse(file, name)


def parse(lines: Iterable[str], name: str) -> list[dict[str, str]]:
    """Return the rows of a table by the names of its first line; InvalidEntry for a crooked one."""
    reader = csv.DictReader(lines, strict=True)
    try:
        found = [{key: value or "" for key, value in row.items() if key} for row in reader]
    except csv.Error as error:
        raise InvalidEntry(field=name, reason="not-a-table") from error
    return found
