"""Collects the Korean sentences of the programs and keeps the English catalogue in step.

Runs inside .venv (it needs Babel): python -m tools.texts update | check
"""

from __future__ import annotations

import io
import re
import string
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.places import CODE, RESOURCES, ROOT, say

if TYPE_CHECKING:
    from collections.abc import Iterator

DOMAIN = "vendor"
TERMS = {"계약": ("Contract", "Contracts")}
LANGUAGE = "en"
KEYWORDS: dict[str, Any] = {"_": None, "_mark": None, "mark": None, "n_": (1, 2)}
_TAG = re.compile(
    r"""\{%\s*(?:t\s+(?P<t>"[^"]*"|'[^']*')
        |n\s+(?P<one>"[^"]*"|'[^']*')\s+(?P<many>"[^"]*"|'[^']*'))""",
    re.VERBOSE,
)
_LEFT_OUT = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Last-Translator",
    "Language-Team",
    "Report-Msgid-Bugs-To",
    "Project-Id-Version",
)


UNDATED = datetime(2026, 1, 1, tzinfo=UTC)


def folder() -> Path:
    """Return where the English catalogue lies."""
    return RESOURCES / "i18n" / LANGUAGE / "LC_MESSAGES"


def template_texts(
    file: IO[bytes], _keywords: object, _comment_tags: object, **_options: object
) -> Iterator[tuple[int, str, str | tuple[str, str], list[str]]]:
    """Yield the sentences of a page template: {% t "…" %} and {% n "…" "…" count %}."""
    source = file.read().decode("utf-8")
    for found in _TAG.finditer(source):
        line = source.count("\n", 0, found.start()) + 1
        if found["t"]:
            yield line, "_", found["t"][1:-1], []
        else:
            yield line, "n_", (found["one"][1:-1], found["many"][1:-1]), []


def extract() -> Catalog:
    """Return every sentence of the programs, without translations."""
    catalogue = Catalog(LANGUAGE, DOMAIN, header_comment="", project="vendorclient", fuzzy=False)
    methods: list[tuple[str, Any]] = [("**.py", "python"), ("**.html", template_texts)]
    methods += [("**.txt", template_texts)]
    for package in CODE:
        found = extract_from_dir(ROOT / package, methods, keywords=KEYWORDS)
        for file, _line, message, _comments, _context in found:
            catalogue.add(message, locations=[(f"{package}/{Path(file).as_posix()}", 0)])
    return catalogue


def read() -> Catalog:
    """Return the English catalogue as it is kept."""
    with (folder() / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=LANGUAGE, domain=DOMAIN)


def update() -> list[str]:
    """Bring the English catalogue up to date, compile it, return what lacks a translation."""
    folder().mkdir(parents=True, exist_ok=True)
    po = folder() / f"{DOMAIN}.po"
    fresh = extract()
    if po.exists():
        _take_over(fresh, read())
    _name_terms(fresh)
    po.write_bytes(_po_bytes(fresh))
    (folder() / f"{DOMAIN}.mo").write_bytes(_mo_bytes(read()))
    return check()


def check() -> list[str]:
    """Return one sentence for everything that is not right in the English catalogue."""
    kept = {message.id: message for message in read() if message.id}
    wanted = {message.id for message in extract() if message.id}
    problems = [f"not in the catalogue: {_first(key)}" for key in wanted - set(kept)]
    problems += [f"no longer used: {_first(key)}" for key in set(kept) - wanted]
    for message in kept.values():
        problems += _problems(message)
    if (folder() / f"{DOMAIN}.mo").read_bytes() != _mo_bytes(read()):
        problems.append("the compiled catalogue is older than the text: run dev.py texts")
    return sorted(problems)


def fields(text: str) -> set[str]:
    """Return the named places of a sentence."""
    return {name for _before, name, _spec, _how in string.Formatter().parse(text) if name}


def _problems(message: Message) -> list[str]:
    originals = _forms(message.id)
    translations = _forms(message.string)
    if not all(translations) or len(translations) < len(originals):
        return [f"no English: {originals[0]}"]
    named = {name for text in originals for name in fields(text)}
    wrong = [text for text in translations if fields(text) - {"n"} != named - {"n"}]
    return [f"other places than in Korean: {text}" for text in wrong]


def _forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return list(text) if isinstance(text, list | tuple) else [text or ""]


def _first(key: str | list[str] | tuple[str, ...]) -> str:
    return _forms(key)[0]


def _take_over(fresh: Catalog, kept: Catalog) -> None:
    """Keep the translations that exist; sentences that vanished are let go.

    One that counts now and did not before wants two translations: the one it had is no pair.
    """
    for message in fresh:
        old = kept.get(message.id) if message.id else None
        if old and old.pluralizable == message.pluralizable:
            message.string = old.string


def _name_terms(fresh: Catalog) -> None:
    """Give each term of the field its one English, whatever a merge of catalogues made of it."""
    for term, forms in TERMS.items():
        message = fresh.get(term)
        if message is not None and message.pluralizable:
            message.string = forms


def _po_bytes(catalogue: Catalog) -> bytes:
    """Return the catalogue as text without dates, so that it changes only with its sentences."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, include_lineno=False, sort_by_file=True)
    lines = buffer.getvalue().decode("utf-8").splitlines(keepends=True)
    headers = tuple(f'"{name}' for name in _LEFT_OUT)
    kept = [line for line in lines if not line.startswith((*headers, "#\n", "# "))]
    return "".join(kept).lstrip("#\n").encode("utf-8")


def _mo_bytes(catalogue: Catalog) -> bytes:
    # Babel would write the minute of compiling into the header.
    catalogue.creation_date = UNDATED
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main(arguments: list[str]) -> int:
    """Update or check; say what is not right."""
    problems = update() if arguments[:1] == ["update"] else check()
    for problem in problems:
        say(f"  {problem}")
    say(f"번역 확인: 남은 일 {len(problems)}개 / translations: {len(problems)} open")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
