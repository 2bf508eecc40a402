"""The sentences for findings and problems, found by their code."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING

from vendorcore.text.entries import field_word, reason_words
from vendorcore.text.findings import FINDINGS
from vendorcore.text.language import _
from vendorcore.text.problems import PROBLEMS
from vendorcore.text.quoting import quoted, shortened
from vendorcore.text.receipt_problems import PLAIN_PROBLEMS
from vendorcore.text.remarks import REMARKS
from vendorcore.text.seen import SEEN
from vendorcore.text.sizes import size_text
from vendorcore.text.spans import span_text
from vendorcore.text.suggestions import SUGGESTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "FINDINGS",
    "PROBLEMS",
    "REMARKS",
    "SUGGESTIONS",
    "Sentence",
    "finding_sentence",
    "problem_sentence",
    "remark_sentence",
    "suggestion_sentence",
]

_SIZES = ("needed", "free", "limit")
_SPANS = ("apart",)
_WORDS = {"field": field_word, "reason": reason_words}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened, what it means, what to do; the last two may be empty."""

    happened: str
    means: str = ""
    todo: str = ""

    def __str__(self) -> str:
        """Return the parts as one paragraph."""
        return " ".join(part for part in (self.happened, self.means, self.todo) if part)


def finding_sentence(code: str, values: Mapping[str, object]) -> str:
    """Return what a finding says to a person; an unknown code is shown as it is."""
    return _fill(FINDINGS.get(code, code), values)


def seen_sentence(code: str, values: Mapping[str, object]) -> str:
    """Return what a finding says to somebody who only looks; the fact, without an order."""
    return _fill(SEEN.get(code) or FINDINGS.get(code, code), values)


def suggestion_sentence(code: str, values: Mapping[str, object]) -> str:
    """Return why a process is suggested for a photo."""
    return _fill(SUGGESTIONS.get(code, code), values)


def remark_sentence(code: str, values: Mapping[str, object]) -> str:
    """Return what a remark on a draft says to a person; an unknown code is shown as it is."""
    return _fill(REMARKS.get(code, code), {name: shortened(one) for name, one in values.items()})


def problem_sentence(code: str, values: Mapping[str, object]) -> Sentence:
    """Return what happened, what it means and what to do, for the code of an error."""
    parts = PROBLEMS.get(code) or PROBLEMS["unknown"]
    shown = {"code": code, **{name: _shown(name, value) for name, value in values.items()}}
    if "remark" in values:
        shown["remark"] = remark_sentence(str(values["remark"]), values)
    if code in PLAIN_PROBLEMS and not _names("".join(parts)) <= set(shown):
        parts = PLAIN_PROBLEMS[code]
    return Sentence(*(_fill(part, shown) for part in parts))


def _names(source: str) -> set[str]:
    return {name for _text, name, _form, _how in Formatter().parse(source) if name}


def _shown(name: str, value: object) -> object:
    """Write sizes, lengths of time, fields and reasons as people read them."""
    if name in _SIZES and isinstance(value, int):
        return size_text(value)
    if name in _SPANS and isinstance(value, int):
        return span_text(value)
    return _WORDS[name](value) if name in _WORDS and isinstance(value, str) else value


def _fill(source: str, values: Mapping[str, object]) -> str:
    if not source:
        return ""
    return _(source).format_map(_Known({name: quoted(one) for name, one in values.items()}))


class _Known(dict[str, object]):
    """Values of a sentence; a missing one shows as an ellipsis, never as an exception."""

    def __missing__(self, key: str) -> str:
        return "…"
