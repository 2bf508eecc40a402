"""신청의 종류: which fields, papers, channels and checks each has; a file, not a program."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from vendorcore import resources
from vendorcore.domain import Side
from vendorcore.errors import InvalidEntry, Refused
from vendorcore.text import current_language

from vendorserver.settings import current

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.protocol import JsonObject

FILE = "registration_kinds.toml"
WEB, CLIENT, PAPER, DESK = "web", "client", "paper", "desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One field or paper of a form: its key, its name in both languages, whether it must be."""

    key: str
    ko: str
    en: str
    form: str = "text"
    required: bool = False

    @property
    def word(self) -> str:
        """The name in the reader's language."""
        return self.en if current_language() == "en" else self.ko

    def to_json(self) -> JsonObject:
        """Return the entry as programs read it."""
        return {"key": self.key, "name": self.word, "form": self.form, "required": self.required}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of application."""

    key: str
    side: Side
    ko: str
    en: str
    ko_about: str
    en_about: str
    number: str
    channels: tuple[str, ...]
    checks: tuple[str, ...]
    notices: tuple[str, ...]
    reuses: tuple[str, ...]
    changes: bool
    may_submit: bool
    fields: tuple[Entry, ...]
    papers: tuple[Entry, ...]

    @property
    def word(self) -> str:
        """What people call this kind."""
        return self.en if current_language() == "en" else self.ko

    @property
    def about(self) -> str:
        """One sentence on who applies so."""
        return self.en_about if current_language() == "en" else self.ko_about

    @property
    def open_to_all(self) -> bool:
        """Whether people apply so who have no account yet."""
        return WEB in self.channels and not self.changes

    def paper(self, key: str) -> Entry:
        """Return one of the papers; Refused("not-found") for any other."""
        found = next((paper for paper in self.papers if paper.key == key), None)
        if found is None:
            raise Refused("not-found")
        return found

    def to_json(self) -> JsonObject:
        """Return the kind as programs read it."""
        return {
            "key": self.key,
            "side": self.side.value,
            "name": self.word,
            "about": self.about,
            "channels": list(self.channels),
            "may_submit": self.may_submit,
            "fields": [entry.to_json() for entry in self.fields],
            "papers": [entry.to_json() for entry in self.papers],
        }


def kinds() -> tuple[Kind, ...]:
    """Return every kind: ours, and those of the operator's own file."""
    data = current().data_dir
    own = data / FILE if data else None
    return _kinds(own if own and own.is_file() else None)


def kind(key: str) -> Kind:
    """Return one kind; Refused("not-found") for any other."""
    found = next((one for one in kinds() if one.key == key), None)
    if found is None:
        raise Refused("not-found")
    return found


@lru_cache(maxsize=8)
def _kinds(own: Path | None) -> tuple[Kind, ...]:
    ours = _read(resources.path(f"catalogue/{FILE}"))
    added = _read(own) if own else {}
    return tuple((ours | added).values())


def _read(path: Path) -> dict[str, Kind]:
    try:
        rows = tomllib.loads(path.read_text("utf-8"))["kind"]
        return {row["key"]: _kind(row) for row in rows}
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise InvalidEntry(field=FILE, reason=str(error)) from error


def _kind(row: dict[str, Any]) -> Kind:
    lists = ("channels", "checks", "notices", "reuses")
    return Kind(
        key=row["key"],
        side=Side(row["side"]),
        ko=row["ko"],
        en=row["en"],
        ko_about=row["ko_about"],
        en_about=row["en_about"],
        number=row["number"],
        changes=bool(row.get("changes")),
        may_submit=bool(row.get("may_submit")),
        fields=tuple(Entry(**entry) for entry in row["fields"]),
        papers=tuple(Entry(**entry) for entry in row["papers"]),
        **{name: tuple(row.get(name, ())) for name in lists},
    )
