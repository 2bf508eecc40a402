"""The power fails after any call: what the other side was told is still true afterwards.

kill -9 leaves what the system has not yet written; a power cut does not. So the calls of real
client and server are written down, and the disk is laid out as it would be after each of them.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.crashing.faults import client_of, end, needs_shim, serve, server_of
from tests.journeys.crashing.power import Call, Disk, calls, write_out
from tests.journeys.world import a_seed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.journeys.builders import Joined

PHOTOS = 3
SHORT, LONG = 40, 1_000_000
PREFIXES = [SHORT, pytest.param(LONG, marks=pytest.mark.long)]
_OPERATION = re.compile(rb"PUT /api/v1/(?:attachments|submissions)/([0-9a-f-]{36}) ")
_RECEIPT = re.compile(rb'receipt_no\\?": ?\\?"([0-9-]+)')

pytestmark = [pytest.mark.journey, pytest.mark.timeout(3600), needs_shim]


@pytest.mark.parametrize("most", PREFIXES)
def test_the_client_still_knows_all_that_it_has_begun(
    joined: Joined, tmp_path: Path, most: int
) -> None:
    record, root = tmp_path / "record", joined.world.base / "client"
    joined.world.put_photos(PHOTOS, a_seed("client power"))
    before = _files_of(root)
    with client_of(joined, record) as client:
        assert client.run().code == 0
    told: set[str] = set()
    looked = 0
    for call in _replayed(before, record, root, tmp_path / "left", most):
        told |= _named(_OPERATION, call)
        if call.op == "look":
            looked += 1
            _check_client(tmp_path / "left", told)
    sys.stdout.write(f"{looked} power cuts of the client, {len(told)} operations sent\n")
    assert len(told) == PHOTOS + 1


@pytest.mark.parametrize("most", PREFIXES)
def test_the_server_still_has_all_that_it_has_receipted(
    joined: Joined, tmp_path: Path, most: int
) -> None:
    world, record = joined.world, tmp_path / "record"
    root = world.base / "server"
    world.put_photos(PHOTOS, a_seed("server power"))
    with server_of(world, record) as server:
        before = _files_of(root)
        pid = serve(world, server)
        with client_of(joined) as client:
            assert client.run().code == 0
        end(pid, server)
    told: set[str] = set()
    looked = 0
    for call in _replayed(before, record, root, tmp_path / "left", most):
        told |= _named(_RECEIPT, call)
        if call.op == "look":
            looked += 1
            _check_server(tmp_path / "left", told)
    sys.stdout.write(f"{looked} power cuts of the server, {len(told)} receipts given\n")
    assert len(told) == PHOTOS


def _replayed(
    before: dict[str, bytes], record: Path, root: Path, left: Path, most: int
) -> Iterator[Call]:
    """Yield each call, and a look at what a power cut right after it would leave."""
    disk, all_of_them = Disk(), list(calls(record))
    for path, content in before.items():
        disk.found(path, content)
    step = max(len(all_of_them) // most, 1)
    for number, call in enumerate(all_of_them):
        disk.take(call)
        yield call
        if number % step == 0 or _named(_OPERATION, call) or _named(_RECEIPT, call):
            shutil.rmtree(left, ignore_errors=True)
            write_out(disk.after_power_cut(), root, left)
            yield Call("look", "", 0, b"")


def _named(what: re.Pattern[bytes], call: Call) -> set[str]:
    """Return what one call tells the other side."""
    return {found.decode() for found in what.findall(call.data)} if call.op == "s" else set()


def _files_of(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _check_client(left: Path, told: set[str]) -> None:
    operations = _rows(left / "client.db", "SELECT id, state FROM operation")
    assert told <= {one for one, state in operations if state not in ("queued", "ready")}
    for (sha256,) in _rows(left / "client.db", "SELECT sha256 FROM media_file"):
        assert _hash(left / "originals" / sha256[:2] / sha256) == sha256
    delivered = {one for one, state in operations if state == "delivered"}
    assert {one for (one,) in _rows(left / "client.db", "SELECT op_id FROM receipt")} <= delivered


def _check_server(left: Path, told: set[str]) -> None:
    database = left / "server.db"
    receipts = _rows(database, "SELECT receipt_no, op_id FROM vendorserver_receipt")
    assert told <= {number for number, _ in receipts}
    attached = _rows(database, "SELECT id, sha256 FROM vendorserver_attachment")
    assert {one for one, _ in attached} == {one for _, one in receipts}
    for _, sha256 in attached:
        assert _hash(left / "blobs" / sha256[:2] / sha256) == sha256
    for name, safe in _rows(database, "SELECT id, \"offset\" FROM upload WHERE state = 'open'"):
        part = left / "parts" / name
        assert (part.stat().st_size if part.exists() else 0) >= int(safe)


def _rows(database: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return db.execute(sql).fetchall()


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
