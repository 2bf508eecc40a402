"""An application that is being written: kept at each change, and found again after a crash."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from vendorcore.domain import is_business_number
from vendorcore.domain.scans import scan_type
from vendorcore.errors import InvalidEntry

from vendorclient.app.applying import FormField, KindOffered, present
from vendorclient.storage.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from vendorclient.app.applying import Application
    from vendorclient.storage.database import Database

_KEPT, _KINDS = "application-draft", "application-kinds"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_BEGINNING = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDraft:
    """What was filled in so far; a password is never part of it."""

    url: str = ""
    kind: str = ""
    login: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)  # where each chosen scan lies

    @classmethod
    def of(cls, made: Application) -> ApplicationDraft:
        """Return the draft that corrects an application."""
        return cls(url=made.url, kind=made.kind, login=made.login, values=made.values)

    def with_paper(self, key: str, path: str) -> ApplicationDraft:
        """Return the draft with another scan chosen; an empty path chooses none."""
        others = {name: place for name, place in self.papers.items() if name != key}
        return replace(self, papers=others | ({key: path} if path else {}))


def kept(db: Database) -> ApplicationDraft:
    """Return the draft as it was left; an empty one where nothing was written."""
    text = Settings(db).get(_KEPT)
    return ApplicationDraft(**json.loads(text)) if text else ApplicationDraft()


def is_begun(db: Database) -> bool:
    """Whether somebody began to apply here and has not handed it in yet."""
    made, draft = present(db), kept(db)
    handed_in = made is not None and made.receipt_no
    return bool(draft.kind) and any(draft.values.values()) and not handed_in


def keep(db: Database, draft: ApplicationDraft) -> None:
    """Keep the draft."""
    Settings(db).set(_KEPT, json.dumps(asdict(draft), ensure_ascii=False))


def keep_kinds(db: Database, url: str, kinds: list[KindOffered]) -> None:
    """Keep the forms of a server, so that a draft opens without the network."""
    row = {"url": url, "kinds": [asdict(one) for one in kinds]}
    Settings(db).set(_KINDS, json.dumps(row, ensure_ascii=False))


def kept_kinds(db: Database, url: str) -> list[KindOffered]:
    """Return the forms of a server as they were last fetched."""
    text = Settings(db).get(_KINDS)
    row = json.loads(text) if text else {}
    return [_kind(one) for one in row["kinds"]] if row.get("url") == url else []


def check_paper(path: Path) -> None:
    """Refuse what the server would not take as a scan, before anything is sent."""
    try:
        with path.open("rb") as file:
            scan_type(file.read(_BEGINNING), path.stat().st_size)
    except OSError as error:
        raise InvalidEntry(field="scan", reason="missing") from error


def wrong_in(kind: KindOffered, draft: ApplicationDraft) -> dict[str, str]:
    """Return what can be seen to be wrong without the server: reasons by field."""
    found = {one.key: _wrong(one, draft.values.get(one.key, "").strip()) for one in kind.fields}
    found["login"] = "" if draft.login.strip() else "empty"
    return {key: reason for key, reason in found.items() if reason}


def _wrong(entry: FormField, value: str) -> str:
    if not value:
        return "empty" if entry.required else ""
    if entry.form == "business-number" and not is_business_number(value):
        return "check-digit"
    if entry.form == "email" and not _EMAIL.fullmatch(value):
        return "not-an-email"
    return ""


def _kind(row: dict[str, object]) -> KindOffered:
    parts = {name: tuple(FormField(**one) for one in row[name]) for name in ("fields", "papers")}  # type: ignore[attr-defined] # our own JSON
    return KindOffered(**(row | parts))  # type: ignore[arg-type] # our own JSON
