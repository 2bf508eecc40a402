"""Chooses the language: Korean unless the reader or the computer says otherwise."""

from __future__ import annotations

import locale
import sys
from typing import TYPE_CHECKING

from vendorcore.text import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# In the order in which gettext looks at them.
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_NEUTRAL = ("", "C", "POSIX")


def system_language() -> str:
    """Return the language of Windows' own texts; empty elsewhere, where variables name it."""
    if sys.platform != "win32":
        return ""
    import ctypes

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")


def choose(
    words: Sequence[str],
    environment: Mapping[str, str],
    system: Callable[[], str] = system_language,
) -> Language:
    """Return the language that a command line or else the computer asks for."""
    asked = _option(words)
    if asked:
        return Language.EN if asked.lower().startswith("en") else Language.KO
    named = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    named = named or system()
    if named.partition(".")[0] in _NEUTRAL or named.lower().startswith("ko"):
        return Language.KO
    return Language.EN


def _option(words: Sequence[str]) -> str:
    """Return what follows the last --lang; it must be known before any help can be made."""
    asked = ""
    for index, word in enumerate(words):
        if word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
        elif word == "--lang" and index + 1 < len(words):
            asked = words[index + 1]
    return asked
