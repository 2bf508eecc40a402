"""Copies everything of a library into a folder, and takes it from there on the same PC or another.

The keys of this computer are not copied: another computer joins the server with a code of its own.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.domain import instant_text
from vendorcore.errors import NeedsPerson, NotReadable

from vendorclient.paths import disk_refusal
from vendorclient.storage.database import STEPS, Database, border
from vendorclient.storage.durable import flush_file, flush_folder
from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from vendorclient.paths import DataFolder

_KIND, _DESCRIPTION = "vendorclient-backup", "backup.json"
_DATABASE, _ORIGINALS = "client.db", "originals"
_PLAN, _BEFORE = "restore.json", "before-restore"
_PIECE = 1 << 20
_NAME = re.compile(r"[0-9a-f]{64}")
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
        files, size = _copy_originals(folder, to / _ORIGINALS, on_bytes)
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
    try:
        _fresh_copy(folder, source).unlink()
        _write(folder.root / _PLAN, {"from": str(source.absolute())})
    except OSError as error:
        raise disk_refusal(error, folder.root) from error
    return found


def restore_planned(folder: DataFolder) -> bool:
    """Take over a backup that was chosen; before anything is opened. Whether there was one.

    What was here before is kept beside it; originals of both are kept. A backup that cannot be
    read any more is told once: the next start opens what is here.
    """
    plan = folder.root / _PLAN
    if not plan.is_file():
        return False
    try:
        _take_over(folder, _planned(plan))
    except (NotReadable, NeedsPerson):
        plan.unlink()
        raise
    except OSError as error:
        raise disk_refusal(error, folder.root) from error
    plan.unlink()
    return True


def _planned(plan: Path) -> Path:
    try:
        return Path(json.loads(plan.read_text("utf-8"))["from"])
    except (ValueError, KeyError, TypeError) as error:
        raise NotReadable("not-a-backup", path=str(plan)) from error


def _take_over(folder: DataFolder, source: Path) -> None:
    describe(source)
    for original, place in _originals(source / _ORIGINALS, folder.originals_dir):
        _copy_original(original, place, lambda _: None)
    fresh, database = _fresh_copy(folder, source), folder.database_path
    try:
        if database.exists():
            _copy_database(database, _free(folder.root / f"{_DATABASE}.{_BEFORE}"))
        _pour(fresh, database)  # a command that has it open goes on with what is restored
    except NeedsPerson:  # damaged: kept as it is
        database.replace(_free(folder.root / f"{_DATABASE}.{_BEFORE}"))
        for end in ("-wal", "-shm"):
            database.with_name(_DATABASE + end).unlink(missing_ok=True)
        fresh.replace(database)
    fresh.unlink(missing_ok=True)


def _free(path: Path) -> Path:
    """Return this path, or the next one that is not taken: an earlier database stays."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free


def _fresh_copy(folder: DataFolder, source: Path) -> Path:
    """Return a copy of a backup's database beside ours; NeedsPerson when it is too new for us."""
    fresh = folder.root / f"{_DATABASE}.restored"
    _copy_file(source / _DATABASE, fresh)
    _refuse_damaged(fresh, source)
    _refuse_newer(fresh)
    return fresh


def _refuse_strange(to: Path) -> None:
    names = {entry.name for entry in to.iterdir()}
    if names - {_DESCRIPTION, _DATABASE, _ORIGINALS}:
        raise NeedsPerson("folder-not-ours", path=str(to))


def _refuse_newer(path: Path) -> None:
    known = max(int(step.name[:4]) for step in STEPS.glob("*.sql"))
    with closing(sqlite3.connect(path)) as connection:
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > known:
        path.unlink()
        raise NeedsPerson("newer-data", path=str(path), found=found, known=known)


def _refuse_damaged(path: Path, source: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        path.unlink()
        raise NotReadable("library-backup-damaged", path=str(source))


def _copy_database(source: Path, to: Path) -> None:
    fresh = to.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    _pour(source, fresh)
    fresh.replace(to)


def _pour(source: Path, to: Path) -> None:
    """Put a database into another in one transaction."""
    with (
        border(to),
        closing(sqlite3.connect(source)) as here,
        closing(sqlite3.connect(to)) as there,
    ):
        here.backup(there)


def _originals(source: Path, to: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the originals; what a system or a power cut left among them is none."""
    for path in sorted(source.glob("??/*")):
        if _NAME.fullmatch(path.name) and path.is_file():
            yield path, to / path.parent.name / path.name


def _copy_originals(
    folder: DataFolder, to: Path, on_bytes: Callable[[int], None]
) -> tuple[int, int]:
    """Copy all originals, names durable too; return how many and how large.

    A damaged one may come from its card again.
    """
    files = size = 0
    shards = set()
    for source, place in _originals(folder.originals_dir, to):
        try:
            size += _copy_original(source, place, on_bytes)
        except NotReadable:
            with closing(Database(folder.database_path)) as db:
                Media(db).forget_sightings(source.name)
            raise
        files += 1
        shards.add(place.parent)
    for changed in (*shards, *({to} if shards else ())):
        flush_folder(changed)
    return files, size


def _copy_original(source: Path, to: Path, on_bytes: Callable[[int], None]) -> int:
    """Copy one original and compare it by its name, which is its hash."""
    size = source.stat().st_size
    if to.is_file() and to.stat().st_size == size and _hash(to, on_bytes) == source.name:
        return size
    to.parent.mkdir(parents=True, exist_ok=True)
    part = to.with_suffix(".part")
    _copy_file(source, part)
    if _hash(part, on_bytes) != source.name:
        part.unlink()
        raise NotReadable("original-damaged", path=str(source))
    part.replace(to)
    return size


def _copy_file(source: Path, to: Path) -> None:
    shutil.copyfile(source, to)
    with to.open("rb+") as file:
        flush_file(file.fileno())


def _hash(path: Path, on_bytes: Callable[[int], None]) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            on_bytes(len(piece))
    return digest.hexdigest()


def _write(path: Path, said: dict[str, object]) -> None:
    temporary = path.with_suffix(".new")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(said, file, ensure_ascii=False)
        file.flush()
        flush_file(file.fileno())
    temporary.replace(path)
    flush_folder(path.parent)
