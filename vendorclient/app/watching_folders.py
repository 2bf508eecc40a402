"""Looks into the watched folders whenever something is laid into one, for as long as it may."""

from __future__ import annotations

import logging
from threading import Event
from typing import TYPE_CHECKING

from vendorcore.errors import VendorError

from vendorclient.app.watched import rules
from vendorclient.devices.events.bell import Bell
from vendorclient.devices.folder_watch import FolderWatch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vendorclient.app.watched import Watch, WatchRule, WatchSummary

    Tell = Callable[[WatchRule, WatchSummary], None]

# A network drive may tell nothing: now and then it is looked at all the same.
POLL_SECONDS = 300.0
# Somebody is still copying into the folder.
SOON_SECONDS = 3.0
_log = logging.getLogger(__name__)


def follow(
    watch: Watch, tell: Tell, *, bell: Bell | None = None, stop: Event | None = None
) -> None:
    """Do what the rules say at each news; returns once stop is set and the bell rung."""
    bell, over = bell or Bell(), stop or Event()
    listening: FolderWatch | None = None
    folders: list[Path] = []
    try:
        while not over.is_set():
            standing = _standing(watch)
            if (named := sorted({rule.folder for rule in standing})) != folders:
                if listening is not None:
                    listening.stop()
                folders, listening = named, FolderWatch(bell, named)
                listening.start()
            waiting = sum(_look(watch, rule, tell) for rule in standing)
            if not over.is_set():
                bell.wait(SOON_SECONDS if waiting else POLL_SECONDS)
    finally:
        if listening is not None:
            listening.stop()


def _standing(watch: Watch) -> list[WatchRule]:
    try:
        return [rule for rule in rules(watch.db) if rule.is_folder]
    except VendorError as error:  # a full disk fails even those who only read
        _log.info("watched folders wait: %s", error.code)
        return []


def _look(watch: Watch, rule: WatchRule, tell: Tell) -> int:
    """Look at one folder; return how many files are still being written there."""
    try:
        done = watch.run(rule)
        if done.imported or done.failed:
            tell(rule, done)
    except VendorError as error:  # a drive that is away today comes back another day
        _log.info("watched folder %s: %s", rule.id, error.code)
        return 0
    return done.waiting
