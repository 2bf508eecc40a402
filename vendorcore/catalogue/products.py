"""Products (세부품명) and the processes by which they are usually made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vendorcore.catalogue.tables import folded, rows, search

LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One product; detail_no is its 세부품명번호, empty where it is not known."""

    detail_no: str
    detail_name: str
    class_name: str
    group: str


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
    """Return all products of the catalogue."""
    return tuple(
        Product(
            detail_no=row["detail_no10"],
            detail_name=row["detail_name"],
            class_name=row["class_name"],
            group=row["product_group"],
        )
        for row in rows("product_items.csv")
    )


def find_products(text: str, limit: int = LIMIT) -> list[Product]:
    """Return products by a part of their name, class or number."""
    return search(
        products(), text, lambda one: (one.detail_name, one.class_name, one.detail_no), limit
    )


def processes_of(product: str) -> tuple[ProductProcess, ...]:
    """Return the usual processes of a product by its name; "책상" finds each kind of desk."""
    wanted = folded(product)
    exact = tuple(step for step in _steps() if folded(step.product) == wanted)
    return exact or tuple(step for step in _steps() if _kindless(step.product) == wanted)


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
