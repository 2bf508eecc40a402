"""What an operator should know about this server's health."""

from __future__ import annotations

import sqlite3
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import django
from django.db import connection

from vendorcore import resources
from vendorcore.errors import VendorError
from vendorcore.media import Workshop

from vendorserver.models import Counter, Receipt
from vendorserver.services import audit, demo, holdings, jobs, receipts, schema
from vendorserver.services.receipts import COUNTER
from vendorserver.settings import current, keys
from vendorserver.storage import free_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Seen = tuple[bool, str] | tuple[bool, str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Check:
    """One look: its name, whether all is well, what was seen; values for those who tell it.

    A look that could not be taken holds the error itself.
    """

    name: str
    well: bool
    seen: str
    values: dict[str, int] = field(default_factory=dict)
    trouble: Exception | None = None


def examine() -> list[Check]:
    """Return all looks; one that cannot be taken is itself a bad sign."""
    return [_look(name, look) for name, look in LOOKS]


def _look(name: str, look: Callable[[], Seen]) -> Check:
    try:
        return Check(name, *look())
    except (VendorError, OSError, django.db.Error) as error:
        return Check(name, well=False, seen=str(error), trouble=error)


def _folder() -> tuple[bool, str]:
    data = current().folder(".")
    return not _open_to_others(data), str(data.resolve())


def _keys() -> tuple[bool, str]:
    open_files = [path.name for path in current().folder("keys").iterdir() if _open_to_others(path)]
    return not open_files, ", ".join(open_files) or keys().server.public.fingerprint


def _database() -> Seen:
    steps = len(schema.pending())
    version = sqlite3.sqlite_version if connection.vendor == "sqlite" else _server_version()
    seen = f"{connection.vendor} {version}" + (f", {steps} steps" if steps else "")
    return not steps, seen, {"steps": steps}


def _server_version() -> str:
    connection.ensure_connection()
    return ".".join(map(str, connection.get_database_version()))


def _disk() -> Seen:
    free, reserve = free_bytes(), current().reserve_bytes
    return free > reserve, f"{free} bytes free", {"free": free, "reserve": reserve}


def _receipts() -> Seen:
    last = Receipt.objects.order_by("log_index").last()
    given = Counter.objects.filter(name=COUNTER).first()
    index, number = (last.log_index if last else 0), (given.value if given else 0)
    first = receipts.first_broken()
    if first:
        return False, f"broken at {first}", {"first": first}
    count = Receipt.objects.count()
    return index == number == count, f"{number} receipts", {"given": number, "there": count}


def _audit() -> Seen:
    first = audit.first_broken()
    return not first, f"broken at {first}" if first else "unbroken", {"first": first}


def _quota() -> Seen:
    wrong = len(list(holdings.miscounted(mend=False)))
    return not wrong, f"{wrong} miscounted" if wrong else "counted", {"wrong": wrong}


def _jobs() -> Seen:
    counts = jobs.counts()
    seen = ", ".join(f"{state} {number}" for state, number in counts.items())
    return not counts["failed"], seen, counts


def _worker() -> tuple[bool, str]:
    with Workshop() as shop:
        facts = shop.read(resources.path("fonts/OFL.txt")).facts
    return facts.problem == "I_UNREADABLE", "the worker process answers"


def _address() -> tuple[bool, str]:
    secure = current().secure or "127.0.0.1" in current().public_url
    return secure, current().public_url + (" (demo)" if demo.exists() else "")


def _open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


LOOKS: tuple[tuple[str, Callable[[], Seen]], ...] = (
    ("folder", _folder),
    ("keys", _keys),
    ("database", _database),
    ("disk", _disk),
    ("receipts", _receipts),
    ("audit", _audit),
    ("quota", _quota),
    ("jobs", _jobs),
    ("worker", _worker),
    ("address", _address),
)
