"""A form of data: its fields with what was filled in and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vendorcore.domain import Role, Side
from vendorcore.text import problem_sentence

from vendorserver.portal.words import account_word
from vendorserver.services import applying

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

    from vendorcore.text import Sentence

    from vendorserver.services.applying import Application
    from vendorserver.services.kinds import Entry, Kind

_INPUTS = {
    "email": ("email", "email"),
    "phone": ("tel", "tel"),
    "day": ("date", "off"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One field with its value, its input and what is wrong with it."""

    entry: Entry
    value: str
    wrong: Sentence | None
    before: str = ""

    @property
    def input(self) -> str:
        """The kind of input that a browser shows."""
        return _INPUTS.get(self.entry.form, ("text", "off"))[0]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What may be chosen, with its words; nothing where people write freely."""
        if self.entry.form != "operator-role":
            return []
        return [(role.value, account_word(role)) for role in Role if role.side is Side.OPERATOR]

    @property
    def words(self) -> str:
        """The value as people read it."""
        return dict(self.choices).get(self.value, self.value)

    @property
    def changed(self) -> bool:
        """Whether the new value differs from what was registered."""
        return self.value != self.before


@dataclass(slots=True)
class Filled:
    """A form as it stands."""

    kind: Kind
    values: Mapping[str, str]
    wrong: dict[str, Sentence] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Line]:
        for entry in self.kind.fields:
            value, before = self.values.get(entry.key, ""), self.before.get(entry.key, "")
            yield Line(entry, value, self.wrong.get(entry.key), before)

    @property
    def wrong_login(self) -> Sentence | None:
        """What is wrong with the login."""
        return self.wrong.get("login")

    @property
    def wrong_password(self) -> Sentence | None:
        """What is wrong with the password."""
        return self.wrong.get("password")

    @property
    def wrong_papers(self) -> Sentence | None:
        """What is wrong with the papers."""
        return self.wrong.get("papers")


@dataclass(frozen=True, slots=True)
class Scan:
    """One file that came with a form."""

    key: str
    name: str
    content: bytes


def values_of(kind: Kind, said: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a kind and nothing else that was sent."""
    return {entry.key: said.get(entry.key, "") for entry in kind.fields}


def papers_of(kind: Kind, files: MultiValueDict[str, UploadedFile[Any]]) -> Iterator[Scan]:
    """Yield the scans that came, one for each paper."""
    for paper in kind.papers:
        file = files.get(f"paper-{paper.key}")
        if file is not None and file.size:
            yield Scan(paper.key, file.name or "", file.read(applying.MOST_SCAN_BYTES))


def wrong_fields(
    kind: Kind, wish: Application, said: Mapping[str, str], *, again: bool
) -> dict[str, Sentence]:
    """Return what is wrong, by field; the login is settled when a form comes again."""
    found: dict[str, Sentence] = {}
    for one in applying.problems(kind, wish):
        name = str(one.details.get("field", ""))
        if not (again and name in ("login", "password")):
            found.setdefault(name, problem_sentence(one.code, one.details))
    if not again and wish.password != said.get("password_again", ""):
        found.setdefault("password", problem_sentence("passwords-differ", {}))
    return found
