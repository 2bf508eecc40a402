"""A line that is slow by choice, costs money, or is another one than before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.vendorclient.sync.builders import a_library, an_operation, hand_in, queue, save_contract
from tests.vendorclient.sync.site import Reply, Site
from vendorclient.storage.operations import OperationKind, OperationState
from vendorclient.sync.bodies import FileSlice
from vendorclient.sync.clock import FakeClock
from vendorclient.sync.line import LEAST_BYTES_PER_SECOND, Line
from vendorclient.sync.planning import METERED, Waits, plan
from vendorclient.sync.transport import HttpTransport

if TYPE_CHECKING:
    from pathlib import Path

S = OperationState


def test_a_limit_holds_over_all_that_is_read(tmp_path: Path) -> None:
    clock = FakeClock()
    line = Line(clock)
    line.limit_to(100_000)
    path = tmp_path / "file"
    path.write_bytes(bytes(1_000_000))
    with (
        Site(lambda _: Reply(204)) as site,
        FileSlice(path, 0, 1_000_000, line.pace) as piece,
    ):
        HttpTransport(site.url).call("PATCH", "/uploads/1", body=piece)
    assert clock.passed == pytest.approx(10.0)


def test_who_rested_may_not_make_up_for_it() -> None:
    clock = FakeClock()
    line = Line(clock)
    line.limit_to(100_000)
    clock.passed += 3600
    line.pace(200_000)
    assert clock.passed == pytest.approx(3602)


def test_without_a_limit_nobody_waits_and_the_least_limit_keeps_the_line_alive() -> None:
    clock = FakeClock()
    line = Line(clock)
    line.pace(1 << 40)
    assert clock.passed == 0
    line.limit_to(1)
    line.pace(LEAST_BYTES_PER_SECOND)
    assert clock.passed == pytest.approx(1.0)


def test_a_change_of_the_network_is_told_once_and_wakes() -> None:
    clock, line, rung = FakeClock(), Line(), list[bool]()
    line.wake = lambda: rung.append(True)
    assert not line.is_new(clock.now(), clock.monotonic())
    line.tell(metered=True)
    assert (line.metered, rung) == (True, [True])
    assert line.is_new(clock.now(), clock.monotonic())
    assert not line.is_new(clock.now(), clock.monotonic())


@pytest.mark.parametrize(("seconds", "new"), [(14, False), (16, True), (-3600, True)])
def test_a_sleep_or_a_set_clock_shows_in_the_wall_clock_alone(seconds: int, new: bool) -> None:
    clock, line = FakeClock(), Line()
    line.is_new(clock.now(), clock.monotonic())
    assert line.is_new(clock.now() + timedelta(seconds=seconds), clock.monotonic()) is new


def test_on_a_costly_line_originals_wait_and_forms_go(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        costly = [True]
        waits = Waits(FakeClock(), lambda: costly[0])
        contract = save_contract(library)
        (op,) = hand_in(library, contract, b"photo")
        form = queue(library, contract)
        library.outbox.move(library.outbox.open()[0], S.CANCELLED)
        account = {op.account_id}
        ready = plan(library, waits, account)
        assert form.id in {one.id for one in ready}
        photo = an_operation(kind=OperationKind.ATTACH)
        assert waits.obstacle(photo) == METERED
        assert not waits.allow(photo)
        costly[0] = False
        assert waits.allow(photo)


def test_choices_of_the_line_are_kept(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        assert (library.bytes_per_second, library.sends_when_metered) == (0, False)
        library.limit(250_000)
        library.send_when_metered(on=True)
        assert (library.bytes_per_second, library.sends_when_metered) == (250_000, True)


def test_what_waits_is_forgotten_on_another_line() -> None:
    waits = Waits(FakeClock())
    waits.begin("op", 300)
    assert not waits.is_over("op")
    waits.forget()
    assert waits.is_over("op")
