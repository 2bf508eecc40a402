"""Moving house: all rows into another database, all originals onto another shelf."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connections

from vendorcore.errors import Refused, Untrusted

from vendorserver.services import rows
from vendorserver.services.fsck import originals
from vendorserver.settings import current
from vendorserver.settings.databases import database
from vendorserver.settings.folder import change_settings, mark_ready, prepare_empty
from vendorserver.settings.server import FILE, read
from vendorserver.storage import blobs, shelf_of, together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from vendorserver.storage import Lots, OneByOne

    Progress = Callable[[Iterable[str], int], Iterable[str]]

_TARGET = "target"


def move(
    target: Path, database_url: str, progress: Progress, blob_url: str | None = None
) -> tuple[int, int]:
    """Fill a new data folder, database and shelf; return the numbers of rows and originals.

    Without a blob_url originals in a bucket stay where they are; an empty one means files.
    The old folder stays as it is; whoever moves deletes it when the new one serves well.
    """
    data = current().folder(".")
    prepare_empty(target)
    shutil.copytree(data / "keys", target / "keys", dirs_exist_ok=True)
    shutil.copytree(data / "derived", target / "derived", dirs_exist_ok=True)
    shutil.copyfile(data / FILE, target / FILE)
    present = current().blob_url
    wanted = present if blob_url is None else blob_url
    change_settings(target, database_url=database_url, blob_url=wanted)
    count = _move_rows(target)
    names = originals() if not wanted or wanted != present else []
    with together(shelf_of(wanted, target)) as shelf:
        for name in progress(names, len(names)):
            _move_original(name, shelf)
    mark_ready(target)
    return count, len(names)


def _move_rows(target: Path) -> int:
    settings = database(read({"VENDORSERVER_DATA": str(target)}))
    connections.databases[_TARGET] = connections.configure_settings(
        {"default": {}, _TARGET: settings}
    )[_TARGET]
    try:
        call_command("migrate", database=_TARGET, verbosity=0, interactive=False)
        return rows.load(rows.lines(), using=_TARGET)
    finally:
        connections[_TARGET].close()
        del connections[_TARGET]
        del connections.databases[_TARGET]


def _move_original(name: str, shelf: Lots | OneByOne) -> None:
    try:
        shelf.add(name, blobs().open_range(name))
    except Refused as error:
        raise Untrusted("data-damaged", path=name) from error
