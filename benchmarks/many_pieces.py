"""Fills a server with any number of contracts and pieces of evidence, as fast as it takes rows."""

from __future__ import annotations

import copy
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGAN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
_AT_ONCE = 50_000
# Those of its indexes that a table got by name; the one of its key belongs to the table.
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql > ''"


@dataclass(frozen=True)
class Filled:
    """Who looks, and by what."""

    institution: str
    session: str
    token: str


def filled(contracts: int, pieces: int) -> Filled:
    """Write many contracts with much evidence straight into the tables."""
    from django.db import connection
    from django.utils import timezone

    from vendorcore.domain import Role

    from tests.vendorserver import builders
    from tests.vendorserver.portal.conftest import browser_of
    from vendorserver import models
    from vendorserver.services.access import token_hash

    institution, computer = builders.an_institution(), builders.a_computer()
    first = builders.a_stored_contract(computer.viewer, institution)
    attachment, _receipt = builders.an_attachment(computer, first)
    _more_contracts(models.Contract.objects.get(id=first.id), institution, contracts)
    _hurry()
    _more_pieces(models.Attachment.objects.get(id=attachment), pieces)
    connection.close()  # from here on as a server works
    now = timezone.now()
    models.AccessToken.objects.create(
        token_hash=token_hash("bench"),
        device=computer.device,
        issued_at=now,
        expires_at=now + timedelta(hours=3),
    )
    officer = browser_of(builders.an_account(Role.MANAGER, institution))
    print(
        f"{models.Contract.objects.count()} contracts, {models.Attachment.objects.count()} pieces"
    )
    return Filled(institution.id, officer.session.session_key or "", "bench")


def _more_contracts(row: Any, institution: Any, wanted: int) -> None:
    """Write copies of one contract, each with a party, a product and a process."""
    from vendorcore.domain import new_id

    from vendorserver import models

    process, made = row.processes.get(), []
    for number in range(1, wanted):
        row.id, row.name = new_id(), f"책상 구매 {number}"
        row.created_at = _BEGAN + timedelta(minutes=number)
        party = models.ContractParty(
            contract_id=row.id, seq=0, role="contracting", name="속초시", institution=institution
        )
        item = models.ContractItem(id=new_id(), contract_id=row.id, seq=0, detail_name="책상")
        process.id, process.contract_id, process.item_id = new_id(), row.id, item.id
        made.append((copy.copy(row), party, item, copy.copy(process)))
    tables = (models.Contract, models.ContractParty, models.ContractItem, models.ContractProcess)
    for table, rows in zip(tables, zip(*made, strict=True), strict=True):
        table.objects.bulk_create(rows, batch_size=2_000)


def _more_pieces(piece: Any, wanted: int) -> None:
    """Write copies of one piece of evidence, spread over all processes.

    The database copies the row itself: a million rows made and sealed one by one take many minutes.
    """
    from django.db import connection, transaction

    from vendorcore.domain import new_id

    from vendorserver import models

    places = list(models.ContractProcess.objects.values_list("id", "contract_id"))
    own = ("id", "sha256", "process_id", "contract_id")
    rest = ", ".join(
        field.column for field in models.Attachment._meta.concrete_fields if field.column not in own
    )
    table = models.Attachment._meta.db_table
    copied = f"SELECT %s, %s, %s, %s, {rest} FROM {table} WHERE id = %s"  # noqa: S608 - our own names
    line = f"INSERT INTO {table} ({', '.join(own)}, {rest}) {copied}"
    with transaction.atomic(), connection.cursor() as cursor, _indexed_later(cursor, table):
        for start in range(1, wanted, _AT_ONCE):
            numbers = range(start, min(start + _AT_ONCE, wanted))
            rows = ((new_id(), f"{n:064x}", *places[n % len(places)], piece.id) for n in numbers)
            cursor.executemany(line, list(rows))


@contextmanager
def _indexed_later(cursor: Any, table: str) -> Iterator[None]:
    """Let SQLite build the same indexes from all rows at once instead of one row at a time."""
    made: list[tuple[str, str]] = []
    if cursor.db.vendor == "sqlite":
        cursor.execute(_INDEXES, [table])
        made = cursor.fetchall()
    for name, _line in made:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _name, line in made:
        cursor.execute(line)


def _hurry() -> None:
    """Let the filling wait for no disk and keep its indexes in memory; measured is afterwards."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -1000000")
