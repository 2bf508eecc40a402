"""The tables' form: brought up to date when the program is newer, after a copy of what was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from vendorcore.errors import Refused

from vendorserver.services.copies import copy_sqlite
from vendorserver.settings import current

if TYPE_CHECKING:
    from pathlib import Path


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
    """Do the missing steps, after a copy of an older database; return their names."""
    steps = pending()
    if steps and connection.introspection.table_names():
        _copy_first(steps[0])
    if steps:
        call_command("migrate", verbosity=0, interactive=False)
    return steps


def _copy_first(step: str) -> None:
    data_dir = current().data_dir
    if connection.vendor == "sqlite" and data_dir is not None:
        copy_sqlite(_free_name(data_dir / f"server.before-{step}.db"))


def _free_name(path: Path) -> Path:
    path.unlink(missing_ok=True)
    return path
