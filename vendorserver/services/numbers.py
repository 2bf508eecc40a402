"""Numbers without gaps: given inside a transaction, under the lock of their row.

These are asked for many times for every file, so they are plain SQL: the same one statement on
SQLite and PostgreSQL adds, locks the row until the transaction ends, and tells the number.
"""

from django.db import connection

from vendorserver.models import Counter

_ADD = f"UPDATE {Counter._meta.db_table} SET value = value + %s WHERE name = %s RETURNING value"  # noqa: S608 - our own table


def locked(name: str) -> int:
    """Return the last number given with its row locked until the transaction ends."""
    return _added(name, 0)


def next_number(name: str) -> int:
    """Return the following number; it is only used up when the transaction succeeds."""
    return _added(name, 1)


def text_before(sql: str, number: int) -> str:
    """Return the text that this statement finds under the number before; empty for none."""
    with connection.cursor() as cursor:
        found = cursor.execute(sql, (number - 1,)).fetchone()
    return str(found[0]) if found else ""


def _added(name: str, amount: int) -> int:
    with connection.cursor() as cursor:
        found = cursor.execute(_ADD, (amount, name)).fetchone()
        if found is None:
            Counter.objects.get_or_create(name=name)
            found = cursor.execute(_ADD, (amount, name)).fetchone()
    return int(found[0])
