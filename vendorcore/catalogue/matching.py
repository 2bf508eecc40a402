"""Finds names as people type them: parts, several words, initial consonants (초성)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeVar

    T = TypeVar("T")

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST, _LAST = 0xAC00, 0xD7A3
_PER_INITIAL, _PER_VOWEL = 588, 28
_EXACT, _START, _WORD, _INSIDE, _SCATTERED = range(5)
_SCATTER_FROM = 2
LONGEST = 100


def folded(text: str) -> str:
    """Return text for comparing: one form of Hangul, one case, no blanks at the ends."""
    # Compatibility jamo are what a keyboard types; NFKC would turn them into conjoining ones.
    kept = "".join(ch if ch in INITIALS else unicodedata.normalize("NFKC", ch) for ch in text)
    return unicodedata.normalize("NFC", kept).casefold().strip()


def initials_of(text: str) -> str:
    """Return the initial consonants of a text: ㅅㅊㅅ of 속초시; other letters stay."""
    return "".join(
        INITIALS[(ord(ch) - _FIRST) // _PER_INITIAL] if _FIRST <= ord(ch) <= _LAST else ch
        for ch in folded(text)
    )


def search(
    entries: Iterable[T],
    text: str,
    names_of: Callable[[T], Sequence[str]],
    limit: int,
    recent: Callable[[T], int | None] = lambda _entry: None,
) -> list[T]:
    """Return the entries in which every typed word is found, the best first, the limit at most.

    recent gives how long ago an entry was used (0 is the latest): used ones come first.
    """
    words = _words(text)
    ranked = []
    for place, entry in enumerate(entries):
        fit = _rank(words, names_of(entry))
        if fit is not None:
            used = recent(entry)
            ranked.append(((used is None, used or 0, fit, place), entry))
    ranked.sort(key=lambda found: found[0])
    return [entry for _key, entry in ranked[:limit]]


def rank(text: str, names: Sequence[str]) -> int | None:
    """Return how well all typed words fit some names, 0 is best; None when one is not found."""
    return _rank(_words(text), names)


@lru_cache(maxsize=256)
def _words(text: str) -> list[str]:
    return folded(text)[:LONGEST].split()


def _rank(words: list[str], names: Sequence[str]) -> int | None:
    """Return how well all words fit, 0 is best; the first of the names counts before the rest."""
    total = 0
    for word in words:
        ranks = [
            2 * rank + (place > 0)
            for place, name in enumerate(names)
            if name and (rank := _fit(word, name, main=place == 0)) is not None
        ]
        if not ranks:
            return None
        total += min(ranks)
    return total


def _fit(word: str, name: str, *, main: bool) -> int | None:
    plain = _folded_name(name)
    found = _pattern(word).search(plain)
    if found is None:
        return _SCATTERED if main and _is_scattered(word, plain) else None
    if found.start() == 0:
        return _EXACT if found.end() == len(plain) else _START
    return _WORD if plain[found.start() - 1] in " ·(" else _INSIDE


@lru_cache(maxsize=20_000)
def _folded_name(name: str) -> str:
    return folded(name)


@lru_cache(maxsize=256)
def _pattern(word: str) -> re.Pattern[str]:
    """Return what finds a word; in a name a blank may stand where none was typed."""
    last = len(word) - 1
    letters = (_letter(ch, composing=place == last) for place, ch in enumerate(word))
    return re.compile(r"\s?".join(letters))


def _is_scattered(word: str, name: str) -> bool:
    """Whether a name holds the letters of an abbreviation in order, such as 강원속초."""
    if len(word) < _SCATTER_FROM or any(ch in INITIALS for ch in word):
        return False
    letters = iter(name)
    return all(ch in letters for ch in word)


def _letter(ch: str, *, composing: bool) -> str:
    """Return what a typed letter may stand for: an initial for all its syllables."""
    if ch in INITIALS:
        first = _FIRST + INITIALS.index(ch) * _PER_INITIAL
        return f"[{ch}{chr(first)}-{chr(first + _PER_INITIAL - 1)}]"
    code = ord(ch) - _FIRST
    if composing and _FIRST <= ord(ch) <= _LAST and code % _PER_VOWEL == 0:
        return f"[{ch}-{chr(ord(ch) + _PER_VOWEL - 1)}]"
    return re.escape(ch)
