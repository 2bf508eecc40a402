"""What a column of a sheet is: its heading, how it is aligned, what may be typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """One column; width 0 takes the rest. `shown` turns the typed text into what is read."""

    key: str
    title: str
    width: int = 0
    right: bool = False
    needed: bool = False
    locked: bool = False  # to be read only
    choices: tuple[tuple[str, str], ...] = ()  # (kept, shown)
    tidy: Callable[[str], str] | None = None  # applied when a cell is left
    least: int = 0  # narrower than this it is left away

    def words(self, text: str) -> str:
        """Return a kept text as people read it."""
        return dict(self.choices).get(text, text)

    def kept(self, words: str) -> str:
        """Return what was typed or pasted as it is kept."""
        for key, shown in self.choices:
            if words.strip().casefold() in (key.casefold(), shown.casefold()):
                return key
        return self.tidy(words) if self.tidy else words
