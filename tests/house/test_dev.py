"""dev.py explains itself, ends what it started, and tells what to type."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime

import psutil
import pytest

from tests.house.running import python
from tools import checks, libraries, processes
from tools.redate import redate

GRANDCHILD = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time;"
GRANDCHILD += "time.sleep(60)']); print('ready', flush=True); time.sleep(60)"


def test_help_names_every_verb_in_both_languages() -> None:
    said = python("dev.py", "--help").stdout

    for verb in ("setup", "run", "test", "serve", "app", "bench", "texts"):
        assert f"\n    {verb} " in said
    assert "시연" in said
    assert "demonstration" in said


def test_unknown_verb_is_misuse() -> None:
    assert python("dev.py", "dance").returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there taskkill ends the tree")
def test_stopping_a_program_ends_what_it_started() -> None:
    program = processes.start([sys.executable, "-c", GRANDCHILD], subprocess.PIPE)
    assert program.stdout
    assert program.stdout.readline() == b"ready\n"
    family = [psutil.Process(program.pid), *psutil.Process(program.pid).children()]

    processes.stop(program)
    program.communicate()
    gone, alive = psutil.wait_procs(family, timeout=10)

    assert (len(gone), alive) == (2, [])


def test_line_to_type_names_each_missing_package() -> None:
    line = libraries.line_to_type(["libEGL.so.1", "libxcb-cursor.so.0"], "apt-get".__eq__)

    assert line == "sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0"


def test_redating_keeps_length_and_refuses_what_has_no_date() -> None:
    photo = b"\xff\xd8Exif\0\x002021:11:16 09:16:45\0-06:00\0"

    changed = redate(photo, datetime(2026, 10, 20, 9, 16, 45))  # noqa: DTZ001 - a camera's clock

    assert changed == b"\xff\xd8Exif\0\x002026:10:20 09:16:45\0+09:00\0"
    with pytest.raises(ValueError, match="no capture time"):
        redate(b"nothing", datetime(2026, 10, 20))  # noqa: DTZ001 - a camera's clock


def test_closing_line_counts_the_tests_of_all_runs() -> None:
    line = checks.together(
        [
            "\x1b[32m===== \x1b[1m7 passed\x1b[0m, 1 rerun in 2.50s =====",
            "==== 1 failed, 5 passed, 2 skipped in 3.00s (0:00:03) ====",
        ]
    )

    assert line == "===== 1 failed, 12 passed, 1 rerun, 2 skipped in 5.50s ====="
