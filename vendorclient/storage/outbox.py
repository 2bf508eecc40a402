"""The outbox: what a person did and the server has not yet confirmed.

Payloads, fixed when queued (names as in docs/api.md, plus what the manifest will say):
  put_contract  the contract as JSON (vendorcore.protocol.contract_to_json)
  submit        {contract, attachments: [ids], submitted_at}
  attach        {submission, contract, process, sha256, size_bytes, name, note, tagged_at,
                 findings, facts, source: {key, label, path, modified_at, read_at}}
                 id and entity_id are both the attachment's id; it depends on the submit
  withdraw      {attachment, reason}; entity_id is the withdrawal's id
  document      {contract, document, process: "", sha256, size_bytes, name, kind}; entity_id is
                 the document's id; it depends on the put_contract that names it
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from vendorcore.domain import instant_text
from vendorcore.errors import Cancelled
from vendorcore.protocol import canonical_json, parse_object

from vendorclient.storage.operations import (
    FINAL,
    Operation,
    OperationKind,
    OperationState,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from sqlite3 import Row

    from vendorcore.protocol import JsonObject

    from vendorclient.storage.database import Database

_COLUMNS = """SELECT operation.id, seq, operation.account_id, operation.kind, entity_id,
  operation.contract_id, depends_on, operation.size_bytes, coalesce(media_file.kind, '') AS
  media_kind, coalesce(attachment.sha256,
  iif(operation.kind = 'document', json_extract(payload, '$.sha256'), '')) AS sha256,
  operation.state, upload_url, upload_offset, recreated, failures, pause_s, code, detail
  FROM operation
  LEFT JOIN attachment ON attachment.id = operation.entity_id
  LEFT JOIN media_file ON media_file.sha256 = attachment.sha256"""
# A person may do this at any moment; whoever works on the operation stops in silence.
_TAKEN_BACK = (OperationState.CANCELLED, OperationState.PAUSED)
_ONE = f"{_COLUMNS} WHERE operation.id = ?"
_OF_ENTITY = f"{_COLUMNS} WHERE entity_id = ? ORDER BY seq"
_DOCUMENTS = f"""{_COLUMNS}
  WHERE operation.kind = 'document' AND operation.contract_id = ? ORDER BY seq"""
_REFUSED_SUBMISSIONS = f"""{_COLUMNS}
  WHERE operation.contract_id = ? AND operation.kind = 'submit' AND operation.state = 'rejected'
  ORDER BY seq"""
_REFUSED = f"""{_COLUMNS}
  WHERE operation.state = 'rejected' AND code = ? AND attachment.withdrawn_at = ''
  ORDER BY seq"""
_OPEN = f"""{_COLUMNS}
  WHERE operation.state NOT IN ('delivered', 'released', 'cancelled') ORDER BY seq"""


def utc_now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


class Outbox:
    """The operations of one library; every change is one committed transaction."""

    def __init__(self, db: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._db = db
        self._now = now

    def queue(
        self,
        *,
        id: str,
        account_id: str,
        kind: str,
        entity_id: str,
        contract_id: str,
        payload: JsonObject,
        depends_on: str = "",
        size_bytes: int = 0,
    ) -> None:
        """Note an operation at the end of the queue; the same id twice is noted once."""
        now = instant_text(self._now())
        with self._db.transaction() as connection:
            connection.execute(
                """INSERT INTO operation (id, seq, account_id, kind, entity_id, contract_id,
                  depends_on, payload, size_bytes, state, queued_at, changed_at)
                VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM operation), ?, ?, ?, ?, ?, ?, ?,
                  'queued', ?, ?) ON CONFLICT (id) DO NOTHING""",
                (
                    id,
                    account_id,
                    str(OperationKind(kind)),
                    entity_id,
                    contract_id,
                    depends_on,
                    canonical_json(payload).decode(),
                    size_bytes,
                    now,
                    now,
                ),
            )

    def get(self, op_id: str) -> Operation | None:
        """Return one operation, None when there is none of this id."""
        row = self._db.row(_ONE, op_id)
        return _operation(row) if row else None

    def payload(self, op_id: str) -> JsonObject:
        """Return what is to be sent."""
        row = self._db.row("SELECT payload FROM operation WHERE id = ?", op_id)
        return parse_object(row["payload"]) if row else {}

    def replace_payload(self, op_id: str, payload: JsonObject) -> None:
        """Put a merged form in the place of the one that was queued."""
        with self._db.transaction() as connection:
            connection.execute(
                "UPDATE operation SET payload = ? WHERE id = ?",
                (canonical_json(payload).decode(), op_id),
            )

    def open(self) -> list[Operation]:
        """Return what is not yet confirmed nor cancelled, in the order it was queued."""
        return [_operation(row) for row in self._db.rows(_OPEN)]

    def refused(self, code: str) -> list[Operation]:
        """Return the attachments that were refused for this reason and are still wanted."""
        return [_operation(row) for row in self._db.rows(_REFUSED, code)]

    def of_entity(self, entity_id: str) -> list[Operation]:
        """Return the operations about one contract, submission, attachment or withdrawal."""
        return [_operation(row) for row in self._db.rows(_OF_ENTITY, entity_id)]

    def refused_submissions(self, contract_id: str) -> list[Operation]:
        """Return the submissions of a contract that the server did not take."""
        return [_operation(row) for row in self._db.rows(_REFUSED_SUBMISSIONS, contract_id)]

    def documents(self, contract_id: str) -> list[Operation]:
        """Return the operations that send the documents of a contract."""
        return [_operation(row) for row in self._db.rows(_DOCUMENTS, contract_id)]

    def states(self, op_ids: Iterable[str]) -> dict[str, OperationState]:
        """Return the present state of each named operation that exists."""
        found = {}
        for op_id in set(op_ids):
            row = self._db.row("SELECT state FROM operation WHERE id = ?", op_id)
            if row:
                found[op_id] = OperationState(row["state"])
        return found

    def move(self, op: Operation, state: OperationState, **changes: Any) -> Operation:
        """Take one allowed step and return the operation as it is now.

        Raises Cancelled when a person took it back meanwhile. The reason (code, detail) and the
        pause belong to one state and are not carried on.
        """
        after = replace(op, **{"state": state, "code": "", "detail": "", "pause_s": 0.0, **changes})
        with self._db.transaction() as connection:
            self._check_step(op, state)
            connection.execute(
                """UPDATE operation SET state = ?, code = ?, detail = ?, upload_url = ?,
                  upload_offset = ?, recreated = ?, failures = ?, pause_s = ?, changed_at = ?
                WHERE id = ?""",
                (
                    str(state),
                    after.code,
                    after.detail,
                    after.upload_url,
                    after.upload_offset,
                    after.recreated,
                    after.failures,
                    after.pause_s,
                    instant_text(self._now()),
                    op.id,
                ),
            )
        return after

    def cancel(self, op_ids: Iterable[str]) -> None:
        """Take operations back that the server has not confirmed; confirmed ones stay."""
        with self._db.transaction():
            for op in filter(None, map(self.get, op_ids)):
                if op.state not in FINAL:
                    self.move(op, OperationState.CANCELLED)

    def counts(self) -> dict[OperationState, int]:
        """Return how many operations are in each state."""
        rows = self._db.rows("SELECT state, count(*) AS n FROM operation GROUP BY state")
        return {OperationState(row["state"]): int(row["n"]) for row in rows}

    def bytes_left(self) -> int:
        """Return how many bytes of originals are still to be sent."""
        row = self._db.row(
            """SELECT coalesce(sum(size_bytes - upload_offset), 0) AS n FROM operation
            WHERE state NOT IN ('delivered', 'released', 'cancelled')"""
        )
        return int(row["n"]) if row else 0

    def last_seq(self) -> int:
        """Return the number of the newest operation, 0 when there is none."""
        row = self._db.row("SELECT coalesce(max(seq), 0) AS n FROM operation")
        return int(row["n"]) if row else 0

    def _check_step(self, op: Operation, state: OperationState) -> None:
        present = self.states([op.id]).get(op.id, OperationState.CANCELLED)
        if present in _TAKEN_BACK and op.state is not present:
            raise Cancelled(op=op.id)
        if not present.may_become(state):
            raise ValueError(f"operation {op.id}: {present} may not become {state}")


def _operation(row: Row) -> Operation:
    values = dict(row)
    values["kind"] = OperationKind(values["kind"])
    values["state"] = OperationState(values["state"])
    return Operation(**values)
