"""The files of a backup and their hashes; known without a database."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from vendorcore.errors import Conflict, NotReadable, Untrusted

from vendorserver.settings.server import FILE
from vendorserver.storage.local import sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARK, SUMS = "backup.json", "files.sha256"
SQLITE, ROWS = "server.db", "rows.jsonl"
ORIGINALS = "blobs/"
# A backup is finished in `next`, becomes `now` by one rename, and the one before is kept.
NEXT, NOW, BEFORE = "next", "now", "before"
# Whoever writes or reads a backup holds this file, so that no two sets are mixed.
LOCK = "backup.lock"
_BLOCK = 1024 * 1024
_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP)


def latest(source: Path) -> Path:
    """Return the folder of the last whole set of database, keys and settings."""
    whole = (source / name for name in (NOW, BEFORE) if (source / name / MARK).exists())
    return next(whole, source)


def is_backup(source: Path) -> bool:
    """Whether a folder holds a backup, or one that was begun."""
    return any((source / name).exists() for name in (NEXT, NOW, BEFORE))


@contextmanager
def held(target: Path) -> Iterator[None]:
    """Keep a backup for this one alone; Conflict("backup-running") when another one has it."""
    lock = FileLock(target / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise Conflict("backup-running", path=str(target)) from error
    except OSError as error:
        # A file system without locks: a backup on it is better than none.
        if error.errno not in _NO_LOCKS:
            raise
    try:
        yield
    finally:
        lock.release()


@contextmanager
def held_to_read(source: Path) -> Iterator[None]:
    """Keep others from writing a backup while it is read.

    Nothing is made there: a lock file of another account would stop that account's backups.
    """
    if not os.access(source / LOCK, os.W_OK):
        yield
        return
    with held(source):
        yield


def commit(target: Path) -> None:
    """Let what was written into `next`, synced, be the backup from now on."""
    sync_folder(target / NEXT)
    if (target / NOW).exists():
        shutil.rmtree(target / BEFORE, ignore_errors=True)
        (target / NOW).rename(target / BEFORE)
    (target / NEXT).rename(target / NOW)
    sync_folder(target)


def sums(source: Path) -> dict[str, str]:
    """Return the hash of every file of a backup by its name."""
    try:
        text = (latest(source) / SUMS).read_text("utf-8")
    except OSError as error:
        raise NotReadable(path=str(latest(source) / SUMS)) from error
    pairs = (line.split("  ", 1) for line in text.splitlines())
    return {name: sha256 for sha256, name in pairs}


def named(target: Path) -> set[str]:
    """Return the files that the last set of a backup or the one before it names."""
    sets = (target / name for name in (NOW, BEFORE) if (target / name).exists())
    return {name for one in sets for name in sums(one)}


def lay_out(source: Path, data: Path) -> None:
    """Copy keys, settings and an SQLite database of a backup into a new data folder."""
    check_small_files(source)
    small = latest(source)
    shutil.copytree(small / "keys", data / "keys", dirs_exist_ok=True)
    for name in (FILE, SQLITE):
        if (small / name).exists():
            shutil.copyfile(small / name, data / name)
            (data / name).chmod(0o600)


def check_small_files(source: Path) -> None:
    """Return when the backup's database, keys and settings are whole; else Untrusted."""
    for name, expected in sums(source).items():
        if not name.startswith(ORIGINALS) and sha256(latest(source) / name) != expected:
            raise Untrusted("backup-damaged", path=name)


def sha256(path: Path) -> str:
    """Return the hash of a file."""
    digest = hashlib.sha256()
    for block in blocks(path):
        digest.update(block)
    return digest.hexdigest()


def blocks(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file; NotReadable when it cannot be read."""
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
    except OSError as error:
        raise NotReadable(path=str(path)) from error
