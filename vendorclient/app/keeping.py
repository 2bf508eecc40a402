"""What is kept by itself: the second copies, and what comes into watched folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vendorclient.app.second_copy import chosen_place
from vendorclient.app.watched import WatchRule, dry_run, rules
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from vendorclient.app.watched import Suggestion
    from vendorclient.storage.database import Database
    from vendorclient.storage.originals import Originals


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A process that a rule may name."""

    contract_id: str
    process_id: str
    contract: str
    process: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """The folder of the second copies, the rules with their processes, and what may be chosen."""

    place: str
    rules: tuple[tuple[WatchRule, str], ...]
    targets: tuple[Target, ...]
    devices: tuple[tuple[str, str], ...]

    def name_of(self, source: str) -> str:
        """Return the name of a watched folder or device."""
        return dict(self.devices).get(source) or Path(source).name or source


def keeping(db: Database) -> Keeping:
    """Return how things are kept now."""
    targets = tuple(
        Target(
            contract_id=contract.id,
            process_id=process.id,
            contract=contract.name,
            process=process.name,
        )
        for contract in Contracts(db).all()
        for process in contract.processes
    )
    names = {one.process_id: one.process for one in targets}
    return Keeping(
        place=chosen_place(db),
        rules=tuple((rule, names.get(rule.process_id, "")) for rule in rules(db)),
        targets=targets,
        devices=tuple(Media(db).devices()),
    )


def tried(db: Database, originals: Originals, source: str, target: Target) -> list[Suggestion]:
    """Return what a rule would do with a folder now; nothing is read, written or kept."""
    rule = WatchRule(
        id="", source=source, contract_id=target.contract_id, process_id=target.process_id
    )
    return dry_run(db, originals, rule)
