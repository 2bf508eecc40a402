"""The one action that helps where something cannot be sent by itself."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from vendorclient.storage.operations import OperationState
from vendorclient.sync.planning import METERED

if TYPE_CHECKING:
    from vendorclient.app.overview import SendingRow


class RowAction(StrEnum):
    """What a person can do about one row; NOTHING where it goes on by itself."""

    NOTHING = ""
    TRY_NOW = "try-now"
    ENROL_ANEW = "enrol-anew"
    CHOOSE_FORM = "choose-form"
    BRING_ORIGINAL = "bring-original"
    UPDATE_PROGRAM = "update-program"
    CORRECT_CONTRACT = "correct-contract"
    ASK_OPERATOR = "ask-operator"
    SEND_ANYWAY = "send-anyway"


_S = OperationState
_BY_CODE = {
    METERED: RowAction.SEND_ANYWAY,
    "program-too-old": RowAction.UPDATE_PROGRAM,
    "file-changed": RowAction.BRING_ORIGINAL,
    "source-missing": RowAction.BRING_ORIGINAL,
    "quota-exceeded": RowAction.ASK_OPERATOR,
    "too-large": RowAction.ASK_OPERATOR,
    "forbidden": RowAction.ASK_OPERATOR,
    "wrong-server-key": RowAction.ASK_OPERATOR,
    "untrusted": RowAction.ASK_OPERATOR,
    "not-found": RowAction.ASK_OPERATOR,
    "invalid-entry": RowAction.CORRECT_CONTRACT,
    "contract-refused": RowAction.CORRECT_CONTRACT,
    "parties-fixed": RowAction.CORRECT_CONTRACT,
    "change-reason-needed": RowAction.CORRECT_CONTRACT,
    "process-in-use": RowAction.CORRECT_CONTRACT,
    "process-unknown": RowAction.CORRECT_CONTRACT,
    "practice-stays-practice": RowAction.CORRECT_CONTRACT,
    "practice-has-no-institution": RowAction.CORRECT_CONTRACT,
}
_BY_STATE = {
    _S.NEEDS_LOGIN: RowAction.ENROL_ANEW,
    _S.CONFLICT: RowAction.CHOOSE_FORM,
    _S.SOURCE_MISSING: RowAction.BRING_ORIGINAL,
    _S.REJECTED: RowAction.TRY_NOW,
    _S.RETRY_WAIT: RowAction.TRY_NOW,
}


def action_for(row: SendingRow) -> RowAction:
    """Return what helps this row."""
    if row.state in (_S.REJECTED, _S.BLOCKED) and row.code in _BY_CODE:
        return _BY_CODE[row.code]
    return _BY_STATE.get(row.state, RowAction.NOTHING)
