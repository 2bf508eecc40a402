"""The columns of the 원부자재 구매내역서: the bundled proposal, or an operator's own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vendorcore.catalogue.tables import parse, rows
from vendorcore.domain.materials import Column, ColumnType
from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHOICES = re.compile(r"([^()]+)\(([^()]+/[^()]+)\)")
NAME = "material_purchase_columns.csv"


@cache
def material_columns() -> tuple[Column, ...]:
    """Return the bundled columns (own proposal: the official list was not found)."""
    return _columns(rows(NAME))


def material_columns_from(lines: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of a table of the same shape; InvalidEntry for one that cannot be used."""
    columns = _columns(parse(lines, NAME))
    keys = [column.key for column in columns]
    if not keys or "" in keys or len(set(keys)) != len(keys):
        raise InvalidEntry(field=NAME, reason="not-a-table")
    return columns


def _columns(table: list[dict[str, str]]) -> tuple[Column, ...]:
    return tuple(_column(row) for row in table)


def _column(row: dict[str, str]) -> Column:
    title, key = row.get("column_ko", "").strip(), row.get("key", "").strip()
    found = _CHOICES.fullmatch(title)
    kind = row.get("type", "").strip()
    return Column(
        key=key,
        title=title,
        type=ColumnType(kind) if kind in set(ColumnType) else ColumnType.TEXT,
        required=row.get("required", "").strip().upper() == "Y",
        choices=tuple(found[2].split("/")) if found and kind == ColumnType.ENUM else (),
    )
