"""A migration fails: the server is as it was, and what clients queued meanwhile comes once."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import Offline

from tests.journeys.between import Line
from tests.journeys.desktop import Desktop
from tests.journeys.sending.builders import some_bytes, ticket
from tests.journeys.world import PATIENCE_S, ROOT, World
from tests.vendorclient.sync.builders import save_contract
from vendorclient.app.sending import status
from vendorclient.storage.operations import OperationState
from vendorclient.sync.row_states import EngineState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.journey
STEP = "0018_list_indexes"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "world")
    made.vendorserver("--json", "init", "--demo")
    made.start_server()
    yield made
    made.stop()


def test_clients_queue_while_a_migration_fails_and_nothing_is_lost(
    own: World, tmp_path: Path
) -> None:
    desktop = Desktop(tmp_path / "desktop")
    with Line(own.url) as line:
        desktop.enrol(ticket(own, line))
        contract = save_contract(desktop.library)
        ops = desktop.hand_in(some_bytes(), contract=contract)
        desktop.send()
        own.stop()
        make_the_step_fail(own)
        before = rows(own)

        ops += desktop.hand_in(some_bytes(), contract=contract)
        assert is_queued(desktop, ops[-1].id)
        assert starts_in_vain(own) == "migration-failed"
        assert rows(own) == before
        ops += desktop.hand_in(some_bytes(), contract=contract)
        assert is_queued(desktop, ops[-1].id)

        mend_the_step(own)
        own.start_server()
        line.turn_to(own.url)
        ops += desktop.hand_in(some_bytes(), contract=contract)
        assert desktop.send().state is EngineState.IDLE
    assert {desktop.state(op) for op in ops} == {OperationState.DELIVERED}
    assert {one.sha256 for one in desktop.receipts()} == attached(own)
    assert len(desktop.receipts()) == len(attached(own)) == 4
    summary = own.vendorserver("--json", "fsck")[-1]["summary"]
    assert (summary["originals"], summary["damaged"]) == (4, 0)
    desktop.library.close()


def is_queued(desktop: Desktop, op_id: str) -> bool:
    """Whether a client that cannot reach its server keeps what was handed in."""
    with pytest.raises(Offline):
        desktop.send()
    found = desktop.library.outbox.get(op_id)
    offline = status(desktop.folder).state is EngineState.OFFLINE
    return offline and found is not None and found.state is OperationState.QUEUED


def make_the_step_fail(own: World) -> None:
    """Let a step be due whose work is there already: the database refuses it half-way."""
    with closing(sqlite3.connect(own.server_db)) as db, db:
        db.execute("DELETE FROM django_migrations WHERE name >= ?", (STEP,))


def mend_the_step(own: World) -> None:
    """Be the program whose steps fit the data again."""
    folder = ROOT / "vendorserver" / "models" / "migrations"
    names = [path.stem for path in sorted(folder.glob("0*.py")) if path.stem >= STEP]
    with closing(sqlite3.connect(own.server_db)) as db, db:
        for name in names:
            db.execute(
                "INSERT INTO django_migrations (app, name, applied)"
                " VALUES ('vendorserver', ?, '2026-11-20')",
                (name,),
            )


def starts_in_vain(own: World) -> str:
    """Start the server with a step that fails; return why it does not serve."""
    words = ["--data", str(own.base / "server"), "--json", "serve", "--port", "0"]
    done = subprocess.run(
        [sys.executable, "-m", "vendorserver", *words],
        cwd=ROOT,
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 1
    return str(json.loads(done.stdout.splitlines()[-1])["error"]["code"])


def rows(own: World) -> list[tuple[object, ...]]:
    """Return what must not change: every receipt, and the steps that were done."""
    with closing(sqlite3.connect(own.server_db)) as db:
        receipts = db.execute("SELECT * FROM vendorserver_receipt ORDER BY log_index").fetchall()
        steps = db.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    return [*receipts, *steps]


def attached(own: World) -> set[str]:
    """Return the hashes of the evidence that the server holds."""
    with closing(sqlite3.connect(own.server_db)) as db:
        found = db.execute("SELECT sha256 FROM vendorserver_attachment").fetchall()
    assert len(found) == len(set(found))
    return {row[0] for row in found}
