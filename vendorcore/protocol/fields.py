"""Reads the fields of a JSON object; InvalidEntry names the one that is wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from vendorcore.protocol.canonical import JsonObject, JsonValue


def text(row: JsonObject, key: str, default: str | None = None) -> str:
    """Return a text."""
    value = row.get(key, default)
    if not isinstance(value, str):
        raise InvalidEntry(field=key, reason="missing" if value is None else "not-a-text")
    return value


def count(row: JsonObject, key: str) -> int:
    """Return a whole number from 0 on."""
    value = row.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InvalidEntry(field=key, reason="not-a-count")
    return value


def day(row: JsonObject, key: str) -> date:
    """Return a day."""
    try:
        return date.fromisoformat(text(row, key))
    except ValueError as error:
        raise InvalidEntry(field=key, reason="not-a-day") from error


def day_or_none(row: JsonObject, key: str) -> date | None:
    """Return a day, None where the text is empty or missing."""
    return day(row, key) if row.get(key, "") != "" else None


def rows(row: JsonObject, key: str) -> list[JsonObject]:
    """Return a list of objects; a missing one is empty."""
    value: JsonValue = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise InvalidEntry(field=key, reason="not-a-list")
    return cast("list[JsonObject]", value)


def object_of(row: JsonObject, key: str) -> JsonObject:
    """Return an object; a missing one is empty."""
    value: JsonValue = row.get(key, {})
    if not isinstance(value, dict):
        raise InvalidEntry(field=key, reason="not-an-object")
    return value
