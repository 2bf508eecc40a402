"""What people typed, made fit to stand inside our own sentences."""

from __future__ import annotations

import re

# They turn the order of letters around, of the sentence that holds them as well.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST = 40


def quoted(value: object) -> object:
    """Return a value without the marks that would turn our sentence around."""
    return _TURNING.sub("", value) if isinstance(value, str) and _TURNING.search(value) else value


def shortened(value: object) -> object:
    """Return the beginning of a long text: a remark names what it means, it does not repeat it."""
    if isinstance(value, str) and len(value) > _LONGEST:
        return value[:_LONGEST].rstrip() + "…"
    return value
