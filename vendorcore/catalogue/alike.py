"""Finds what the catalogue already has when somebody asks for an entry under another spelling."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeVar

from vendorcore.catalogue.institutions import InstitutionEntry
from vendorcore.catalogue.matching import folded
from vendorcore.catalogue.products import Product

if TYPE_CHECKING:
    from collections.abc import Iterable

E = TypeVar("E", InstitutionEntry, Product)
LIMIT = 8
NEAR = 0.6
# A short name inside a longer one: 속초시 in 강원특별자치도 속초시.
_INSIDE = 0.85
_SAME_CODE = 2.0


@dataclass(frozen=True, slots=True)
class _Called:
    names: tuple[str, ...]
    codes: frozenset[str]


def alike(wanted: E, known: Iterable[E], limit: int = LIMIT, near: float = NEAR) -> list[E]:
    """Return the entries most like a wanted one: the same code first, then the nearest names."""
    said = _called(wanted)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(said.names[0])
    ranked = []
    for place, one in enumerate(known):
        rank = _likeness(said, _called(one), matcher, near)
        if rank >= near and one.id != wanted.id:
            ranked.append((-rank, bool(one.valid_to), place, one))
    ranked.sort(key=lambda found: found[:3])
    return [one for *_rank, one in ranked[:limit]]


def _likeness(wanted: _Called, other: _Called, matcher: SequenceMatcher[str], near: float) -> float:
    if wanted.codes & other.codes:
        return _SAME_CODE
    return max(_nearness(wanted.names[0], name, matcher, near) for name in other.names)


def _nearness(wanted: str, name: str, matcher: SequenceMatcher[str], near: float) -> float:
    """Return 1 for the same name, less for a similar one; far ones are not measured at all."""
    if not (wanted and name):
        return 0.0
    matcher.set_seq1(name)
    ratio = matcher.ratio() if matcher.quick_ratio() >= near else 0.0
    return max(ratio, _INSIDE) if wanted in name or name in wanted else ratio


def _called(entry: InstitutionEntry | Product) -> _Called:
    if isinstance(entry, InstitutionEntry):
        name, codes = entry.name, (entry.code, *entry.codes)
    else:
        name, codes = entry.detail_name, (entry.detail_no, *entry.codes)
    names = tuple(_bare(one) for one in (name, *entry.aliases))
    return _Called(names, frozenset(code for code in codes if code))


def _bare(name: str) -> str:
    return "".join(folded(name).split())
