"""Columns that every table shares: ids made by people's computers, hashes, moments."""

from __future__ import annotations

from typing import Any

from django.db import models

from vendorcore.domain import new_id


def id_column() -> models.CharField[str, str]:
    """Return the column of an id (UUIDv7 text)."""
    return models.CharField(max_length=36, primary_key=True, default=new_id)


def hash_column(**options: Any) -> models.CharField[str, str]:
    """Return the column of a SHA-256 in hex."""
    return models.CharField(max_length=64, **options)


def one_of(column: str, values: Any, table: str) -> models.CheckConstraint:
    """Return the check that a column holds one of the words of an enum."""
    words = [str(value) for value in values]
    return models.CheckConstraint(
        condition=models.Q(**{f"{column}__in": words}), name=f"{table}_{column}"
    )
