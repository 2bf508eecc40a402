"""Runs the client's tests on that Windows, then looks at it from outside: drives and the road.

    python3 dev.py test --windows [-k WORD]

The window is left out: PySide6 wants more of Windows than wine 8 has.
"""

from __future__ import annotations

import subprocess
import sys

from tools.places import ROOT, child_environment, say
from tools.windows import wine
from tools.windows.prepare import prepare

INSIDE = ("tests/vendorclient", "--ignore=tests/vendorclient/ui", "-m", "not long")
OUTSIDE = "tests/windows"
# wine's own words about drives that it may not look into.
_NOISE = b"wine: "


def main(only: str = "") -> int:
    """Run both; 0 when all passed."""
    if not prepare():
        return 1
    chosen = ("-k", only) if only else ()
    say("\n=== Windows 안에서 / inside Windows")
    inside = _inside(*INSIDE, *chosen)
    say("\n=== Windows 밖에서 / Windows from outside")
    outside = _outside(*chosen)
    say(f"\nWindows: {'통과 pass' if not inside + outside else '실패 FAIL'}")
    return 1 if inside or outside else 0


def _inside(*words: str) -> int:
    settings = wine.windows_path(ROOT / "tools" / "windows" / "pytest.ini")
    given = ("-c", settings, "--rootdir", wine.windows_path(ROOT), "-p", "no:cacheprovider")
    tests = subprocess.Popen(
        wine.python_line("-u", "-m", "pytest", *given, *words),
        cwd=ROOT,
        env=wine.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    for line in tests.stdout or ():
        if not line.startswith(_NOISE):
            say(line.decode("utf-8", "replace").rstrip())
    return _well(tests.wait())


def _outside(*words: str) -> int:
    line = [sys.executable, "-m", "pytest", "--no-cov", "-v", OUTSIDE, *words]
    return _well(subprocess.run(line, cwd=ROOT, env=child_environment(), check=False).returncode)


def _well(code: int) -> int:
    """Take "no test was chosen" for well: -k may name tests of one side alone."""
    nothing_chosen = 5
    return 0 if code == nothing_chosen else code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
