"""The columns of the 원부자재 구매내역서 for everybody: replaced by an operator, told to all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.catalogue.materials import material_columns_from
from vendorcore.errors import InvalidEntry

from vendorserver.models import FormColumns
from vendorserver.services import audit, catalogue
from vendorserver.services.access import Viewer, require

if TYPE_CHECKING:
    from datetime import datetime

LONGEST = 20_000
MOST_COLUMNS = 60


def replace(viewer: Viewer, text: str, now: datetime) -> int:
    """Take a table of columns (CSV as the bundled one); return how many columns there are."""
    require(viewer, *catalogue.DECIDERS)
    plain = text.strip()
    if len(plain) > LONGEST:
        raise InvalidEntry(field="columns", reason="too-long")
    columns = material_columns_from(plain.splitlines())
    if len(columns) > MOST_COLUMNS:
        raise InvalidEntry(field="columns", reason="too-many")
    with transaction.atomic():
        if plain != present():
            FormColumns.objects.create(text=plain, account_id=viewer.account_id, at=now)
            catalogue.announce(now)
        audit.record(viewer.account_id, "columns.replace", "", columns=len(columns))
    return len(columns)


def present() -> str:
    """Return the table that counts; empty while the bundled one does."""
    newest = FormColumns.objects.last()
    return newest.text if newest else ""
