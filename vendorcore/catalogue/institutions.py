"""Public institutions (수요기관) as the bundled catalogue lists them."""

from __future__ import annotations

from functools import cache

from vendorcore.catalogue.tables import rows, search
from vendorcore.domain import Institution

LIMIT = 50


@cache
def institutions() -> tuple[Institution, ...]:
    """Return all institutions; the code is empty where none is known."""
    return tuple(
        Institution(
            code=row["code"], name=row["name"], class_name=row["class"], region=row["region"]
        )
        for row in rows("institutions.csv")
    )


def find_institutions(text: str, class_name: str = "", limit: int = LIMIT) -> list[Institution]:
    """Return institutions by a part of the name, by code or by region, of one class or of all."""
    of_class = (one for one in institutions() if class_name in ("", one.class_name))
    return search(of_class, text, lambda one: (one.name, one.code, one.region), limit)
