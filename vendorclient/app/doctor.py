"""Looks after the health of the program, of its data and of its way to the server."""

from __future__ import annotations

import base64
import os
import sqlite3
import stat
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from vendorcore.domain import new_id
from vendorcore.errors import VendorError

from vendorclient.paths import disk_refusal, open_data_folder
from vendorclient.storage.accounts import Accounts
from vendorclient.storage.database import Database
from vendorclient.storage.originals import RESERVE_BYTES, free_bytes
from vendorclient.sync.health import ask_health

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from vendorcore.media import Workshop

    from vendorclient.app.way import Way
    from vendorclient.paths import DataFolder

LITTLE_SPACE_BYTES = 5 << 30
CLOCK_TOLERANCE = timedelta(minutes=5)
LIBRARIES = (
    *("pillow", "pillow-heif", "exifread", "pymediainfo", "av", "cryptography", "keyring"),
    *("openpyxl", "reportlab", "psutil", "requests", "pyside6-essentials"),
)
# One pixel: enough to see that the worker reads.
_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Health(StrEnum):
    """How a check went: fine, worth knowing, or in need of help."""

    OK = "ok"
    REMARK = "remark"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at; code is that of a problem or of a remark."""

    name: str
    health: Health = Health.OK
    code: str = ""
    values: dict[str, object] = field(default_factory=dict)


def examine(
    root: Path,
    *,
    workshop: Workshop,
    way_of: Callable[[DataFolder], Way],
    free: Callable[[Path], int] = free_bytes,
) -> Iterator[Examined]:
    """Yield each check; what is broken never stops the ones after it."""
    yield Examined("program", values={"python": sys.version.split()[0], **_versions()})
    try:
        folder = open_data_folder(root)
    except VendorError as error:
        yield _bad("data-folder", error)
        return
    checks: tuple[tuple[str, Callable[[], Examined]], ...] = (
        ("data-folder", lambda: _folder(folder)),
        ("free-space", lambda: _space(free(folder.root))),
        ("database", lambda: _database(folder)),
        ("worker", lambda: _worker(folder, workshop)),
        ("secrets", lambda: _secrets(way_of(folder))),
        ("server", lambda: _server(folder, way_of(folder))),
    )
    for name, check in checks:
        try:
            yield check()
        except VendorError as error:
            yield _bad(name, error)
        except OSError as error:
            yield _bad(name, disk_refusal(error, folder.root))


def _bad(name: str, error: VendorError) -> Examined:
    return Examined(name, Health.BAD, error.code, dict(error.details))


def _versions() -> dict[str, object]:
    found: dict[str, object] = {"sqlite": sqlite3.sqlite_version}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


def _folder(folder: DataFolder) -> Examined:
    probe = folder.parts_dir / new_id()
    values: dict[str, object] = {"path": str(folder.root)}
    try:
        probe.write_bytes(b"")
        probe.unlink()
        mode = stat.S_IMODE(folder.root.stat().st_mode)
    except OSError:
        return Examined("data-folder", Health.BAD, "not-writable", values)
    if os.name == "posix" and mode & 0o077:
        return Examined("data-folder", Health.REMARK, "folder-not-private", values)
    return Examined("data-folder", values=values)


def _space(free: int) -> Examined:
    values: dict[str, object] = {"free": free, "needed": RESERVE_BYTES}
    if free < RESERVE_BYTES:
        return Examined("free-space", Health.BAD, "no-space", values)
    if free < LITTLE_SPACE_BYTES:
        return Examined("free-space", Health.REMARK, "little-space", values)
    return Examined("free-space", values=values)


def _database(folder: DataFolder) -> Examined:
    db = Database(folder.database_path)
    try:
        row = db.row("PRAGMA quick_check")
        if row is None or row[0] != "ok":
            return Examined("database", Health.BAD, "data-damaged")
        return Examined("database")
    finally:
        db.close()


def _worker(folder: DataFolder, workshop: Workshop) -> Examined:
    picture = folder.parts_dir / f"{new_id()}.png"
    try:
        picture.write_bytes(_PICTURE)
        facts = workshop.read(picture).facts
    except OSError as error:
        return _bad("worker", disk_refusal(error, picture))
    finally:
        picture.unlink(missing_ok=True)
    if facts.width != 1:
        return Examined("worker", Health.BAD, "worker-silent")
    return Examined("worker")


def _secrets(way: Way) -> Examined:
    place = way.secrets.place
    values: dict[str, object] = {"place": place}
    if place == "files":
        return Examined("secrets", Health.REMARK, "secrets-in-files", values)
    return Examined("secrets", values=values)


def _server(folder: DataFolder, way: Way) -> Examined:
    db = Database(folder.database_path)
    try:
        accounts = Accounts(db)
        server, keys = accounts.server(), accounts.keys()
    finally:
        db.close()
    if server is None:
        return Examined("server", Health.REMARK, "not-enrolled")
    _, error_ms = ask_health(way.connect(server), keys, way.clock)
    seconds = round(error_ms / 1000)
    values: dict[str, object] = {"url": server.url, "seconds": seconds}
    if abs(timedelta(milliseconds=error_ms)) > CLOCK_TOLERANCE:
        return Examined("server", Health.REMARK, "clock-off", values | {"apart": seconds})
    return Examined("server", values=values)
