"""Each row that needs somebody has the one action that helps."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from vendorclient.app.row_actions import RowAction, action_for
from vendorclient.storage.operations import NEEDS_PERSON, OperationKind, OperationState
from vendorclient.storage.overview import SendingRow

S = OperationState


def a_row(state: OperationState, code: str = "") -> SendingRow:
    return SendingRow(
        id="op",
        kind=OperationKind.ATTACH,
        state=state,
        size_bytes=1,
        upload_offset=0,
        code=code,
        detail="",
        failures=0,
        pause_s=0.0,
        changed_at=datetime(2026, 3, 2, tzinfo=UTC),
        contract_id="contract",
        contract_name="책상",
        file_name="IMG_0001.JPG",
        process_id="process",
    )


@pytest.mark.parametrize("state", sorted(NEEDS_PERSON))
def test_whatever_needs_a_person_can_be_helped(state: OperationState) -> None:
    assert action_for(a_row(state, "anything")) is not RowAction.NOTHING


@pytest.mark.parametrize(
    ("state", "code", "action"),
    [
        (S.REJECTED, "file-changed", RowAction.BRING_ORIGINAL),
        (S.REJECTED, "quota-exceeded", RowAction.ASK_OPERATOR),
        (S.REJECTED, "invalid-entry", RowAction.CORRECT_CONTRACT),
        (S.BLOCKED, "metered-line", RowAction.SEND_ANYWAY),
        (S.BLOCKED, "depends", RowAction.NOTHING),
        (S.RETRY_WAIT, "busy", RowAction.TRY_NOW),
        (S.CONFLICT, "conflict", RowAction.CHOOSE_FORM),
        (S.DELIVERED, "", RowAction.NOTHING),
        (S.UPLOADING, "", RowAction.NOTHING),
    ],
)
def test_the_reason_decides_what_helps(state: OperationState, code: str, action: RowAction) -> None:
    assert action_for(a_row(state, code)) is action
