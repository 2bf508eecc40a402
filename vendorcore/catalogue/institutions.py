"""Public institutions (수요기관): by class, by name, by what people call or called them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from vendorcore.catalogue.matching import search
from vendorcore.catalogue.tables import rows
from vendorcore.domain import Institution

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LIMIT = 50
_NAMESPACE = UUID("a4bd7a90-5d0f-5a3e-9a4b-6b7d2a1f0c11")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionEntry:
    """One institution of the catalogue; its id stays when its code or its name changes.

    aliases are abbreviations and former names, codes the former codes; from_memory says that
    nobody has looked the row up yet. An entry that ended (valid_to) is found but comes last.
    """

    id: str
    name: str
    code: str = ""
    class_name: str = ""
    region: str = ""
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    from_memory: bool = False
    valid_to: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything by which it can be found, the present name first."""
        return (self.name, *self.aliases, self.code, *self.codes, self.region)

    @property
    def institution(self) -> Institution:
        """The institution itself."""
        return Institution(
            code=self.code, name=self.name, class_name=self.class_name, region=self.region
        )


@cache
def institution_entries() -> tuple[InstitutionEntry, ...]:
    """Return the bundled institutions; the code is empty where none is known."""
    aliases = _aliases()
    return tuple(_entry(row, aliases) for row in rows("institutions.csv"))


def entry_id(class_name: str, name: str) -> str:
    """Return the id under which the bundled catalogue first knew an institution or product."""
    return str(uuid5(_NAMESPACE, f"{class_name}\n{name}"))


def institutions() -> tuple[Institution, ...]:
    """Return the bundled institutions without their other names."""
    return tuple(entry.institution for entry in institution_entries())


def classes_of(entries: Iterable[InstitutionEntry]) -> list[str]:
    """Return the classes (공공기관 분류) in the order of the catalogue."""
    return list(dict.fromkeys(entry.class_name for entry in entries if entry.class_name))


def search_institutions(
    text: str,
    class_name: str = "",
    *,
    entries: Sequence[InstitutionEntry] = (),
    recent: Sequence[str] = (),
    limit: int = LIMIT,
) -> list[InstitutionEntry]:
    """Return institutions of a class or of all; recent are the ids that were used, latest first."""
    used = {one: place for place, one in enumerate(recent)}
    known = entries or institution_entries()
    of_class = [one for one in known if class_name in ("", one.class_name)]
    of_class.sort(key=lambda one: bool(one.valid_to))
    return search(of_class, text, lambda one: one.names, limit, lambda one: used.get(one.id))


def find_institutions(text: str, class_name: str = "", limit: int = LIMIT) -> list[Institution]:
    """Return bundled institutions by a part of a name, by code or by region."""
    return [one.institution for one in search_institutions(text, class_name, limit=limit)]


def _entry(row: dict[str, str], aliases: dict[str, list[tuple[str, str]]]) -> InstitutionEntry:
    name = row["name"]
    others = aliases.get(name, [])
    names = [row["abbr"], *(alias for kind, alias in others if kind != "code")]
    return InstitutionEntry(
        id=entry_id(row["class"], name),
        code=row["code"],
        name=name,
        class_name=row["class"],
        region=row["region"],
        aliases=tuple(one for one in dict.fromkeys(names) if one and one != name),
        codes=tuple(alias for kind, alias in others if kind == "code"),
        from_memory=not row["verification"].startswith("found"),
    )


def _aliases() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows("institution_aliases.csv"):
        found.setdefault(row["name"], []).append((row["kind"], row["alias"]))
    return found
