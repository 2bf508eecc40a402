"""Tries the whole way to the server with a small file that is taken away again (시험 전송)."""

from __future__ import annotations

import os
import time
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.domain import new_id
from vendorcore.errors import NeedsPerson

from vendorclient.sync.attaching import TUS
from vendorclient.sync.bodies import FileSlice
from vendorclient.sync.desk import Office
from vendorclient.sync.health import ask_health
from vendorclient.sync.library import Library
from vendorclient.sync.transport import path_of

if TYPE_CHECKING:
    from pathlib import Path

    from vendorclient.app.way import Way
    from vendorclient.paths import DataFolder
    from vendorclient.sync.caller import Caller

TRIAL_BYTES = 64 << 10
_PIECE = {**TUS, "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}


@dataclass(frozen=True, slots=True)
class Tried:
    """It went well: which server, and in how many seconds."""

    server: str
    seconds: float


def try_sending(folder: DataFolder, way: Way) -> Tried:
    """Prove the server's key, sign in, send a small file, see it there, take it away again.

    Raises what would also stop real photos: Offline, Untrusted, SignInNeeded, Refused …
    """
    began = time.monotonic()
    with Library(folder) as library:
        account, server = library.accounts.active(), library.accounts.server()
        if server is None or not account.enrolled:
            raise NeedsPerson("not-enrolled")
        office = Office(library=library, connect=way.connect, secrets=way.secrets, clock=way.clock)
        with closing(way.connect(server)) as transport:
            ask_health(transport, library.accounts.keys(), way.clock)
            path = folder.parts_dir / f"trial-{new_id()}"
            try:
                path.write_bytes(os.urandom(TRIAL_BYTES))
                _there_and_back(office.desk(account, server, transport).caller, path)
            finally:
                path.unlink(missing_ok=True)
    return Tried(server.name, time.monotonic() - began)


def _there_and_back(caller: Caller, path: Path) -> None:
    made = caller.call("POST", "/uploads/", headers={**TUS, "Upload-Length": str(TRIAL_BYTES)})
    url = path_of(made.headers.get("Location", ""))
    try:
        caller.send(url, lambda: FileSlice(path, 0, TRIAL_BYTES), _PIECE)
        there = caller.call("HEAD", url, headers=TUS).number("Upload-Offset")
        if there != TRIAL_BYTES:
            raise NeedsPerson("trial-incomplete")
    finally:
        caller.call("DELETE", url, headers=TUS)
