"""Several originals travel at the same time, each hand on one connection that it keeps."""

from __future__ import annotations

from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from tests.journeys.bad_line import BadLine
from tests.journeys.desktop import Desktop
from tests.journeys.sending.builders import PLAIN, some_bytes, ticket
from tests.journeys.world import a_seed
from tests.vendorclient.sync.builders import hand_in, save_contract
from tests.vendorclient.sync.site import Reply
from vendorclient.app.sending import pause
from vendorclient.storage.operations import OperationState
from vendorclient.sync.crew import HANDS
from vendorclient.sync.decide import MOST_ALONG, SMALL_FILE
from vendorclient.sync.desk import Progress

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.between import Line
    from tests.journeys.world import World
    from tests.vendorclient.sync.site import Request
    from vendorclient.sync.desk import News

pytestmark = pytest.mark.journey
PATIENCE_S = 20


def test_as_many_originals_travel_at_once_as_there_are_hands(desktop: Desktop, line: Line) -> None:
    together = Barrier(HANDS)

    def meet(request: Request) -> Reply | None:
        if request.method == "PATCH":
            together.wait(PATIENCE_S)
        return None

    line.rules.append(meet)
    operations = desktop.hand_in(*(some_bytes() for _ in range(2 * HANDS)))
    desktop.send()
    assert {desktop.state(op) for op in operations} == {OperationState.DELIVERED}


@pytest.mark.parametrize(("size", "requests"), [(SMALL_FILE, 2), (SMALL_FILE + 1, 3)])
def test_a_small_file_takes_few_requests_on_a_kept_connection(
    desktop: Desktop, line: Line, size: int, requests: int
) -> None:
    files = 12
    desktop.hand_in(*(some_bytes(size) for _ in range(files)))
    desktop.send()
    road = [*line.seen("POST", "/uploads/"), *line.seen("PATCH"), *line.seen("PUT", "/api/v1/att")]
    assert len(road) == requests * files
    assert len({request.connection for request in road}) <= HANDS
    assert not line.seen("HEAD")


def test_a_photo_goes_along_with_its_announcement(desktop: Desktop, line: Line) -> None:
    desktop.way.line.along_bytes = MOST_ALONG
    operations = desktop.hand_in(*(some_bytes(size) for size in (PLAIN, 1_000_000, MOST_ALONG)))
    desktop.send()
    assert {desktop.state(op) for op in operations} == {OperationState.DELIVERED}
    asked = [request.headers.get("Expect") for request in line.seen("POST", "/uploads/")]
    assert asked == ["100-continue"] * 3
    assert not line.seen("PATCH")


def test_a_photo_cut_on_its_way_goes_on_where_the_server_has_it(
    desktop: Desktop, line: Line
) -> None:
    desktop.way.line.along_bytes = MOST_ALONG
    size = 1_000_000
    (op,) = desktop.hand_in(some_bytes(size))
    line.once("POST", "/uploads/", lambda request: line.forward_part(request, 600_000))
    desktop.send()
    assert desktop.state(op) is OperationState.DELIVERED
    whole, bare = (len(request.body) for request in line.seen("POST", "/uploads/"))
    assert (whole, bare) == (size, 0)
    # What the server's network had in hand when the line broke, some 300 kB, comes once more.
    assert 0 < sum(len(request.body) for request in line.seen("PATCH")) < size - 100_000


def test_what_another_computer_has_sent_is_not_carried_again(
    desktop: Desktop, shared: World, tmp_path: Path
) -> None:
    content = some_bytes(1_000_000)
    desktop.hand_in(content)
    desktop.send()
    other = Desktop(tmp_path / "other")
    with BadLine(shared.url, a_seed("another-computer")) as counting:
        other.enrol(ticket(shared, counting))
        other.way.line.along_bytes = MOST_ALONG
        (op,) = other.hand_in(content)
        other.send()
        assert other.state(op) is OperationState.DELIVERED
        assert counting.sent_bytes < 100_000
    other.library.close()


def test_a_proxy_that_minds_bytes_beside_an_announcement_gets_it_alone(
    desktop: Desktop, line: Line
) -> None:
    def small_bodies(request: Request) -> Reply | None:
        if request.method == "POST" and request.path == "/uploads/" and request.body:
            return Reply(413, b"<html>", server="")
        return None

    line.rules.append(small_bodies)
    (op,) = desktop.hand_in(some_bytes(1000))
    desktop.send()
    assert desktop.state(op) is OperationState.DELIVERED


def test_known_content_is_not_carried_again_however_small(desktop: Desktop, line: Line) -> None:
    content = some_bytes(1000)
    for _ in range(2):
        hand_in(desktop.library, save_contract(desktop.library), content)
    desktop.send()
    bodies = [request.body for request in line.seen("POST", "/uploads/")]
    assert sorted(map(len, bodies)) == [0, 1000]


def test_one_sign_in_serves_all_hands(desktop: Desktop, line: Line) -> None:
    desktop.hand_in(*(some_bytes() for _ in range(2 * HANDS)))
    desktop.send()
    assert len(line.seen("POST", "/api/v1/tokens")) == 1


def test_the_same_content_for_two_contracts_is_carried_once(desktop: Desktop, line: Line) -> None:
    content = some_bytes()
    for _ in range(2):
        hand_in(desktop.library, save_contract(desktop.library), content)
    desktop.send()
    assert len(desktop.receipts()) == 2
    assert len(line.seen("PATCH")) == 1


def test_a_pause_stops_an_original_between_two_pieces(desktop: Desktop) -> None:
    (op,) = desktop.hand_in(some_bytes(9 << 20))

    def stop_at_first_piece(news: News) -> None:
        if isinstance(news, Progress):
            pause(desktop.folder, on=True)

    desktop.told = stop_at_first_piece
    desktop.send()
    begun = desktop.now(op)
    assert (begun.state, 0 < begun.upload_offset < op.size_bytes) == ("uploading", True)
    desktop.told = desktop.news.append
    pause(desktop.folder, on=False)
    desktop.send()
    assert desktop.state(op) is OperationState.DELIVERED
