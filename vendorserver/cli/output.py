"""What commands print: lines for people, or one JSON object a line for programs."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, TypeVar

from tqdm import tqdm

from vendorcore.text import problem_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vendorcore.errors import VendorError
    from vendorcore.protocol import JsonObject

T = TypeVar("T")


class Output:
    """The one printer of a command."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def row(self, values: JsonObject, line: str) -> None:
        """Print one result."""
        print(json.dumps(values, ensure_ascii=False) if self.as_json else line, flush=True)

    def remark(self, line: str) -> None:
        """Say something beside the results, to people alone."""
        if not self.as_json:
            print(line, flush=True)

    def problem(self, error: VendorError) -> None:
        """Say what went wrong: on stdout for programs, on stderr for people."""
        detail = str(problem_sentence(error.code, error.details))
        if self.as_json:
            print(json.dumps({"error": {"code": error.code, "detail": detail}}, ensure_ascii=False))
        else:
            print(detail, file=sys.stderr)

    def bar(self, title: str) -> Callable[[Iterable[T], int], Iterable[T]]:
        """Return what shows a bar while things go by, when a person watches for over a second."""
        quiet = self.as_json or not sys.stderr.isatty()

        def watched(things: Iterable[T], total: int) -> Iterable[T]:
            return tqdm(things, desc=title, total=total, disable=quiet, delay=1, leave=False)

        return watched
