"""Finds institutions and products: the bundled catalogue, newer entries, and what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendorcore.catalogue import (
    InstitutionEntry,
    Product,
    classes_of,
    institution_entries,
    products,
    search_institutions,
    search_products,
)
from vendorcore.domain import new_id

from vendorclient.storage.catalogue import Catalogue, EntryState
from vendorclient.storage.recent import Recent

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from vendorclient.storage.catalogue import KeptEntry
    from vendorclient.storage.database import Database

_SHOWN = (EntryState.LISTED, EntryState.ASKED)


def find_institutions(
    db: Database, text: str, class_name: str = "", limit: int = 50
) -> list[InstitutionEntry]:
    """Return institutions of a class (empty: all) by part of a name, 초성, code; recent first."""
    return search_institutions(
        text,
        class_name,
        entries=known_institutions(db),
        recent=Recent(db).of("institution"),
        limit=limit,
    )


def find_products(db: Database, text: str, limit: int = 50) -> list[Product]:
    """Return products by the beginning of 세부품명번호, by name or 초성; recent first."""
    return search_products(
        text, entries=known_products(db), recent=Recent(db).of("product"), limit=limit
    )


def institution_classes(db: Database) -> list[str]:
    """Return the classes to choose from (공공기관 분류)."""
    return classes_of(known_institutions(db))


def products_as_of(db: Database) -> str:
    """Return the newest day of the product list, to be shown beside the search."""
    return max((product.as_of for product in known_products(db)), default="")


def ask_for_institution(
    db: Database,
    *,
    name: str,
    class_name: str = "",
    code: str = "",
    region: str = "",
    now: Callable[[], datetime],
) -> InstitutionEntry:
    """Ask the operator for an institution that the catalogue lacks; it can be used meanwhile."""
    entry = InstitutionEntry(
        id=new_id(), name=name.strip(), class_name=class_name, code=code.strip(), region=region
    )
    ask_for(db, entry, now=now)
    return entry


def ask_for_product(
    db: Database, *, detail_name: str, detail_no: str = "", now: Callable[[], datetime]
) -> Product:
    """Ask the operator for a product that the catalogue lacks; it can be used meanwhile."""
    product = Product(id=new_id(), detail_name=detail_name.strip(), detail_no=detail_no.strip())
    ask_for(db, product, now=now)
    return product


def ask_for(
    db: Database, entry: InstitutionEntry | Product, *, now: Callable[[], datetime]
) -> None:
    """Ask the operator for an entry that has its id already."""
    kind, fields = (
        ("institution", ("name", "class_name", "code", "region"))
        if isinstance(entry, InstitutionEntry)
        else ("product", ("detail_name", "detail_no"))
    )
    body: dict[str, Any] = {field: getattr(entry, field) for field in fields}
    Catalogue(db).keep(kind, entry.id, body, state=EntryState.ASKED, at=now())


def known_institutions(db: Database) -> list[InstitutionEntry]:
    """Return all institutions; a newer entry takes the place of the bundled one of its id."""
    kept = {one.id: one for one in Catalogue(db).all("institution")}
    bundled = [one for one in institution_entries() if one.id not in kept]
    return bundled + [_institution(one) for one in kept.values() if one.state in _SHOWN]


def known_products(db: Database) -> list[Product]:
    """Return all products, as above."""
    kept = {one.id: one for one in Catalogue(db).all("product")}
    bundled = [one for one in products() if one.id not in kept]
    return bundled + [_product(one) for one in kept.values() if one.state in _SHOWN]


def _institution(kept: KeptEntry) -> InstitutionEntry:
    return InstitutionEntry(id=kept.id, **_fields(kept.body))


def _product(kept: KeptEntry) -> Product:
    return Product(id=kept.id, **_fields(kept.body))


def _fields(body: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an entry; lists become tuples."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in body.items()}
