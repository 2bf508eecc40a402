"""Products (세부품명) and the processes by which they are usually made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vendorcore.catalogue.institutions import entry_id
from vendorcore.catalogue.matching import folded, search
from vendorcore.catalogue.tables import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One product; detail_no is its 세부품명번호, empty where it is not known.

    as_of is the day of the list it stands in; aliases are former names, codes former numbers.
    """

    detail_name: str
    detail_no: str = ""
    class_name: str = ""
    group: str = ""
    id: str = ""
    as_of: str = ""
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    from_memory: bool = False
    valid_to: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything by which it can be found, the present name first."""
        return (
            self.detail_name,
            self.detail_no,
            *self.aliases,
            *self.codes,
            self.class_name,
            self.group,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductProcess:
    """One usual step of making a product: a suggestion, never the law's list."""

    product: str
    seq: int
    process: str
    materials: str
    found: bool


@cache
def products() -> tuple[Product, ...]:
    """Return all products of the bundled catalogue."""
    return tuple(
        Product(
            id=row["local_id"] or entry_id("product", row["detail_no10"] or row["detail_name"]),
            detail_no=row["detail_no10"],
            detail_name=row["detail_name"],
            class_name=row["class_name"],
            group=row["product_group"],
            as_of=row["as_of"],
            from_memory=not row["verification"].startswith("found"),
        )
        for row in rows("product_items.csv")
    )


def search_products(
    text: str,
    *,
    entries: Sequence[Product] = (),
    recent: Sequence[str] = (),
    limit: int = LIMIT,
) -> list[Product]:
    """Return products by the beginning of their number, by name or 초성; used ones come first."""
    used = {one: place for place, one in enumerate(recent)}
    known = sorted(entries or products(), key=lambda one: bool(one.valid_to))
    number = folded(text).replace("-", "")
    if number.isascii() and number.isdigit():
        known = [
            one for one in known if any(no.startswith(number) for no in (one.detail_no, *one.codes))
        ]
        text = ""
    return search(known, text, lambda one: one.names, limit, lambda one: used.get(one.id))


def find_products(text: str, limit: int = LIMIT) -> list[Product]:
    """Return bundled products by a part of their name, class or number."""
    return search_products(text, limit=limit)


def processes_of(product: str) -> tuple[ProductProcess, ...]:
    """Return the usual processes of a product by its name; "책상" finds each kind of desk."""
    wanted = folded(product)
    exact = tuple(step for step in _steps() if folded(step.product) == wanted)
    return exact or tuple(step for step in _steps() if _kindless(step.product) == wanted)


def kinds_of(product: str) -> list[str]:
    """Return the names under which processes of a product are listed, such as 책상(목제)."""
    return list(dict.fromkeys(step.product for step in processes_of(product)))


def _kindless(product: str) -> str:
    """Return a name without the kind in brackets."""
    return folded(product.partition("(")[0])


@cache
def _steps() -> tuple[ProductProcess, ...]:
    steps = [
        ProductProcess(
            product=row["product"],
            seq=int(row["seq"]),
            process=row["process"],
            materials=row["main_materials"],
            found=row["verification"].startswith("found"),
        )
        for row in rows("product_processes.csv")
    ]
    return tuple(sorted(steps, key=lambda step: (step.product, step.seq)))
