"""What must hold whatever was killed: each file exactly once, whole, with one valid receipt."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.world import World


def rows(database: Path, sql: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


def check(world: World) -> int:
    """Check the whole world and return how many files arrived."""
    on_card = {_sha256(path) for path in world.card.iterdir()}
    attached = [
        row[0] for row in rows(world.server_db, "SELECT sha256 FROM vendorserver_attachment")
    ]
    assert sorted(attached) == sorted(on_card), "each file once on the server, none lost"
    receipts = rows(
        world.server_db, "SELECT op_id, log_index FROM vendorserver_receipt ORDER BY log_index"
    )
    assert [int(row[1]) for row in receipts] == list(range(1, len(on_card) + 1)), "gap-free log"
    assert len({row[0] for row in receipts}) == len(on_card), "one receipt each"
    stored = rows(world.client_db, "SELECT op_id FROM receipt")
    assert {row[0] for row in stored} == {row[0] for row in receipts}, "every receipt is ours"
    _check_blobs(world, on_card)
    verified = world.vendorclient("verify", "--json")
    assert len(verified) == len(on_card)
    assert all(row["valid"] for row in verified), verified
    return len(on_card)


def _check_blobs(world: World, expected: set[str]) -> None:
    blobs = [path for path in (world.base / "server" / "blobs").rglob("*") if path.is_file()]
    assert {path.name for path in blobs} == expected
    assert all(_sha256(path) == path.name for path in blobs)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
