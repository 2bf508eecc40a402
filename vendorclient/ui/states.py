"""The states of contracts, of rows in the queue and of the sending, in words and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _

from vendorclient.app.states import EngineState, RowState
from vendorclient.ui.widgets.badge import Mark, Tone

if TYPE_CHECKING:
    from vendorcore.domain import ContractState  # its nouns take a while: not before the window


def contract_mark(state: ContractState) -> Mark:
    """Return the badge of a contract."""
    from vendorcore.domain import ContractState

    words, tone, icon = {
        ContractState.DRAFT: (_("작성 중"), Tone.NEUTRAL, ""),
        ContractState.REGISTERED: (_("등록"), Tone.ACCENT, ""),
        ContractState.PRODUCING: (_("생산 중"), Tone.ACCENT, ""),
        ContractState.DELIVERED: (_("납품"), Tone.ACCENT, ""),
        ContractState.INSPECTED: (_("검수 완료"), Tone.GOOD, ""),
        ContractState.CLOSED: (_("종결"), Tone.NEUTRAL, "check"),
        ContractState.CANCELLED: (_("취소됨"), Tone.NEUTRAL, "close"),
    }[state]
    return Mark(words, tone, icon)


def state_steps(state: ContractState) -> dict[ContractState, str]:
    """Return the steps that the vendor may take from a state, and what they are called."""
    from vendorcore.domain import ContractState, Side

    steps = {
        ContractState.PRODUCING: _("생산 시작"),
        ContractState.DELIVERED: _("생산 완료 · 납품"),
        ContractState.CANCELLED: _("해지"),
    }
    return {to: words for to, words in steps.items() if state.may_become(to, Side.VENDOR)}


def method_words(method: str) -> str:
    """Return the name of a 계약방법; a word that is not in the catalogue as it is."""
    from vendorcore.domain import PRACTICE, ContractMethod

    words: dict[str, str] = {
        ContractMethod.OPEN: _("일반경쟁"),
        ContractMethod.RESTRICTED: _("제한경쟁"),
        ContractMethod.NOMINATED: _("지명경쟁"),
        ContractMethod.PRIVATE: _("수의계약"),
        PRACTICE: _("연습"),
        "MAS": _("다수공급자계약"),
    }
    return words.get(method, method)


def row_words(state: RowState) -> str:
    """Return the state of one row of the queue."""
    return {
        RowState.WAITING: _("대기"),
        RowState.SENDING: _("전송 중"),
        RowState.DONE: _("완료"),
        RowState.RETRYING: _("다시 시도"),
        RowState.NEEDS_PERSON: _("확인 필요"),
    }[state]


def engine_words(state: EngineState, *, enrolled: bool, waiting: int = 0) -> str:
    """Return the state of the sending as a whole."""
    if not enrolled:
        return _("서버에 연결 안 됨")
    return {
        EngineState.IDLE: _("전송 대기") if waiting else _("모두 보냈습니다"),
        EngineState.WAITING: _("전송 대기"),
        EngineState.SENDING: _("보내는 중"),
        EngineState.OFFLINE: _("오프라인"),
        EngineState.PAUSED: _("일시정지"),
        EngineState.NEEDS_PERSON: _("확인 필요"),
    }[state]


def engine_look(state: EngineState, *, enrolled: bool) -> tuple[str, str]:
    """Return tone and icon of the sending as a whole."""
    if not enrolled:
        return "muted", "cloud-off"
    return {
        EngineState.IDLE: ("good", "cloud"),
        EngineState.WAITING: ("muted", "clock"),
        EngineState.SENDING: ("accent_text", "sending"),
        EngineState.OFFLINE: ("muted", "cloud-off"),
        EngineState.PAUSED: ("muted", "pause"),
        EngineState.NEEDS_PERSON: ("bad", "error"),
    }[state]
