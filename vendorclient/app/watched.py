"""Watched folders and devices: what comes from there is imported, and a process is suggested."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.domain import instant_text, new_id
from vendorcore.errors import NeedsPerson

from vendorclient.app.arrivals import sift
from vendorclient.app.importing import ImportListener, Result, import_media
from vendorclient.app.looking import choose
from vendorclient.devices import open_folder
from vendorclient.devices.folder import Folder
from vendorclient.storage.durable import disk_border
from vendorclient.storage.media import Media
from vendorclient.storage.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from vendorclient.app.importing import ImportedFile
    from vendorclient.devices import Device, Entry
    from vendorclient.paths import DataFolder
    from vendorclient.storage.database import Database
    from vendorclient.storage.lane import Writer
    from vendorclient.storage.originals import Originals

_SETTING, _LOG = "watch-rules", "watched.jsonl"
# A file that did not change for so long is no longer being copied into the folder.
QUIET_SECONDS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRule:
    """What comes from a folder or device belongs to a process; below names a folder in it."""

    id: str
    source: str
    contract_id: str
    process_id: str
    below: str = ""

    def fits(self, device_key: str, path: str) -> bool:
        """Whether a file of a device falls under the rule."""
        start = f"{self.below.strip('/')}/" if self.below else ""
        return self.key == device_key and path.startswith(start)

    @property
    def key(self) -> str:
        """The key of the device, also where the source is a folder."""
        return Folder(Path(self.source)).key if self.is_folder else self.source

    @property
    def folder(self) -> Path:
        """The folder, where the source is one."""
        return Path(self.source)

    @property
    def is_folder(self) -> bool:
        """Whether the source is a folder on this computer."""
        return Path(self.source).is_absolute()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A process that a rule suggests for a file; a person decides."""

    path: str
    sha256: str
    contract_id: str
    process_id: str
    rule_id: str = ""


def rules(db: Database) -> list[WatchRule]:
    """Return the rules in the order in which they were made."""
    return [WatchRule(**row) for row in json.loads(Settings(db).get(_SETTING, "[]"))]


def add_rule(
    db: Database, *, source: str, contract_id: str, process_id: str, below: str = ""
) -> WatchRule:
    """Make a rule; an unreadable folder is refused."""
    place = str(Path(source).absolute()) if Path(source).is_absolute() else source
    rule = WatchRule(
        id=new_id(), source=place, contract_id=contract_id, process_id=process_id, below=below
    )
    if rule.is_folder:
        open_folder(rule.source)
    _save(db, [*rules(db), rule])
    return rule


def remove_rule(db: Database, rule_id: str) -> None:
    """Forget a rule; what it suggested stays as it is."""
    _save(db, [rule for rule in rules(db) if rule.id != rule_id])


def rule_named(db: Database, rule_id: str) -> WatchRule:
    """Return one rule; NeedsPerson when it is not there."""
    for rule in rules(db):
        if rule.id == rule_id:
            return rule
    raise NeedsPerson("rule-unknown", rule=rule_id)


def suggest_by_rules(db: Database, sha256s: Iterable[str]) -> list[Suggestion]:
    """Return the process that the first fitting rule suggests for each file."""
    standing, media = rules(db), Media(db)
    found = []
    for sha256 in sha256s:
        file = media.get(sha256)
        rule = _first(standing, file.device_key, file.device_path)
        if rule is not None:
            found.append(_suggestion(rule, file.device_path, sha256))
    return found


def dry_run(db: Database, originals: Originals, rule: WatchRule) -> list[Suggestion]:
    """Return what a rule would do with its folder or device now; nothing is read or written."""
    device = _source(rule)
    return [
        _suggestion(rule, one.entry.path, one.sha256)
        for one in sift(db, originals, device)
        if rule.fits(device.key, one.entry.path)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSummary:
    """What one look at a watched folder did; waiting files are still being written."""

    imported: int = 0
    known: int = 0
    failed: int = 0
    waiting: int = 0
    suggested: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Does what the rules say, and writes down everything that it does."""

    folder: DataFolder
    db: Database
    writer: Writer
    originals: Originals
    now: Callable[[], datetime]
    wait: Callable[[float], None] = time.sleep

    def run(self, rule: WatchRule) -> WatchSummary:
        """Import what is new and whole in a watched folder; note what the rule suggests for it."""
        device = _source(rule)
        if device.kind.is_private:
            raise NeedsPerson("pick-first", device=device.label)
        fresh = self._fresh(rule, device)
        if not fresh:
            return WatchSummary()
        self.wait(QUIET_SECONDS)
        whole = {one.path for one in fresh & self._fresh(rule, device)}
        if not whole:
            return WatchSummary(waiting=len(fresh))
        came = _Came()
        done = import_media(
            device,
            writer=self.writer,
            originals=self.originals,
            now=self.now,
            picked=whole,
            listener=came,
        )
        self._note("import", rule, imported=done.imported, known=done.known, failed=done.failed)
        return WatchSummary(
            imported=done.imported,
            known=done.known,
            failed=done.failed,
            waiting=len(fresh) - len(whole),
            suggested=self.suggest(came.sha256s),
        )

    def suggest(self, sha256s: Iterable[str]) -> tuple[Suggestion, ...]:
        """Return what the rules suggest for files that came, from anywhere, and write it down."""
        found = tuple(suggest_by_rules(self.db, sha256s))
        for one in found:
            self._note("suggest", None, **asdict(one))
        return found

    def log(self) -> list[dict[str, object]]:
        """Return everything that was done, oldest first."""
        try:
            lines = self._log_path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        return [json.loads(line) for line in lines]

    def _fresh(self, rule: WatchRule, device: Device) -> set[Entry]:
        """Return what the rule is for and was not imported yet."""
        return {
            one.entry
            for one in sift(self.db, self.originals, device)
            if one.is_new and rule.fits(device.key, one.entry.path)
        }

    def _note(self, action: str, rule: WatchRule | None, **values: object) -> None:
        which = {} if rule is None else {"rule": rule.id}
        row = {"at": instant_text(self.now()), "action": action, **which, **values}
        with (
            disk_border(self._log_path),
            self._log_path.open("a", encoding="utf-8") as file,
        ):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    @property
    def _log_path(self) -> Path:
        return self.folder.logs_dir / _LOG


class _Came(ImportListener):
    """Hears which originals are new."""

    def __init__(self) -> None:
        self.sha256s: list[str] = []

    def finished(self, file: ImportedFile) -> None:
        if file.result is Result.IMPORTED:
            self.sha256s.append(file.sha256)


def _source(rule: WatchRule) -> Device:
    return open_folder(rule.folder) if rule.is_folder else choose(rule.source)


def _first(standing: Sequence[WatchRule], device_key: str, path: str) -> WatchRule | None:
    return next((rule for rule in standing if rule.fits(device_key, path)), None)


def _suggestion(rule: WatchRule, path: str, sha256: str) -> Suggestion:
    return Suggestion(path, sha256, rule.contract_id, rule.process_id, rule.id)


def _save(db: Database, standing: Sequence[WatchRule]) -> None:
    Settings(db).set(_SETTING, json.dumps([asdict(rule) for rule in standing], ensure_ascii=False))
