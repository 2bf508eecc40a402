"""Remembers the contracts that are being written, each change of them, and how to take it back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from vendorcore.domain import Draft, WizardStep, instant_from_text, instant_text
from vendorcore.errors import InvalidEntry
from vendorcore.protocol import contract_from_json, parse_object

from vendorclient.storage.contracts import contract_text
from vendorclient.storage.draft_parts import draft_of, pieces, step_between

if TYPE_CHECKING:
    from sqlite3 import Row

    from vendorcore.domain import Contract

    from vendorclient.storage.database import Database
    from vendorclient.storage.draft_parts import Step

# Letters of one field that follow each other so quickly are one step of 되돌리기.
_TOGETHER = timedelta(seconds=3)
_MOST_STEPS = 500
_BEGUN = "begun"  # no field of the form: it is never taken back
_LIST = """
SELECT draft.id, draft.revises, draft.step, draft.changed_at,
  coalesce((SELECT value FROM draft_part WHERE draft_id = draft.id AND key = 'name'), '') AS name,
  coalesce((SELECT value FROM draft_part WHERE draft_id = draft.id AND key = 'due_on'), '')
    AS due_on
FROM draft WHERE account_id = ? ORDER BY changed_at DESC, id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One draft in the list of drafts, and the step at which it was left."""

    id: str
    name: str
    due_on: str
    revises: bool
    step: WizardStep
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Whether there is something to take back, or to do again."""

    undo: bool
    redo: bool


