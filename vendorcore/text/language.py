"""The language of the moment: Korean is the source, English comes from the catalogue."""

from __future__ import annotations

import gettext
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from vendorcore import resources
from vendorcore.text.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

DOMAIN = "vendor"


class Language(StrEnum):
    """The languages the program speaks."""

    KO = "ko"
    EN = "en"


_current: ContextVar[Language] = ContextVar("language", default=Language.KO)


def current_language() -> Language:
    """Return the language that sentences are made in now."""
    return _current.get()


def set_language(language: str) -> None:
    """Speak this language from now on; an unknown one means Korean."""
    _current.set(Language.EN if language.lower().startswith("en") else Language.KO)


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Speak this language inside the block."""
    before = _current.get()
    set_language(language)
    try:
        yield
    finally:
        _current.set(before)


def _(message: str, **values: object) -> str:
    """Return the sentence in the language of the moment with its named places filled in."""
    found = _catalogue(_current.get()).gettext(message)
    return found.format(**_quoted(values)) if values else found


def n_(one: str, many: str, n: int, **values: object) -> str:
    """Return the sentence for a count; {n} is the count."""
    found = _catalogue(_current.get()).ngettext(one, many, n)
    return found.format(n=n, **_quoted(values))


def _quoted(values: dict[str, object]) -> dict[str, object]:
    return {name: quoted(value) for name, value in values.items()}


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language is Language.KO:
        return gettext.NullTranslations()
    folder = resources.root() / "i18n"
    return gettext.translation(DOMAIN, str(folder), [language], fallback=True)
