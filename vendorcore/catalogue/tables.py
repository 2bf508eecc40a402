"""Reads the tables of a catalogue and finds what people type."""

from __future__ import annotations

import csv
import unicodedata
from typing import TYPE_CHECKING

from vendorcore import resources
from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    T = TypeVar("T")


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


def search(
    entries: Iterable[T], text: str, names_of: Callable[[T], Iterable[str]], limit: int
) -> list[T]:
    """Return the entries with every typed word in a name; those that begin so come first."""
    words = folded(text).split()
    ranked = []
    for place, entry in enumerate(entries):
        names = [folded(name) for name in names_of(entry) if name]
        if all(any(word in name for name in names) for word in words):
            begins = bool(words) and any(name.startswith(words[0]) for name in names)
            ranked.append((not begins, place, entry))
    ranked.sort(key=lambda found: found[:2])
    return [entry for _, _, entry in ranked[:limit]]


def folded(text: str) -> str:
    """Return text for comparing: one form of Hangul, one case, no blanks at the ends."""
    return unicodedata.normalize("NFKC", text).casefold().strip()
