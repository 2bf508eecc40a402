"""Backup and restore: database, keys, settings and originals, each file with its hash."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone

from vendorcore.errors import Conflict, NoSpace, NotReadable, NotWritable, Refused

from vendorserver.models import Blob, Erasure
from vendorserver.services import custody, holdings, redrawing, rows
from vendorserver.services.backup_files import (
    LOCK,
    MARK,
    NEXT,
    ORIGINALS,
    ROWS,
    SQLITE,
    SUMS,
    blocks,
    commit,
    held,
    is_backup,
    latest,
    named,
    sums,
)
from vendorserver.services.backup_files import sha256 as sha256_of
from vendorserver.services.copies import copy_sqlite, sync_file
from vendorserver.settings import current
from vendorserver.settings.server import FILE
from vendorserver.storage import Lots, blobs, together
from vendorserver.storage.local import sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from vendorcore.protocol import JsonObject

    from vendorserver.storage import OneByOne

    Progress = Callable[[Iterable[str], int], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backed:
    """What a backup holds, and the originals that were lost or changed where they came from."""

    originals: int
    bytes: int
    damaged: tuple[str, ...] = ()

    def to_json(self) -> JsonObject:
        """Return what commands print."""
        return {"originals": self.originals, "bytes": self.bytes, "damaged": len(self.damaged)}


def back_up(target: Path, now: datetime, progress: Progress) -> Backed:
    """Copy everything into a folder; originals that an earlier backup holds are kept.

    The earlier backup stays whole until this one is, whatever happens on the way.
    """
    _check_target(target)
    with held(target):
        return _back_up(target, now, progress)


def _back_up(target: Path, now: datetime, progress: Progress) -> Backed:
    coming = target / NEXT
    shutil.rmtree(coming, ignore_errors=True)
    coming.mkdir(mode=0o700)
    hashes = {name: sha256_of(coming / name) for name in _small_files(coming)}
    wanted = sorted(set(_evidence()))
    try:
        with Lots(target / ORIGINALS) as lots:
            sizes = {name: _copied(name, lots) for name in progress(wanted, len(wanted))}
    except NoSpace as error:
        raise NoSpace("backup-full", path=str(target)) from error
    whole = {name: size for name, size in sizes.items() if size >= 0}
    hashes |= {f"{ORIGINALS}{name[:2]}/{name}": name for name in whole}
    _write(coming / SUMS, "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)))
    mark = {"format": 2, "server_id": current().server_id, "at": now.isoformat()}
    _write(coming / MARK, json.dumps(mark) + "\n")
    commit(target)
    _forget_erased(target)
    return _told(whole, wanted)


def bring_back(source: Path, progress: Progress) -> Backed:
    """Put rows (of a PostgreSQL backup) and originals of a backup into the running folder."""
    if (latest(source) / ROWS).exists():
        with (latest(source) / ROWS).open(encoding="utf-8") as lines:
            rows.load(lines)
    wanted = [name for name in sums(source) if name.startswith(ORIGINALS)]
    with together(blobs()) as shelf:
        sizes = {name: _brought(source / name, shelf) for name in progress(wanted, len(wanted))}
    _forget_lost_uploads()
    whole = {name: size for name, size in sizes.items() if size >= 0}
    redrawing.ask_for_all({name.rsplit("/")[-1] for name in whole}, timezone.now())
    return _told(whole, wanted)


def _told(whole: dict[str, int], wanted: list[str]) -> Backed:
    damaged = tuple(name.rsplit("/")[-1] for name in wanted if name not in whole)
    return Backed(originals=len(whole), bytes=sum(whole.values()), damaged=damaged)


def _check_target(target: Path) -> None:
    names = {path.name for path in target.iterdir()} if target.is_dir() else set()
    if names - {LOCK} and not is_backup(target):
        raise Conflict("already-there", path=str(target))
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(path=str(target)) from error


def _small_files(target: Path) -> Iterator[str]:
    """Copy database, keys and settings, each synced; yield their names."""
    yield _copy_database(target)
    data = current().folder(".")
    shutil.copytree(data / "keys", target / "keys", dirs_exist_ok=True)
    for path in sorted((target / "keys").iterdir()):
        sync_file(path)
        yield f"keys/{path.name}"
    sync_folder(target / "keys")
    shutil.copyfile(data / FILE, target / FILE)
    sync_file(target / FILE)
    yield FILE


def _copy_database(target: Path) -> str:
    if connection.vendor == "sqlite":
        (target / SQLITE).unlink(missing_ok=True)
        copy_sqlite(target / SQLITE)
        return SQLITE
    with (target / ROWS).open("w", encoding="utf-8") as file:
        file.writelines(rows.lines())
    sync_file(target / ROWS)
    return ROWS


def _evidence() -> Iterator[str]:
    """Yield the originals that the copied database needs: evidence, and what waits to be."""
    yield from custody.hashes()
    yield from Blob.objects.values_list("sha256", flat=True)


def _copied(sha256: str, lots: Lots) -> int:
    """Copy an original unless an earlier backup did; -1 when there is no whole one to be had."""
    size, place = _size(sha256), lots.path(sha256)
    if place.exists() and size in (-1, place.stat().st_size):
        return place.stat().st_size
    return _added(sha256, lots, _original(sha256))


def _forget_erased(target: Path) -> None:
    """Throw away what was erased by duty once neither set names it; what is lost stays."""
    erased = set(Erasure.objects.exclude(sha256="").values_list("sha256", flat=True))
    names = {f"{ORIGINALS}{one[:2]}/{one}" for one in erased if not custody.held(one)}
    try:
        useless = names - named(target)
    except NotReadable:  # a damaged list names nothing: the next backup knows more
        return
    for name in useless:
        (target / name).unlink(missing_ok=True)


def _size(sha256: str) -> int:
    try:
        return blobs().size(sha256)
    except OSError:
        return -1


def _original(sha256: str) -> Iterator[bytes]:
    """Yield an original; NotReadable tells a bad sector of the server from one of the target."""
    try:
        yield from blobs().open_range(sha256)
    except OSError as error:
        raise NotReadable(path=sha256) from error


def _brought(path: Path, shelf: Lots | OneByOne) -> int:
    """Bring an original back; one that is damaged in the backup holds no other up."""
    return _added(path.name, shelf, blocks(path))


def _added(sha256: str, shelf: Lots | OneByOne, content: Iterator[bytes]) -> int:
    try:
        return shelf.add(sha256, content)
    except (NotReadable, Refused):
        return -1


def _forget_lost_uploads() -> None:
    """Forget uploads whose bytes the backup does not hold; their senders begin anew."""
    for blob in Blob.objects.all():
        if not custody.named(blob.sha256) and blobs().size(blob.sha256) < 0:
            with transaction.atomic(), holdings.letting_go(blob.sha256):
                blob.uploads.all().delete()
                blob.delete()


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    sync_file(path)
