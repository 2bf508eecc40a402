"""The journeys once more with the real platform plugin, on an X server."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.journeys.world import ROOT
from tests.vendorclient.ui.xserver import needs_screen, screen

JOURNEYS = "tests/vendorclient/ui/test_journey.py"
PATIENCE_S = 280


@needs_screen
@pytest.mark.journey
def test_the_journeys_of_eight_and_three_actions_run_on_a_real_screen():
    line = [sys.executable, "-m", "pytest", JOURNEYS, "--no-cov", "-q", "-p", "no:cacheprovider"]
    with screen() as environment:
        done = subprocess.run(
            line,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE_S,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout
