"""The journeys once more with the real platform plugin, on an X server."""

from __future__ import annotations

import pytest

from tests.vendorclient.ui.xserver import needs_screen, run_inside

JOURNEYS = "tests/vendorclient/ui/test_journey.py"


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
    assert "1 passed" in run_inside(f"{JOURNEYS}::{name}")
