"""What the lanes do for the card of the sending; each errand loads what it needs there."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from vendorclient.app.opened import now

if TYPE_CHECKING:
    from vendorclient.app.opened import OpenLibrary
    from vendorclient.app.releasing import Outlook, Released
    from vendorclient.app.sending import Choices
    from vendorclient.app.way import Way
    from vendorclient.paths import DataFolder


def look_at_transfer(folder: DataFolder) -> tuple[Choices, Outlook]:
    """Return what is chosen about the sending, and how much could go."""
    from vendorclient.app.releasing import outlook
    from vendorclient.app.sending import choices

    return choices(folder), outlook(folder, now())


def limit_speed(folder: DataFolder, bytes_per_second: int) -> None:
    """Send no faster than this."""
    from vendorclient.app.sending import limit_speed as limit

    limit(folder, bytes_per_second)


def send_when_metered(folder: DataFolder, *, on: bool) -> None:
    """Let originals go, or wait, where data costs money."""
    from vendorclient.app.sending import send_when_metered as choose

    choose(folder, on=on)


def choose_release(folder: DataFolder, days: int | None) -> None:
    """Let originals go after so many days, or never; a chosen least space stays as it is."""
    from vendorclient.app.releasing import Rule, choose_rule, rule
    from vendorclient.storage.database import Database

    with closing(Database(folder.database_path)) as db:
        before = rule(db)
        below = before.below_bytes if before else 0
        choose_rule(db, None if days is None else Rule(after_days=days, below_bytes=below))


def choose_least_space(folder: DataFolder, below_bytes: int) -> None:
    """Let originals go only while less space is left than this; without a rule nothing goes."""
    from vendorclient.app.releasing import Rule, choose_rule, rule
    from vendorclient.storage.database import Database

    with closing(Database(folder.database_path)) as db:
        before = rule(db)
        if before is not None:
            choose_rule(db, Rule(after_days=before.after_days, below_bytes=below_bytes))


def release_originals(library: OpenLibrary) -> Released:
    """Let go what the rule allows now."""
    from vendorclient.app.releasing import release

    return release(library.folder, _way(library), now(), announce=library.announce)


def bring_originals_back(library: OpenLibrary) -> int:
    """Fetch everything that went; return how much came."""
    from vendorclient.app.releasing import bring_back
    from vendorclient.storage.database import Database
    from vendorclient.storage.releases import Releases

    with closing(Database(library.folder.database_path)) as db:
        gone = list(Releases(db).all())
    return bring_back(library.folder, _way(library), gone, announce=library.announce)


def _way(library: OpenLibrary) -> Way:
    from vendorclient.app.way import Way

    way = Way.of(library.folder)
    return replace(way, proxy_for=library.proxy_for) if library.proxy_for else way
