"""Turns what the program knows into sentences, in Korean or in English."""

from vendorcore.text.josa import josa
from vendorcore.text.language import Language, _, current_language, n_, set_language, use_language
from vendorcore.text.sentences import (
    FINDINGS,
    PROBLEMS,
    REMARKS,
    SUGGESTIONS,
    Sentence,
    finding_sentence,
    problem_sentence,
    remark_sentence,
    seen_sentence,
    suggestion_sentence,
)
from vendorcore.text.sizes import size_text
from vendorcore.text.spans import span_text
from vendorcore.text.verdicts import VERDICTS, seen_verdict_word, verdict_word

__all__ = [
    "FINDINGS",
    "PROBLEMS",
    "REMARKS",
    "SUGGESTIONS",
    "VERDICTS",
    "Language",
    "Sentence",
    "_",
    "current_language",
    "finding_sentence",
    "josa",
    "n_",
    "problem_sentence",
    "remark_sentence",
    "seen_sentence",
    "seen_verdict_word",
    "set_language",
    "size_text",
    "span_text",
    "suggestion_sentence",
    "use_language",
    "verdict_word",
]
