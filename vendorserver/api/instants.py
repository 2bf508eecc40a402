"""Instants as they stand in bodies."""

from datetime import datetime

from vendorcore.domain import instant_from_text
from vendorcore.errors import InvalidEntry


def instant(field: str, text: str) -> datetime:
    """Return the instant that a field names; InvalidEntry otherwise."""
    try:
        return instant_from_text(text)
    except (ValueError, OverflowError) as error:
        raise InvalidEntry(field=field, reason="not-an-instant") from error