class Drafts:
    """The drafts of this library."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, draft: Draft, *, account_id: str, at: datetime) -> None:
        """Keep a new draft."""
        text = instant_text(at)
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT INTO draft (id, account_id, revises, created_at, changed_at)"
                " VALUES (?, ?, ?, ?, ?)",
                (draft.id, account_id, draft.revises, text, text),
            )
            connection.executemany(
                "INSERT INTO draft_part (draft_id, key, value) VALUES (?, ?, ?)",
                [(draft.id, key, value) for key, value in pieces(draft).items()],
            )

    def remember_begun(self, contract: Contract) -> None:
        """Keep what the contract said when its change was begun."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT INTO draft_part (draft_id, key, value) VALUES (?, ?, ?)",
                (contract.id, _BEGUN, contract_text(contract)),
            )

    def begun(self, draft_id: str) -> Contract | None:
        """Return what the contract said when its change was begun, None where nobody knows."""
        row = self._db.row(
            "SELECT value FROM draft_part WHERE draft_id = ? AND key = ?", draft_id, _BEGUN
        )
        return None if row is None else contract_from_json(parse_object(row["value"]))

    def get(self, draft_id: str) -> Draft:
        """Return a draft; InvalidEntry("draft-unknown") when there is none."""
        head = self._head(draft_id)
        rows = self._db.rows("SELECT key, value FROM draft_part WHERE draft_id = ?", draft_id)
        texts = {row["key"]: row["value"] for row in rows}
        return draft_of(draft_id, texts, revises=bool(head["revises"]))

    def has(self, draft_id: str) -> bool:
        """Whether there is such a draft."""
        return self._db.row("SELECT 1 FROM draft WHERE id = ?", draft_id) is not None

    def all(self, account_id: str) -> list[DraftLine]:
        """Return somebody's drafts, the last changed first."""
        return [_line(row) for row in self._db.rows(_LIST, account_id)]

    def that_name(self, entry_id: str) -> list[str]:
        """Return the drafts in which an entry of the catalogue was chosen."""
        rows = self._db.rows(
            "SELECT DISTINCT draft_id FROM draft_part WHERE instr(value, ?)"
            " AND (key LIKE 'parties:%' OR key LIKE 'items:%')",
            entry_id,
        )
        return [row["draft_id"] for row in rows]

    def change(self, before: Draft, after: Draft, at: datetime) -> None:
        """Write what is different, and remember it for taking it back."""
        step = step_between(before, after)
        if not step:
            return
        with self._db.transaction():
            self._remember(before.id, step, at)
            self._write(before.id, {key: new for key, (_old, new) in step.items()}, at)

    def undo(self, draft_id: str, at: datetime) -> None:
        """Take the last step back, if there is one."""
        with self._db.transaction() as connection:
            done = int(self._head(draft_id)["done"])
            step = self._step(draft_id, done)
            if step is not None:
                self._write(draft_id, {key: old for key, (old, _new) in step.items()}, at)
                connection.execute("UPDATE draft SET done = ? WHERE id = ?", (done - 1, draft_id))

    def redo(self, draft_id: str, at: datetime) -> None:
        """Do the step again that was taken back last, if there is one."""
        with self._db.transaction() as connection:
            done = int(self._head(draft_id)["done"])
            step = self._step(draft_id, done + 1)
            if step is not None:
                self._write(draft_id, {key: new for key, (_old, new) in step.items()}, at)
                connection.execute("UPDATE draft SET done = ? WHERE id = ?", (done + 1, draft_id))

    def history(self, draft_id: str) -> History:
        """Return whether undo and redo have something to do."""
        done = int(self._head(draft_id)["done"])
        return History(
            undo=self._step(draft_id, done) is not None,
            redo=self._step(draft_id, done + 1) is not None,
        )

    def step(self, draft_id: str) -> WizardStep:
        """Return the step at which a draft was left."""
        return WizardStep(self._head(draft_id)["step"])

    def go_to(self, draft_id: str, step: WizardStep) -> None:
        """Remember the step a person is at."""
        with self._db.transaction() as connection:
            connection.execute("UPDATE draft SET step = ? WHERE id = ?", (step, draft_id))

    def remove(self, draft_id: str) -> None:
        """Forget a draft and its history."""
        with self._db.transaction() as connection:
            connection.execute("DELETE FROM draft WHERE id = ?", (draft_id,))

    def _head(self, draft_id: str) -> Row:
        row = self._db.row("SELECT * FROM draft WHERE id = ?", draft_id)
        if row is None:
            raise InvalidEntry("draft-unknown", draft=draft_id)
        return row

    def _step(self, draft_id: str, seq: int) -> Step | None:
        row = self._db.row(
            "SELECT parts FROM draft_step WHERE draft_id = ? AND seq = ?", draft_id, seq
        )
        return None if row is None else {key: (old, new) for key, (old, new) in _parts(row).items()}

    def _remember(self, draft_id: str, step: Step, at: datetime) -> None:
        """Add a step after the one in force; what was taken back before is gone."""
        done = int(self._head(draft_id)["done"])
        with self._db.transaction() as connection:
            gone = "DELETE FROM draft_step WHERE draft_id = ? AND (seq > ? OR seq <= ?)"
            connection.execute(gone, (draft_id, done, done - _MOST_STEPS))
            last = self._db.row(
                "SELECT parts, at FROM draft_step WHERE draft_id = ? AND seq = ?", draft_id, done
            )
            if last is not None and _continues(last, step, at):
                (key, (_old, new)) = next(iter(step.items()))
                step, seq = {key: (_parts(last)[key][0], new)}, done
            else:
                seq = done + 1
            connection.execute(
                "INSERT OR REPLACE INTO draft_step (draft_id, seq, parts, at) VALUES (?, ?, ?, ?)",
                (draft_id, seq, json.dumps(step, ensure_ascii=False), instant_text(at)),
            )
            connection.execute("UPDATE draft SET done = ? WHERE id = ?", (seq, draft_id))

    def _write(self, draft_id: str, parts: dict[str, str | None], at: datetime) -> None:
        with self._db.transaction() as connection:
            connection.executemany(
                "DELETE FROM draft_part WHERE draft_id = ? AND key = ?",
                [(draft_id, key) for key, value in parts.items() if value is None],
            )
            connection.executemany(
                "INSERT OR REPLACE INTO draft_part (draft_id, key, value) VALUES (?, ?, ?)",
                [(draft_id, key, value) for key, value in parts.items() if value is not None],
            )
            connection.execute(
                "UPDATE draft SET changed_at = ? WHERE id = ?", (instant_text(at), draft_id)
            )


def _continues(last: Row, step: Step, at: datetime) -> bool:
    """Whether a step goes on typing in the field of the one before."""
    same = len(step) == 1 and list(_parts(last)) == list(step)
    return same and timedelta(0) <= at - instant_from_text(last["at"]) <= _TOGETHER


def _parts(row: Row) -> dict[str, list[str | None]]:
    parts: dict[str, list[str | None]] = json.loads(row["parts"])
    return parts


def _line(row: Row) -> DraftLine:
    return DraftLine(
        id=row["id"],
        name=row["name"],
        due_on=row["due_on"],
        revises=bool(row["revises"]),
        step=WizardStep(row["step"]),
        changed_at=instant_from_text(row["changed_at"]),
    )
