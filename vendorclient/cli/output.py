"""Prints what a command found: sentences for people, one JSON object a line for programs."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any, TextIO

from vendorcore.text import problem_sentence

if TYPE_CHECKING:
    from vendorcore.errors import VendorError


# Escape sequences and letters that turn a line round: no name of a file may steer a terminal.
_STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """Return text in which nothing steers the terminal; such letters are written as codes."""
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def one_line(text: str) -> str:
    """Return harmless text on one line: no name of a file may look like a line of ours."""
    return harmless(text).replace("\n", "\\n")


class Output:
    """Where a command says what it found."""

    def __init__(
        self,
        *,
        as_json: bool,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        bar_after_s: float = 1.0,
    ) -> None:
        self.as_json = as_json
        self.bar_after_s = bar_after_s
        self._stdout = stdout or sys.stdout
        self.stderr = stderr or sys.stderr

    def show(self, record: dict[str, Any], sentence: str) -> None:
        """Print the record for programs or the sentence for people; an empty one is skipped."""
        line = json.dumps(record, ensure_ascii=False) if self.as_json else harmless(sentence)
        if line:
            print(line, file=self._stdout, flush=True)

    def problem(self, error: VendorError) -> None:
        """Say what went wrong, what it means and what to do."""
        shown = {k: one_line(v) if isinstance(v, str) else v for k, v in error.details.items()}
        detail = str(problem_sentence(error.code, error.details if self.as_json else shown))
        if self.as_json:
            self.show({"error": {"code": error.code, "detail": detail}}, "")
        else:
            print(harmless(detail), file=self.stderr, flush=True)

    def remark(self, sentence: str) -> None:
        """Say something beside the results; programs do not hear it."""
        if sentence and not self.as_json:
            print(harmless(sentence), file=self.stderr, flush=True)

    @property
    def has_watcher(self) -> bool:
        """Whether somebody looks at a terminal where a bar can grow."""
        return self.stderr.isatty()
