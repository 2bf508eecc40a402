"""One way to write a message as bytes, so that signatures agree (RFC 8785)."""

from __future__ import annotations

import json
from typing import Any, cast

import rfc8785

from vendorcore.errors import InvalidEntry

# What JSON can hold; messages of the protocol use no fractions.
JsonValue = str | int | float | bool | None | list["JsonValue"] | dict[str, "JsonValue"]
JsonObject = dict[str, JsonValue]


def canonical_json(value: JsonObject) -> bytes:
    """Return the canonical bytes of a message; InvalidEntry when it cannot be written so."""
    try:
        return rfc8785.dumps(cast("Any", value))
    except rfc8785.CanonicalizationError as error:
        raise InvalidEntry(field="message", reason="not-canonical") from error


def parse_object(text: bytes | str) -> JsonObject:
    """Return the object that a JSON text holds; InvalidEntry for anything else."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidEntry(field="message", reason="not-json") from error
    if not isinstance(value, dict):
        raise InvalidEntry(field="message", reason="not-an-object")
    return cast("JsonObject", value)
