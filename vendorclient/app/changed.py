"""Tells whoever shows something that it is no longer up to date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Kind(StrEnum):
    """What a page may show."""

    DEVICES = "devices"
    MEDIA = "media"
    CONTRACTS = "contracts"
    ATTACHMENTS = "attachments"
    OUTBOX = "outbox"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Changed:
    """These kinds of things have changed."""

    kinds: frozenset[Kind]

    @classmethod
    def of(cls, *kinds: Kind) -> Changed:
        """Return the announcement of some kinds."""
        return cls(frozenset(kinds))


def nobody(_: Changed) -> None:
    """Listen to nothing."""


if TYPE_CHECKING:
    Announce = Callable[[Changed], None]
