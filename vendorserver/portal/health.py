"""Whether this process lives, and whether it can serve: for the machines that watch over it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from vendorserver.settings import current

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def alive(_request: HttpRequest) -> JsonResponse:
    """Say that the process answers; nothing else is looked at."""
    return JsonResponse({"alive": True})


@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """Say whether requests can be served here: database, tables, room on the disk."""
    found = {"database": _database(), "tables": _tables(), "room": _room()}
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _tables() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _room() -> bool:
    server = current()
    if server.data_dir is None:
        return True
    try:
        return shutil.disk_usage(server.data_dir).free > server.reserve_bytes
    except OSError:
        return False
