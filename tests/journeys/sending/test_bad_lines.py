"""Lines of bytes that are cut, narrow, slow or silent: all arrives, and little is sent twice."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import Offline

from tests.journeys.bad_line import BadLine, Weather
from tests.journeys.desktop import Desktop
from tests.journeys.sending.builders import some_bytes
from tests.journeys.world import a_seed
from vendorclient.storage.operations import OperationState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.journeys.world import World
    from vendorclient.storage.operations import Operation

SOAK_FILES = int(os.environ.get("SOAK_FILES", "2000"))
MOST_SENT_TWICE = 0.10

pytestmark = [pytest.mark.journey, pytest.mark.timeout(3600)]


@pytest.fixture
def bad(shared: World) -> Iterator[BadLine]:
    with BadLine(shared.url, a_seed("bad line")) as made:
        yield made


@pytest.fixture
def desktop(shared: World, bad: BadLine, tmp_path: Path) -> Iterator[Desktop]:
    words = ("--json", "account", "ticket", "--login", "demo-office", "--url", bad.url)
    made = Desktop(tmp_path / "desktop")
    made.enrol(str(shared.vendorserver(*words)[0]["ticket"]))
    yield made
    made.library.close()


@pytest.mark.parametrize(
    "weather",
    [
        Weather(latency_s=0.01),
        Weather(bytes_per_second=4_000_000),
        Weather(cut_after=400_000),
        Weather(cut_after=3_000_000, cut_share=0.5),
    ],
    ids=["latency", "narrow", "cut", "sometimes cut"],
)
def test_whatever_the_line_does_everything_arrives(
    desktop: Desktop, bad: BadLine, weather: Weather
) -> None:
    operations = desktop.hand_in(some_bytes(2_500_000), some_bytes(), some_bytes(900))
    bad.weather = weather
    _send_until_done(desktop, operations)
    assert len(desktop.receipts()) == len(operations)


def test_a_line_that_refuses_everything_changes_nothing(desktop: Desktop, bad: BadLine) -> None:
    (op,) = desktop.hand_in(some_bytes())
    bad.weather = Weather(refuse=True)
    with pytest.raises(Offline):
        desktop.send()
    assert (desktop.state(op), desktop.now(op).failures) == (OperationState.QUEUED, 0)
    bad.weather = Weather()
    desktop.send()
    assert desktop.state(op) is OperationState.DELIVERED


@pytest.mark.parametrize("files", [30, pytest.param(SOAK_FILES, marks=pytest.mark.long)])
def test_of_a_line_with_five_cuts_in_a_hundred_little_is_sent_twice(
    desktop: Desktop, bad: BadLine, files: int
) -> None:
    size = 300_000
    operations = desktop.hand_in(*(some_bytes(size) for _ in range(files)))
    # A connection carries about a hundred requests; one in twenty requests meets a cut.
    bad.weather = Weather(cut_after=40 * size, cut_share=1.0)
    _send_until_done(desktop, operations)
    assert len(desktop.receipts()) == files
    twice = bad.sent_bytes / (files * size) - 1
    sys.stdout.write(f"{bad.cuts} cuts, {twice:.1%} more than the files\n")
    assert twice <= MOST_SENT_TWICE or files < SOAK_FILES


def _send_until_done(desktop: Desktop, operations: list[Operation]) -> None:
    for _ in range(200):
        try:
            desktop.send()
        except Offline:
            continue
        if {desktop.state(op) for op in operations} == {OperationState.DELIVERED}:
            return
    raise AssertionError(f"not delivered: {[desktop.now(op) for op in operations][:3]}")
