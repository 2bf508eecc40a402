"""A whole copy of the SQLite database while it is in use."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from pathlib import Path


def copy_sqlite(target: Path) -> None:
    """Copy the database of the running server into a new file, synced, as of one moment."""
    connection.ensure_connection()
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
    sync_file(target)


def sync_file(path: Path) -> None:
    """Return once a file would survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
