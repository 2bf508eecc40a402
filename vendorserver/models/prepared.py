"""Statements that are run for every file: Django puts their SQL together once for each thread.

To put a query together costs Django ten times what the database needs to answer it (measured).
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from django.db import connection, models, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from django.db.backends.utils import CursorWrapper
    from django.db.models import QuerySet

    Converters = Mapping[int, Any]

_Row = TypeVar("_Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL, what stands at its places, and how what it finds becomes what the model knows."""

    sql: str
    places: tuple[object, ...]
    compiler: Any
    converters: Converters
    model: type[models.Model]
    columns: Sequence[str]

    def given(self, values: Sequence[str]) -> list[Any]:
        """Return what stands at the places when these values are asked for."""
        return [
            values[place.number] if isinstance(place, _Place) else place for place in self.places
        ]

    def made(self, found: Any) -> models.Model:
        """Return what was found as Django would."""
        (known,) = self.compiler.apply_converters([found], self.converters)
        return self.model.from_db(connection.alias, self.columns, known)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the value of this number belongs."""

    number: int


class Prepared(threading.local, Generic[_Row]):
    """Rows of one table that are looked for by texts, given in the order of `rows`' names.

    `rows` is called once for each thread (converters belong to its connection), with marks: it must
    pass each of them on as it is, and ask neither them nor the clock anything.
    """

    def __init__(self, rows: Callable[..., QuerySet[_Row]]) -> None:
        self._rows = rows
        self._statement: _Statement | None = None

    def first(self, *values: str) -> _Row | None:
        """Return a row that fits, None when none does; which of several is open."""
        statement = self._statement = self._statement or self._prepare(len(values))
        with connection.cursor() as cursor:
            found = cursor.execute(statement.sql, statement.given(values)).fetchone()
        return None if found is None else cast("_Row", statement.made(found))

    def _prepare(self, count: int) -> _Statement:
        marks = {f"place {number}": _Place(number) for number in range(count)}
        rows = self._rows(*marks).order_by()[:1]
        compiler = rows.query.get_compiler(connection=connection)
        sql, given = compiler.as_sql()
        places = tuple(marks.get(one, one) if isinstance(one, str) else one for one in given)
        if set(marks.values()) - set(places):
            raise TypeError("a value has no place in the query: it would not count")
        return _Statement(
            sql=sql,
            places=places,
            compiler=compiler,
            converters=compiler.get_converters([column for column, *_ in compiler.select]),
            model=rows.model,
            columns=[field.attname for field in rows.model._meta.concrete_fields],
        )


@contextmanager
def writing() -> Iterator[CursorWrapper]:
    """Lend a cursor; a transaction in which a statement fails can only be rolled back."""
    with transaction.mark_for_rollback_on_error(connection.alias), connection.cursor() as cursor:
        yield cursor


def known(model: type[models.Model], key: str) -> bool:
    """Whether there is a row with this key."""
    with connection.cursor() as cursor:
        return cursor.execute(_looking_up(model), (key,)).fetchone() is not None


def insert(row: models.Model) -> None:
    """Add a row whose key is known already; IntegrityError where a unique value is taken."""
    _insert(row, _insertion(type(row)))


def insert_unless_known(row: models.Model) -> bool:
    """Add a row unless a unique value of it is taken; say whether it was added."""
    return _insert(row, f"{_insertion(type(row))} ON CONFLICT DO NOTHING")


def update(model: type[models.Model], values: Mapping[str, object], **where: object) -> int:
    """Write these values into the rows that have those, none of them empty; return how many."""
    if None in where.values():
        raise TypeError("nothing equals an empty value")
    given = [
        _column(model, name).get_db_prep_save(value, connection)
        for name, value in (*values.items(), *where.items())
    ]
    with writing() as cursor:
        cursor.execute(_updating(model, tuple(values), tuple(where)), given)
        return int(cursor.rowcount)


def _insert(row: models.Model, sql: str) -> bool:
    fields = row._meta.concrete_fields
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with writing() as cursor:
        cursor.execute(sql, values)
        added = bool(cursor.rowcount > 0)
    row._state.adding, row._state.db = not added, connection.alias
    return added


@cache
def _looking_up(model: type[models.Model]) -> str:
    return f"SELECT 1 FROM {_quoted_table(model)} WHERE {_quoted(model._meta.pk)} = %s"  # noqa: S608 - our own tables


@cache
def _insertion(model: type[models.Model]) -> str:
    columns = [_quoted(field) for field in model._meta.concrete_fields]
    places = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {_quoted_table(model)} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - our own tables


@cache
def _updating(model: type[models.Model], values: Sequence[str], where: Sequence[str]) -> str:
    written = ", ".join(f"{_quoted(_column(model, name))} = %s" for name in values)
    wanted = " AND ".join(f"{_quoted(_column(model, name))} = %s" for name in where)
    return f"UPDATE {_quoted_table(model)} SET {written} WHERE {wanted}"  # noqa: S608 - our own tables


def _column(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    found = model._meta.get_field(name)
    assert isinstance(found, models.Field)  # noqa: S101 - no relation from elsewhere
    return found


def _quoted(field: models.Field[Any, Any]) -> str:
    return str(connection.ops.quote_name(field.column or ""))


def _quoted_table(model: type[models.Model]) -> str:
    return str(connection.ops.quote_name(model._meta.db_table))
