"""All rows as lines of text and back, whatever the database; sealed fields stay sealed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections, transaction

from vendorcore.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import Model

# Sessions and short-lived tokens are not carried over: people and computers sign in again.
_LEFT_BEHIND = ("AccessToken", "PortalSession", "AddressPause", "LoginPause")


class _Exact(DjangoJSONEncoder):
    """Django cuts instants to milliseconds; the chains cover microseconds."""

    def default(self, value: object) -> object:
        return value.isoformat() if isinstance(value, datetime) else super().default(value)


def tables() -> list[type[Model]]:
    """Return the tables whose rows are carried over."""
    known = apps.get_app_config("vendorserver").get_models()
    return [model for model in known if model.__name__ not in _LEFT_BEHIND]


def total(using: str = "default") -> int:
    """Return how many rows there are."""
    return sum(model._base_manager.using(using).count() for model in tables())


def lines(using: str = "default") -> Iterator[str]:
    """Yield every row as one line of JSON, as of one moment."""
    with transaction.atomic(using=using):
        _freeze(using)
        for model in tables():
            rows = model._base_manager.using(using).order_by("pk").iterator(chunk_size=500)
            for row in rows:
                yield serializers.serialize("jsonl", [row], cls=_Exact).strip() + "\n"


def load(texts: Iterable[str], using: str = "default") -> int:
    """Write rows into an empty database, all or none; return how many."""
    if total(using):
        raise Conflict("already-there", path=str(connections[using].settings_dict["NAME"]))
    count = 0
    with transaction.atomic(using=using):
        for text in texts:
            for row in serializers.deserialize("jsonl", text, using=using):
                row.save(using=using, force_insert=True)
                count += 1
        _continue_numbers(using)
    return count


def _freeze(using: str) -> None:
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _continue_numbers(using: str) -> None:
    """Let numbers that the database gives itself go on behind the highest one."""
    connection = connections[using]
    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
