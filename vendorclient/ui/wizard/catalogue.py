"""What the searches of the wizard look through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.catalogue import (
    classes_of,
    holidays,
    institution_entries,
    material_columns,
    products,
    search_institutions,
    search_products,
)
from vendorcore.domain import Surroundings

if TYPE_CHECKING:
    from datetime import date

    from vendorcore.catalogue import InstitutionEntry, Product
    from vendorcore.domain import Certificate
    from vendorcore.domain.materials import Column

    from vendorclient.app.plans import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Institutions and products; empty means the bundled ones. Recent are ids, latest first."""

    entries: tuple[InstitutionEntry, ...] = ()
    goods: tuple[Product, ...] = ()
    recent_institutions: tuple[str, ...] = ()
    recent_products: tuple[str, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    own_columns: tuple[Column, ...] = ()
    templates: tuple[Template, ...] = ()

    def institutions(self, words: str, of_class: str) -> list[InstitutionEntry]:
        """Find institutions."""
        return search_institutions(
            words, of_class, entries=self.entries, recent=self.recent_institutions
        )

    def products(self, words: str) -> list[Product]:
        """Find products."""
        return search_products(words, entries=self.goods, recent=self.recent_products)

    @property
    def classes(self) -> list[str]:
        """The classes of institutions (공공기관 분류)."""
        return classes_of(self.entries or institution_entries())

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the 원부자재 구매내역서."""
        return self.own_columns or tuple(one for one in material_columns() if one.key != "seq")

    def around(self, today: date) -> Surroundings:
        """Return what the remarks on a draft need to know."""
        reserved = frozenset(one.detail_no for one in self.goods or products() if one.detail_no)
        return Surroundings(
            today=today,
            holidays=holidays(),
            certificates=self.certificates,
            reserved=reserved,
        )

    @property
    def as_of(self) -> str:
        """The day of the list of products."""
        return max((one.as_of for one in self.goods or products()), default="")
