"""Says how big functions and files are, and refuses the ones that hold two ideas."""

from __future__ import annotations

import ast
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_FUNCTION = 40
LONGEST_FILE = 300
CODE = ("vendorcore", "vendorclient", "vendorserver", "tools", "dev.py")
TESTS = ("tests",)


@dataclass(frozen=True)
class Function:
    """A function and how many lines it has, its docstring included."""

    file: str
    name: str
    lines: int


def files(root: Path, parts: tuple[str, ...] = CODE) -> list[Path]:
    """Return the Python files of these parts, the generated ones left out."""
    found: list[Path] = []
    for part in parts:
        place = root / part
        found += sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return [file for file in found if file.exists() and "migrations" not in file.parts]


def functions(root: Path, parts: tuple[str, ...] = CODE) -> list[Function]:
    """Return every function of these parts."""
    return [
        Function(str(file.relative_to(root)), node.name, (node.end_lineno or 0) - node.lineno + 1)
        for file in files(root, parts)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def line_count(file: Path) -> int:
    """Return how many lines a file has."""
    return len(file.read_text(encoding="utf-8").splitlines())


def too_long(root: Path) -> list[str]:
    """Return what passes the limits, one sentence each; tests and code alike."""
    everything = CODE + TESTS
    long_functions = [
        f"{one.file}: {one.name} has {one.lines} lines (at most {LONGEST_FUNCTION})"
        for one in functions(root, everything)
        if one.lines > LONGEST_FUNCTION
    ]
    long_files = [
        f"{file.relative_to(root)} has {line_count(file)} lines (at most {LONGEST_FILE})"
        for file in files(root, everything)
        if line_count(file) > LONGEST_FILE
    ]
    return long_functions + long_files


def report(root: Path) -> str:
    """Return the figures that are worth watching."""
    found = functions(root)
    sizes = [one.lines for one in found]
    longest = max(found, key=lambda one: one.lines)
    code = [line_count(file) for file in files(root)]
    tests = sum(line_count(file) for file in files(root, TESTS))
    over = sum(lines > LONGEST_FILE for lines in code)
    return "\n".join(
        [
            f"  functions {len(sizes)}, median {statistics.median(sizes):.0f} lines",
            f"  longest function {longest.lines} lines: {longest.name} in {longest.file}",
            f"  files {len(code)}, median {statistics.median(code):.0f} lines",
            f"  files over {LONGEST_FILE} lines: {over}",
            f"  tests/code {tests}/{sum(code)} = {tests / sum(code):.2f}",
        ]
    )
