"""Runs every check of the project one after another and says at the end how it went."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools import libraries, shape
from tools.places import CODE, ROOT, child_environment, say, venv_python

if TYPE_CHECKING:
    from collections.abc import Sequence

PLATFORMS = ("linux", "win32", "darwin")
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"
CLOSING = re.compile(r"^=+ .*\b(?:passed|failed|error|no tests ran)\b.* =+$")
COUNTED = re.compile(r"(\d+) ([a-z]+)")
LASTED = re.compile(r"in ([\d.]+)s")
PATIENCE_SECONDS = 60
# Each file of tests stays on one worker; what starts servers finds its own port.
SIDE_BY_SIDE = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder")
# A test that passes the second time is named in the output (docs/adr/0014).
TRIED_AGAIN = ("--reruns", "1", "-raR")
SHORT = ("-m", "not long")
GROUND_TESTS = "tests/vendorcore"


@dataclass(frozen=True)
class Gate:
    """One check: its name and the line that runs it."""

    name: str
    line: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """How one check went."""

    name: str
    passed: bool
    seconds: float


def run(*, long: bool, fast: bool, only: str) -> int:
    """Run the checks; return 0 when all of them passed."""
    outcomes = [] if only else _side_by_side(gates())
    say("\n=== 함수와 파일의 크기 / sizes of functions and files")
    say(shape.report(ROOT))
    libraries.browser()
    closings = []
    for name, line in _test_runs(long=long, only=only, fast=fast):
        closing, outcome = _pytest(name, line)
        closings.append(closing)
        outcomes.append(outcome)
    if not only and not fast:
        outcomes += [_run(gate) for gate in _coverage_gates(long=long)]
    for file in ROOT.glob(f".coverage-checks-{os.getpid()}*"):
        file.unlink()
    say(_table(outcomes))
    say(together(closings))
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def gates() -> list[Gate]:
    """Return the checks that run before the tests."""
    types = [
        Gate(f"mypy {name}", ("mypy", "--platform", name, "--cache-dir", f".mypy_cache/{name}"))
        for name in PLATFORMS
    ]
    return [
        Gate("ruff check", ("ruff", "check", ".")),
        Gate("ruff format", ("ruff", "format", "--check", ".")),
        *[Gate(gate.name, (*gate.line, *_mypy_targets())) for gate in types],
        Gate("import-linter", ("-c", LINT_IMPORTS)),
        Gate("translations", ("tools.texts", "check")),
    ]


def _mypy_targets() -> list[str]:
    return [word for package in CODE for word in ("-p", package)] + ["-p", "tools", "-m", "dev"]


def _test_runs(*, long: bool, only: str, fast: bool) -> list[tuple[str, tuple[str, ...]]]:
    """Return the runs of pytest; following every line costs half the time again, so only the
    ground is followed always, by its own tests, and everything in the long form.
    """
    line = ("pytest", "--durations=8", *SIDE_BY_SIDE, *TRIED_AGAIN, *(() if long else SHORT))
    followed = ("--cov", "--cov-report=")
    if only or fast:
        return [("pytest", (*line, *(("-k", only) if only else ()), "--no-cov"))]
    if long:
        return [("pytest", (*line, *followed))]
    return [
        ("pytest vendorcore", (*line, GROUND_TESTS, *followed)),
        ("pytest", (*line, "tests", f"--ignore={GROUND_TESTS}", "--no-cov")),
    ]


def _coverage_gates(*, long: bool) -> list[Gate]:
    ground = ("coverage", "report", "--include=vendorcore/*", "--fail-under=100")
    total = [Gate("coverage", ("coverage", "report"))] if long else []
    return [*total, Gate("coverage vendorcore 100 %", ground)]


def _side_by_side(several: Sequence[Gate]) -> list[Outcome]:
    with ThreadPoolExecutor(os.cpu_count()) as beside:
        return list(beside.map(_run, several))


def _run(gate: Gate) -> Outcome:
    """Run a check and then show all that it said: others may run beside it."""
    began = time.monotonic()
    done = subprocess.run(
        _module(gate.line),
        cwd=ROOT,
        env=_environment(),
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    say(f"\n=== {gate.name}\n{done.stdout.rstrip()}")
    return Outcome(gate.name, done.returncode == 0, time.monotonic() - began)


def _pytest(name: str, line: Sequence[str]) -> tuple[str, Outcome]:
    """Run tests, showing all but their last line, which closes the whole output."""
    say(f"\n=== {name}")
    began = time.monotonic()
    tests = subprocess.Popen(
        _module(line),
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    held = ""
    for text in tests.stdout or ():
        if held:
            say(held)
        held = text.rstrip("\n")
        if CLOSING.match(_plain(held)):
            break
    return held, Outcome(name, _ends_well(tests), time.monotonic() - began)


def together(closings: Sequence[str]) -> str:
    """Return one closing line that counts the tests of all runs."""
    counts: Counter[str] = Counter()
    for closing in closings:
        for number, word in COUNTED.findall(_plain(closing)):
            counts[word.removesuffix("s") if word.startswith("error") else word] += int(number)
    seconds = sum(float(one) for closing in closings for one in LASTED.findall(_plain(closing)))
    words = ", ".join(f"{number} {word}" for word, number in sorted(counts.items()))
    return f"===== {words or 'no tests ran'} in {seconds:.2f}s ====="


def _ends_well(tests: subprocess.Popen[str]) -> bool:
    """Wait for the tests to end; a thread that they left behind must not hold them for ever."""
    try:
        return tests.wait(PATIENCE_SECONDS) == 0
    except subprocess.TimeoutExpired:
        say("시험이 끝난 뒤에도 남은 것이 있습니다 / the tests left something running")
        tests.kill()
        tests.wait()
        return False


def _plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def _module(line: Sequence[str]) -> list[str]:
    words = line if line[0].startswith("-") else ("-m", *line)
    return [str(venv_python()), *words]


def _environment() -> dict[str, str]:
    colour = {"FORCE_COLOR": "1"} if sys.stdout.isatty() else {}
    # A file of its own: somebody may run other tests beside this.
    coverage = str(ROOT / f".coverage-checks-{os.getpid()}")
    return child_environment(QT_QPA_PLATFORM="offscreen", COVERAGE_FILE=coverage, **colour)


def _table(outcomes: Sequence[Outcome]) -> str:
    rows = [
        f"  {'통과 pass' if one.passed else '실패 FAIL'}  {one.seconds:7.1f} s  {one.name}"
        for one in outcomes
    ]
    return "\n".join(["", "=== 결과 / results", *rows])
