"""Newer lists of institutions and products: what changed, with former codes and names kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from vendorcore.catalogue.institutions import InstitutionEntry, entry_id
from vendorcore.catalogue.products import Product
from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

E = TypeVar("E", InstitutionEntry, Product)
MOST_ROWS = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """Which column of a table fills which field, and what an entry is known by."""

    columns: dict[str, str]
    code: str
    name: str


_INSTITUTION = _Shape(
    columns={"code": "code", "name": "name", "class": "class_name", "region": "region"},
    code="code",
    name="name",
)
_PRODUCT = _Shape(
    columns={
        "detail_no10": "detail_no",
        "detail_name": "detail_name",
        "class_name": "class_name",
        "product_group": "group",
        "as_of": "as_of",
    },
    code="detail_no",
    name="detail_name",
)


def renewed_institutions(
    known: Sequence[InstitutionEntry], rows: Iterable[dict[str, str]], day: str, *, whole: bool
) -> list[InstitutionEntry]:
    """Return the entries that a newer table adds or changes; whole ends what it lacks."""
    renewed = _renewed(known, rows, _INSTITUTION, InstitutionEntry)
    return _changed(known, renewed, day, whole=whole)


def renewed_products(
    known: Sequence[Product], rows: Iterable[dict[str, str]], day: str, *, whole: bool
) -> list[Product]:
    """Return the products that a newer table adds or changes."""
    return _changed(known, _renewed(known, rows, _PRODUCT, Product), day, whole=whole)


def body_of(entry: InstitutionEntry | Product) -> dict[str, Any]:
    """Return what an entry says, without its id, as JSON."""
    return {key: value for key, value in asdict(entry).items() if key != "id"}


def entry_from(kind: str, entry: str, body: dict[str, Any]) -> InstitutionEntry | Product:
    """Return the entry of a JSON body; keys that nobody knows are left out."""
    made = InstitutionEntry if kind == "institution" else Product
    known = {field.name for field in fields(made)} - {"id"}
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in body.items()
        if key in known
    }
    try:
        return made(id=entry, **values)
    except TypeError as error:
        raise InvalidEntry(field=kind, reason="missing") from error


def _renewed(
    known: Sequence[E], rows: Iterable[dict[str, str]], shape: _Shape, made: type[E]
) -> dict[str, E]:
    """Return by id what the rows make of the entries, unchanged ones included."""
    by_code = {code: one for one in known for code in _codes(one, shape.code)}
    by_name = {name: one for one in known for name in _names(one, shape.name)}
    renewed: dict[str, E] = {}
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise InvalidEntry(field="rows", reason="too-many")
        said: dict[str, Any] = {
            field: row.get(column, "").strip() for column, field in shape.columns.items()
        }
        if not said[shape.name]:
            raise InvalidEntry(field=shape.name, reason="empty")
        old = by_code.get(said[shape.code]) or by_name.get(said[shape.name])
        new_id = entry_id(made.__name__, said[shape.code] + said[shape.name])
        new = _after(old, said, shape) if old else made(id=new_id, **said)
        renewed[new.id] = new
    if not renewed:
        # A file that is no list would otherwise, taken as a whole one, end everything.
        raise InvalidEntry(field="rows", reason="empty")
    return renewed


def _changed(known: Sequence[E], renewed: dict[str, E], day: str, *, whole: bool) -> list[E]:
    """Return what became different; with a whole list, what it lacks has ended."""
    before = {one.id: one for one in known}
    changed = [one for one in renewed.values() if before.get(one.id) != one]
    if whole:
        missing = [one for one in known if one.id not in renewed and not one.valid_to]
        changed += [replace(one, valid_to=day) for one in missing]
    return changed


def _after(old: E, said: dict[str, str], shape: _Shape) -> E:
    """Return an entry after a newer row: what it was called and numbered before stays known."""
    told = {field: text for field, text in said.items() if text}
    code, name = told.get(shape.code, ""), told[shape.name]
    before_code, before_name = getattr(old, shape.code), getattr(old, shape.name)
    codes, aliases = list(old.codes), list(old.aliases)
    if before_code and code and before_code != code:
        codes.append(before_code)
    if before_name != name:
        aliases.append(before_name)
    fresh: dict[str, Any] = {
        **told,
        "codes": tuple(one for one in dict.fromkeys(codes) if one != code),
        "aliases": tuple(one for one in dict.fromkeys(aliases) if one != name),
        "valid_to": "",
    }
    return replace(old, **fresh)


def _codes(entry: InstitutionEntry | Product, key: str) -> list[str]:
    return [code for code in (getattr(entry, key), *entry.codes) if code]


def _names(entry: InstitutionEntry | Product, key: str) -> list[str]:
    return [getattr(entry, key), *entry.aliases]
