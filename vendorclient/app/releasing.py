"""Gives the place of delivered originals back, by the rule that a person has chosen.

An original goes only when all of this holds: every place it was put to has its receipt, the
receipt is proved anew, nothing about it is still to be sent, it is no paper of a contract, it has
been here for the days of the rule, and our server has just said that it has it. The small picture
and the receipt stay, and the original can be brought back.
"""

from __future__ import annotations

import logging
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry, NeedsPerson, VendorError

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.app.second_copy import copies
from vendorclient.app.showing import Pictures
from vendorclient.app.verifying import proved
from vendorclient.storage.originals import free_bytes
from vendorclient.storage.releases import Releases
from vendorclient.storage.settings import Settings
from vendorclient.sync import custody
from vendorclient.sync.desk import Office
from vendorclient.sync.health import ask_health
from vendorclient.sync.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from threading import Event

    from vendorclient.app.changed import Announce
    from vendorclient.app.way import Way
    from vendorclient.paths import DataFolder
    from vendorclient.storage.database import Database
    from vendorclient.storage.releases import Held
    from vendorclient.sync.caller import Caller

_DAYS, _BELOW = "release.after-days", "release.below-bytes"
# What came in just now may still be written down by the import.
_SETTLED = timedelta(hours=1)
LONGEST_DAYS = 3650
_PIECE = 1 << 20
_FIRST_S, _EVERY_S = 60.0, 3600.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """After how many days an original may go, and below how much free space only (0: always)."""

    after_days: int
    below_bytes: int = 0

    def __post_init__(self) -> None:
        """A rule with days that nobody can mean is refused."""
        if not 0 <= self.after_days <= LONGEST_DAYS:
            raise InvalidEntry(field="after-days", reason=str(self.after_days))
        if self.below_bytes < 0:
            raise InvalidEntry(field="below", reason=str(self.below_bytes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What may go now by the rule (none: nothing ever goes), and what has gone."""

    rule: Rule | None
    due: int
    due_bytes: int
    released: int
    released_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """How much went; kept is what stays because server or receipt did not vouch for it."""

    files: int
    size_bytes: int
    kept: int


def rule(db: Database) -> Rule | None:
    """Return the chosen rule; without one nothing ever goes."""
    days, below = Settings(db).get(_DAYS), Settings(db).get(_BELOW)
    if not days.isdecimal():
        return None
    return Rule(after_days=int(days), below_bytes=int(below) if below.isdecimal() else 0)


def choose_rule(db: Database, chosen: Rule | None) -> None:
    """Choose a rule, or none."""
    with db.transaction():
        Settings(db).set(_DAYS, "" if chosen is None else str(chosen.after_days))
        Settings(db).set(_BELOW, "" if chosen is None else str(chosen.below_bytes))


def outlook(folder: DataFolder, now: datetime) -> Outlook:
    """Return what the rule would let go now; the server is not asked."""
    with Library(folder) as library:
        chosen = rule(library.db)
        due = _due(library, chosen, now) if chosen else []
        gone = Releases(library.db).all()
    return Outlook(
        rule=chosen,
        due=len(due),
        due_bytes=sum(one.size_bytes for one in due),
        released=len(gone),
        released_bytes=sum(gone.values()),
    )


def release(
    folder: DataFolder,
    way: Way,
    now: datetime,
    *,
    free: Callable[[Path], int] = free_bytes,
    announce: Announce = nobody,
) -> Released:
    """Let go what the rule allows; Offline or SignInNeeded when the server cannot be asked."""
    gone: list[int] = []
    kept = 0
    with Library(folder) as library:
        chosen = rule(library.db)
        _tidy(library, now)
        due = _due(library, chosen, now) if chosen else []
        with (
            closing(Askers(library, way)) as askers,
            closing(Pictures(folder, library.originals.path)) as pictures,
        ):
            for one in due:
                if not _is_short(library, chosen, free):
                    break
                if not custody.has(askers.of(one.account_id), one):
                    kept += 1
                elif _give_up(library, pictures, one, chosen, now):
                    gone.append(one.size_bytes)
                    announce(Changed.of(Kind.MEDIA, Kind.OUTBOX))
    return Released(files=len(gone), size_bytes=sum(gone), kept=kept)


def release_by_rule(folder: DataFolder, way: Way, stop: Event, announce: Announce) -> None:
    """Let go what the rule allows, again and again; for a thread of its own beside the engine."""
    pause = _FIRST_S
    while not stop.wait(pause):
        pause = _EVERY_S
        try:
            release(folder, way, datetime.now(UTC), announce=announce)
        except VendorError as error:
            _log.info("originals stay for now: %s", error)


def bring_back(
    folder: DataFolder, way: Way, sha256s: Iterable[str], *, announce: Announce = nobody
) -> int:
    """Fetch originals that were given up, from the second copy or the server; return how many."""
    count = 0
    with Library(folder) as library, closing(Askers(library, way)) as askers:
        try:
            for sha256 in sha256s:
                count += _brought_back(library, askers, sha256)
        finally:
            if count:
                announce(Changed.of(Kind.MEDIA))
    return count


class Askers:
    """For each account its own way to the server, opened when it is first needed."""

    def __init__(self, library: Library, way: Way) -> None:
        self._library, self._way = library, way
        self._callers: dict[str, Caller] = {}

    def of(self, account_id: str) -> Caller:
        """Return an account's way; NeedsPerson("not-enrolled") when it has none."""
        if account_id not in self._callers:
            self._callers[account_id] = self._opened(account_id)
        return self._callers[account_id]

    def close(self) -> None:
        """Close all connections."""
        for caller in self._callers.values():
            caller.close()

    def _opened(self, account_id: str) -> Caller:
        library, way = self._library, self._way
        server = library.accounts.server()
        accounts = {one.id: one for one in library.accounts.all() if one.enrolled}
        if server is None or account_id not in accounts:
            raise NeedsPerson("not-enrolled")
        office = Office(library=library, connect=way.connect, secrets=way.secrets, clock=way.clock)
        transport = way.connect(server)
        ask_health(transport, library.accounts.keys(), way.clock)
        return office.desk(accounts[account_id], server, transport).caller


def _due(library: Library, chosen: Rule, now: datetime) -> list[Held]:
    before = now - timedelta(days=chosen.after_days)
    return [
        one
        for one in Releases(library.db).due(before)
        if _here_since(library, one, before, now) and not _is_damaged(library, one)
    ]


def _here_since(library: Library, held: Held, before: datetime, now: datetime) -> bool:
    """Whether the file lies here for so long; one that was brought back begins anew."""
    try:
        written = library.originals.path(held.sha256).stat().st_mtime
    except OSError:
        return False
    return datetime.fromtimestamp(written, UTC) <= min(before, now - _SETTLED)


def _is_damaged(library: Library, held: Held) -> bool:
    """Whether the receipt is not what it was, or is about something else."""
    try:
        proved(library.db, held.receipt_no, held.sha256, held.signed)
    except VendorError:
        return True
    return False


def _is_short(library: Library, chosen: Rule | None, free: Callable[[Path], int]) -> bool:
    below = chosen.below_bytes if chosen else 0
    return not below or free(library.folder.originals_dir) < below


def _give_up(
    library: Library, pictures: Pictures, held: Held, chosen: Rule | None, now: datetime
) -> bool:
    """Keep the pictures, write it down, then remove; a crash between leaves a file too many."""
    pictures.keep(held.sha256)
    seen = library.originals.mark(held.sha256)
    before = now - timedelta(days=chosen.after_days if chosen else LONGEST_DAYS)
    if not _here_since(library, held, before, now):
        return False  # an import brought it again while the server was asked
    if not Releases(library.db).give_up(held, before, now):
        return False
    with library.db.transaction():
        if Releases(library.db).is_released(held.sha256):
            library.originals.remove(held.sha256, seen)
    return True


def _tidy(library: Library, now: datetime) -> None:
    """Remove what a crash has left: given up in writing, yet still there."""
    for sha256 in Releases(library.db).all():
        seen = library.originals.mark(sha256)
        if seen and datetime.fromtimestamp(seen[1] / 1e9, UTC) <= now - _SETTLED:
            with library.db.transaction():
                if Releases(library.db).is_released(sha256):
                    library.originals.remove(sha256, seen)


def _brought_back(library: Library, askers: Askers, sha256: str) -> bool:
    held = Releases(library.db).holder(sha256)
    if held is None:
        return False
    second = copies(library.db)
    if second is not None and second.verify(sha256):
        pieces = _pieces(second.path(sha256))
    else:
        pieces = custody.bytes_of(askers.of(held.account_id), held)
    library.originals.receive(pieces, held.size_bytes)
    Releases(library.db).take_back(sha256)
    return True


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
