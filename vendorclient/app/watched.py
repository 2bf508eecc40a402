"""Watched folders and devices: what comes from there is imported, and a process is suggested."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.domain import instant_text, new_id

from vendorclient.app.arrivals import sift
from vendorclient.app.importing import import_media
from vendorclient.devices import open_folder
from vendorclient.devices.folder import Folder
from vendorclient.storage.media import Media
from vendorclient.storage.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from vendorclient.app.importing import ImportSummary
    from vendorclient.devices import Device
    from vendorclient.paths import DataFolder
    from vendorclient.storage.database import Database
    from vendorclient.storage.lane import Writer
    from vendorclient.storage.originals import Originals

_SETTING, _LOG = "watch-rules", "watched.jsonl"


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
    """Return what a rule would do with its folder now; nothing is read or written."""
    device = open_folder(rule.source)
    return [
        _suggestion(rule, one.entry.path, one.sha256)
        for one in sift(db, originals, device)
        if rule.fits(device.key, one.entry.path)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Does what the rules say, and writes down everything that it does."""

    folder: DataFolder
    db: Database
    writer: Writer
    originals: Originals
    now: Callable[[], datetime]

    def run(self, rule: WatchRule) -> ImportSummary:
        """Import what is new in a watched folder and note what the rule suggests for it."""
        device: Device = open_folder(rule.source)
        before = {row.sha256 for row in Media(self.db).all()}
        below = [one.path for one in device.entries() if rule.fits(device.key, one.path)]
        summary = import_media(
            device, writer=self.writer, originals=self.originals, now=self.now, picked=below
        )
        came = [row.sha256 for row in Media(self.db).all() if row.sha256 not in before]
        self._note("import", rule, imported=summary.imported, failed=summary.failed)
        for one in suggest_by_rules(self.db, came):
            self._note("suggest", rule, **asdict(one))
        return summary

    def log(self) -> list[dict[str, object]]:
        """Return everything that was done, oldest first."""
        try:
            lines = self._log_path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        return [json.loads(line) for line in lines]

    def _note(self, action: str, rule: WatchRule, **values: object) -> None:
        row = {"at": instant_text(self.now()), "action": action, "rule": rule.id, **values}
        with self._log_path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    @property
    def _log_path(self) -> Path:
        return self.folder.logs_dir / _LOG


def _first(standing: Sequence[WatchRule], device_key: str, path: str) -> WatchRule | None:
    return next((rule for rule in standing if rule.fits(device_key, path)), None)


def _suggestion(rule: WatchRule, path: str, sha256: str) -> Suggestion:
    return Suggestion(path, sha256, rule.contract_id, rule.process_id)


def _save(db: Database, standing: Sequence[WatchRule]) -> None:
    Settings(db).set(_SETTING, json.dumps([asdict(rule) for rule in standing], ensure_ascii=False))
