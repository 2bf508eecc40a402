"""Builders for the journeys of sending."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from vendorcore.domain import new_id

from vendorclient.sync.decide import SMALL_FILE

if TYPE_CHECKING:
    from tests.journeys.bad_line import BadLine
    from tests.journeys.between import Line
    from tests.journeys.desktop import Desktop
    from tests.journeys.world import World
    from tests.vendorclient.sync.site import Reply

LARGE = 9 << 20
# Just too large to go along with its announcement.
PLAIN = SMALL_FILE + 1000


def ticket(world: World, line: Line | BadLine) -> str:
    """Return a new ticket whose address is the line's."""
    words = ("--json", "account", "ticket", "--login", "demo-office", "--url", line.url)
    return str(world.vendorserver(*words)[0]["ticket"])


def some_bytes(size: int = PLAIN) -> bytes:
    """Return content that nobody has sent before."""
    return (new_id() * (size // 36 + 1)).encode()[:size]


def server_id(desktop: Desktop) -> str:
    """Return the name of the server that a desktop is joined to."""
    server = desktop.library.accounts.server()
    assert server is not None
    return server.id


def our(desktop: Desktop, reply: Reply) -> Reply:
    """Return a reply as if the server itself had written it."""
    return replace(reply, server=server_id(desktop))


def safe_bytes(world: World, op_id: str) -> int:
    """Return how much of an upload the server has made safe; asking itself would stop it."""
    with closing(sqlite3.connect(world.server_db)) as db:
        row = db.execute('SELECT "offset" FROM upload WHERE op_id = ?', (op_id,)).fetchone()
    return int(row[0]) if row else 0
