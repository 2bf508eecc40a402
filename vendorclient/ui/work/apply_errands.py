"""What the lanes do for an application; each errand has its own hand on the library."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vendorclient.app import application_drafts, applying
from vendorclient.app.application_drafts import ApplicationDraft

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorclient.app.applying import Application, KindOffered
    from vendorclient.app.way import Way
    from vendorclient.paths import DataFolder
    from vendorclient.storage.database import Database

_OPEN = ("pending", "on-hold")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paperwork:
    """Everything that is known of the application of this computer."""

    draft: ApplicationDraft
    made: Application | None
    kinds: tuple[KindOffered, ...]

    @property
    def kind(self) -> KindOffered | None:
        """The form that is filled in, or was handed in."""
        key = self.made.kind if self.made and self.made.receipt_no else self.draft.kind
        return next((one for one in self.kinds if one.key == key), None)

    def with_draft(self, draft: ApplicationDraft) -> Paperwork:
        """Return it with another draft."""
        return replace(self, draft=draft)

    def with_kind(self, key: str) -> Paperwork:
        """Return it with the form of another kind."""
        return replace(self, draft=replace(self.draft, kind=key))

    def to_correct(self) -> Paperwork:
        """Return it with what was handed in as the draft, or what was corrected of it since."""
        made, draft = self.made, self.draft
        if made is None or (made.url, made.kind) == (draft.url, draft.kind):
            return self
        return replace(self, draft=replace(ApplicationDraft.of(made), papers=draft.papers))

    def anew(self) -> Paperwork:
        """Return it with room for another application; what was filled in is taken over."""
        return replace(self, made=None, draft=replace(self.draft, kind="", login="", papers={}))


def read(db: Database) -> Paperwork:
    """Return what is kept here."""
    draft, made = application_drafts.kept(db), applying.present(db)
    url = made.url if made and made.receipt_no else draft.url
    kinds = tuple(application_drafts.kept_kinds(db, url))
    return Paperwork(draft=draft, made=made, kinds=kinds)


def keep(draft: ApplicationDraft, db: Database) -> None:
    """Keep the draft."""
    application_drafts.keep(db, draft)


def check_paper(path: str) -> None:
    """Refuse a file that the server would not take."""
    application_drafts.check_paper(Path(path))


def look_up(folder: DataFolder, url: str) -> Paperwork:
    """Ask a server what may be applied for, and keep its forms."""

    def work(db: Database, way: Way) -> None:
        kinds = applying.offered(way, url)
        application_drafts.keep_kinds(db, url, kinds)
        application_drafts.keep(db, replace(application_drafts.kept(db), url=url))

    return _with(folder, work)


def hand_in(folder: DataFolder, draft: ApplicationDraft, password: str) -> Paperwork:
    """Hand in the form and the scans that were chosen; each that has gone leaves the draft."""

    def work(db: Database, way: Way) -> None:
        values = dict(draft.values)
        applying.apply(db, way, draft.url, draft.kind, draft.login, password, values)
        _send_papers(db, way)

    return _with(folder, work)


def hand_in_again(folder: DataFolder, draft: ApplicationDraft, password: str) -> Paperwork:
    """Hand the corrected form in, after the scans that were chosen."""

    def work(db: Database, way: Way) -> None:
        _send_papers(db, way)
        applying.again(db, way, password, draft.values)

    return _with(folder, work)


def send_papers(folder: DataFolder) -> Paperwork:
    """Send the scans that were chosen."""
    return _with(folder, _send_papers_and_ask)


def ask(folder: DataFolder) -> Paperwork:
    """Ask how the application stands."""
    return _with(folder, _ask)


def look(folder: DataFolder) -> str:
    """Return the new state of an application that was open; nothing where none has changed."""
    from vendorclient.storage.database import Database

    with closing(Database(folder.database_path)) as db:
        before = applying.present(db)
    if before is None or not before.receipt_no or before.state not in _OPEN:
        return ""
    now = ask(folder).made
    return now.state if now and now.state != before.state else ""


def _send_papers_and_ask(db: Database, way: Way) -> None:
    _send_papers(db, way)
    _ask(db, way)


def _ask(db: Database, way: Way) -> None:
    """Ask for the state, and for the forms where a command has applied and none are kept."""
    made = applying.ask(db, way)
    if not application_drafts.kept_kinds(db, made.url):
        application_drafts.keep_kinds(db, made.url, applying.offered(way, made.url))


def _send_papers(db: Database, way: Way) -> None:
    draft = application_drafts.kept(db)
    for key, path in draft.papers.items():
        applying.hand_in(db, way, key, Path(path), _silently)
        draft = draft.with_paper(key, "")
        application_drafts.keep(db, draft)


def _with(folder: DataFolder, work: Callable[[Database, Way], object]) -> Paperwork:
    from vendorclient.app.way import Way
    from vendorclient.storage.database import Database

    with closing(Database(folder.database_path)) as db:
        work(db, Way.of(folder))
        return read(db)


def _silently(_size: int) -> None:
    """Scans are small: nobody counts their bytes."""
