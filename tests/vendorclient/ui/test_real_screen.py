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
@pytest.mark.parametrize(
    "name",
    [
        "test_thirty_photos_by_hand_take_eight_actions",
        "test_thirty_photos_as_suggested_take_three_actions",
    ],
)
def test_the_journey_runs_on_a_real_screen(name):
    words = ["--no-cov", "-q", "-p", "no:cacheprovider"]
    line = [sys.executable, "-m", "pytest", f"{JOURNEYS}::{name}", *words]
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
    assert "1 passed" in done.stdout
