"""The tables' form: brought up to date when the program is newer, after a copy of what was."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from vendorcore.errors import Refused

from vendorserver.services.copies import copy_sqlite, sync_file
from vendorserver.settings import current


def pending() -> list[str]:
    """Return the names of the steps that this database still lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _ in plan]


def check_known() -> None:
    """Refuse a database that a newer program has changed; it would be read wrongly."""
    loader = MigrationExecutor(connection).loader
    newer = set(loader.applied_migrations) - set(loader.disk_migrations)
    if newer:
        raise Refused("newer-data", path=str(connection.settings_dict["NAME"]))


def bring_up_to_date() -> list[str]:
    """Do the missing steps, after a copy of an older database; return their names.

    When a step fails the copy takes its place again: the older program goes on with it.
    """
    steps = pending()
    if not steps:
        return []
    copy = _copy_first(steps[0]) if connection.introspection.table_names() else None
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except (DatabaseError, ValueError, TypeError) as error:
        if copy is not None:
            _put_back(copy)
        raise Refused("migration-failed", step=steps[0], reason=str(error)) from error
    return steps


def _copy_first(step: str) -> Path | None:
    data_dir = current().data_dir
    if connection.vendor != "sqlite" or data_dir is None:
        return None
    target = data_dir / f"server.before-{step}.db"
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    copy_sqlite(part)
    part.replace(target)
    return target


def _put_back(copy: Path) -> None:
    """Let the copy be the database again; what SQLite kept beside the broken one goes with it."""
    connection.close()
    database = Path(connection.settings_dict["NAME"])
    fresh = database.with_suffix(".restored")
    shutil.copyfile(copy, fresh)
    sync_file(fresh)
    for ending in ("-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    fresh.replace(database)
