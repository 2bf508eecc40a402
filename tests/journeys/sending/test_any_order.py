"""Whatever happens in whatever order: the queue agrees with a model, and all arrives once.

FUZZ_ROADS=200 pytest -m long … is the long form.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from vendorcore.errors import VendorError

from tests.journeys.between import CUT, SIGN_IN_PAGE, Line
from tests.journeys.desktop import Desktop
from tests.journeys.sending.builders import PLAIN, our, some_bytes, ticket
from tests.vendorclient.sync.site import Reply, problem
from vendorclient.app.sending import pause
from vendorclient.app.settling import try_again
from vendorclient.storage.operations import CONFIRMED, OperationState

if TYPE_CHECKING:
    from tests.journeys.world import World
    from tests.vendorclient.sync.site import Request
    from vendorclient.storage.operations import Operation

ROADS = int(os.environ.get("FUZZ_ROADS", "200"))
SHORT = 4
STEPS = 10
REQUESTS = (
    ("POST", "/uploads/"),
    ("PATCH", "/uploads/"),
    ("HEAD", "/uploads/"),
    ("PUT", "/api/v1/attachments/"),
    ("PUT", "/api/v1/contracts/"),
    ("GET", "/api/v1/health"),
)
# What stands between: the answer is lost after the server acted, or it never acted.
TROUBLES = ("cut", "lost", "portal", "busy", "unknown-token", "taken-over", "full", "part")

pytestmark = [pytest.mark.journey, pytest.mark.timeout(3600)]


class Office(RuleBasedStateMachine):
    """One computer, its line, and what a person expects of them."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(mkdtemp(prefix="any-order-"))
        self.line = Line(self.world.url)
        self.line.__enter__()
        self.desktop = Desktop(self.base / "desktop")
        self.wanted: dict[str, Operation] = {}
        self.cancelled: set[str] = set()

    @initialize()
    def join(self) -> None:
        self.desktop.enrol(ticket(self.world, self.line))

    @rule(size=st.sampled_from((1, 900, PLAIN, 700_000)))
    def hand_in(self, size: int) -> None:
        (op,) = self.desktop.hand_in(some_bytes(max(size, 36)))
        self.wanted[op.id] = op

    @rule(where=st.sampled_from(REQUESTS), what=st.sampled_from(TROUBLES))
    def spoil_one_request(self, where: tuple[str, str], what: str) -> None:
        self.line.once(*where, lambda request: self._spoilt(request, what))

    @rule()
    def send(self) -> None:
        with suppress(VendorError):
            self.desktop.send()

    @rule()
    def lose_power(self) -> None:
        """Nothing but the disk is left."""
        self.desktop.library.close()
        self.desktop = Desktop(self.base / "desktop")

    @rule(hours=st.integers(-48, 48))
    def turn_the_clock(self, hours: int) -> None:
        self.desktop.clock.passed = max(0.0, self.desktop.clock.passed + hours * 3600)

    @rule(on=st.booleans())
    def pause(self, *, on: bool) -> None:
        pause(self.desktop.folder, on=on)

    @precondition(lambda self: self.wanted)
    @rule(pick=st.integers(0, 99))
    def take_back(self, pick: int) -> None:
        op = list(self.wanted.values())[pick % len(self.wanted)]
        if self.desktop.state(op) not in CONFIRMED:
            self.desktop.library.outbox.cancel([op.id])
            self.cancelled.add(op.id)

    @invariant()
    def what_is_done_has_its_receipt_and_nothing_else_has(self) -> None:
        done = {one for one, op in self.wanted.items() if self.desktop.state(op) in CONFIRMED}
        assert {receipt.op_id for receipt in self.desktop.receipts()} == done
        for one in self.cancelled:
            assert self.desktop.state(self.wanted[one]) is OperationState.CANCELLED

    def teardown(self) -> None:
        try:
            self._all_arrives_once()
        finally:
            self.desktop.library.close()
            self.line.__exit__(None, None, None)
            shutil.rmtree(self.base, ignore_errors=True)

    def _all_arrives_once(self) -> None:
        self.line.rules.clear()
        pause(self.desktop.folder, on=False)
        kept = set(self.wanted) - self.cancelled
        for _ in range(5):
            if all(self.desktop.state(self.wanted[one]) in CONFIRMED for one in kept):
                break
            try_again(self.desktop.library.db, list(kept))
            self.desktop.send()
        states = {one: self.desktop.now(self.wanted[one]) for one in kept}
        assert all(op.state in CONFIRMED for op in states.values()), states
        assert kept <= self._rows() <= set(self.wanted)
        assert {receipt.op_id for receipt in self.desktop.receipts()} == kept

    def _rows(self) -> set[str]:
        with closing(sqlite3.connect(self.world.server_db)) as db:
            found = [one for (one,) in db.execute("SELECT id FROM vendorserver_attachment")]
        assert len(found) == len(set(found))
        return set(found) & set(self.wanted)

    def _spoilt(self, request: Request, what: str) -> Reply:
        if what == "lost":
            self.line.forward(request)
            return CUT
        if what == "part":
            return self.line.forward_part(request, len(request.body) // 2)
        return {
            "cut": CUT,
            "portal": SIGN_IN_PAGE,
            "busy": our(self.desktop, problem(503, "busy", {"Retry-After": "3"})),
            "unknown-token": our(self.desktop, problem(401, "sign-in-needed")),
            "taken-over": our(self.desktop, problem(409, "upload-taken-over")),
            "full": our(self.desktop, problem(507, "server-full")),
        }[what]


@pytest.mark.parametrize("roads", [SHORT, pytest.param(ROADS, marks=pytest.mark.long)])
def test_whatever_happens_in_whatever_order_all_arrives_once(shared: World, roads: int) -> None:
    class Here(Office):
        world = shared

    run_state_machine_as_test(  # type: ignore[no-untyped-call]  # hypothesis has no types here
        Here,
        settings=settings(
            max_examples=roads,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=roads == SHORT,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
