"""Copies everything of a library into a folder, and takes it from there on the same PC or another.

The keys of this computer are not copied: another computer joins the server with a code of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.domain import instant_text
from vendorcore.errors import NeedsPerson, NotReadable

from vendorclient.paths import disk_refusal
from vendorclient.storage.database import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from vendorclient.paths import DataFolder

_KIND, _DESCRIPTION = "vendorclient-backup", "backup.json"
_DATABASE, _ORIGINALS = "client.db", "originals"
_PLAN, _BEFORE = "restore.json", "before-restore"
_PIECE = 1 << 20
NOTHING = Path()


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup holds."""

    folder: Path
    made_at: str
    files: int
    size_bytes: int


def back_up(
    folder: DataFolder,
    to: Path,
    *,
    now: Callable[[], datetime],
    on_bytes: Callable[[int], None] = lambda _: None,
) -> Backup:
    """Copy database and originals; originals that are there already are compared, not copied.

    The description is written last: without it a folder is no backup.
    """
    try:
        to.mkdir(parents=True, exist_ok=True)
        _refuse_strange(to)
        (to / _DESCRIPTION).unlink(missing_ok=True)
        _copy_database(folder.database_path, to / _DATABASE)
        files = size = 0
        for source, place in _originals(folder.originals_dir, to / _ORIGINALS):
            size += _copy_original(source, place, on_bytes)
            files += 1
        made = {"kind": _KIND, "made_at": instant_text(now()), "files": files, "size_bytes": size}
        _write(to / _DESCRIPTION, made)
    except OSError as error:
        raise disk_refusal(error, to) from error
    return describe(to)


def describe(folder: Path) -> Backup:
    """Return what a backup says of itself; NotReadable where the folder is none."""
    try:
        said = json.loads((folder / _DESCRIPTION).read_text("utf-8"))
        if said["kind"] != _KIND or not (folder / _DATABASE).is_file():
            raise NotReadable("not-a-backup", path=str(folder))
        return Backup(
            folder=folder,
            made_at=str(said["made_at"]),
            files=int(said["files"]),
            size_bytes=int(said["size_bytes"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotReadable("not-a-backup", path=str(folder)) from error


def verify(backup: Backup, on_bytes: Callable[[int], None] = lambda _: None) -> list[str]:
    """Read every original of a backup and return those that are not what they were."""
    damaged = []
    for source, _place in _originals(backup.folder / _ORIGINALS, NOTHING):
        if _hash(source, on_bytes) != source.name:
            damaged.append(source.name)
    return damaged


def plan_restore(folder: DataFolder, source: Path) -> Backup:
    """Note that this backup is to be taken over at the next start, once it proved whole."""
    found = describe(source)
    if verify(found):
        raise NotReadable("library-backup-damaged", path=str(source))
    _write(folder.root / _PLAN, {"from": str(source.absolute())})
    return found


def restore_planned(folder: DataFolder) -> bool:
    """Take over a backup that was chosen; before anything is opened. Whether there was one.

    What was here before is kept beside it; originals of both are kept.
    """
    plan = folder.root / _PLAN
    if not plan.is_file():
        return False
    source = Path(json.loads(plan.read_text("utf-8"))["from"])
    describe(source)
    for original, place in _originals(source / _ORIGINALS, folder.originals_dir):
        _copy_original(original, place, lambda _: None)
    fresh = folder.root / f"{_DATABASE}.restored"
    shutil.copyfile(source / _DATABASE, fresh)
    _refuse_newer(fresh)
    if folder.database_path.exists():
        _copy_database(folder.database_path, folder.root / f"{_DATABASE}.{_BEFORE}")
    for end in ("-wal", "-shm"):
        folder.database_path.with_name(_DATABASE + end).unlink(missing_ok=True)
    fresh.replace(folder.database_path)
    plan.unlink()
    return True


def _refuse_strange(to: Path) -> None:
    names = {entry.name for entry in to.iterdir()}
    if names - {_DESCRIPTION, _DATABASE, _ORIGINALS}:
        raise NeedsPerson("folder-not-ours", path=str(to))


def _refuse_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    known = max(int(step.name[:4]) for step in STEPS.glob("*.sql"))
    if found > known:
        path.unlink()
        raise NeedsPerson("newer-data", path=str(path), found=found, known=known)


def _copy_database(source: Path, to: Path) -> None:
    fresh = to.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(fresh)) as there:
        here.backup(there)
    fresh.replace(to)


def _originals(source: Path, to: Path) -> Iterator[tuple[Path, Path]]:
    for path in sorted(source.glob("??/*")):
        if path.is_file():
            yield path, to / path.parent.name / path.name


def _copy_original(source: Path, to: Path, on_bytes: Callable[[int], None]) -> int:
    """Copy one original and compare it by its name, which is its hash."""
    size = source.stat().st_size
    if to.is_file() and to.stat().st_size == size and _hash(to, on_bytes) == source.name:
        return size
    to.parent.mkdir(parents=True, exist_ok=True)
    part = to.with_suffix(".part")
    shutil.copyfile(source, part)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    if _hash(part, on_bytes) != source.name:
        part.unlink()
        raise NotReadable("original-damaged", path=str(source))
    part.replace(to)
    return size


def _hash(path: Path, on_bytes: Callable[[int], None]) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            on_bytes(len(piece))
    return digest.hexdigest()


def _write(path: Path, said: dict[str, object]) -> None:
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    temporary.replace(path)
