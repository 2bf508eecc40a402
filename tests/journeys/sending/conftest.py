"""One server for all journeys of sending; each has its own line to it and its own computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.between import Line
from tests.journeys.desktop import Desktop
from tests.journeys.sending.builders import ticket
from tests.journeys.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="package")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("world"))
    made.vendorserver("--json", "init", "--demo")
    made.start_server()
    yield made
    made.stop()


@pytest.fixture
def line(shared: World) -> Iterator[Line]:
    with Line(shared.url) as made:
        yield made


@pytest.fixture
def desktop(shared: World, line: Line, tmp_path: Path) -> Iterator[Desktop]:
    made = Desktop(tmp_path / "desktop")
    made.enrol(ticket(shared, line))
    yield made
    made.library.close()
