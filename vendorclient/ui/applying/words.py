"""How an application stands, in words that say what comes next."""

from __future__ import annotations

from vendorcore.text import _

from vendorclient.ui.widgets.badge import NO_MARK, Mark, Tone

HELD, REFUSED, APPROVED = "on-hold", "rejected", "approved"
OPEN = ("pending", HELD)


def state_mark(state: str) -> Mark:
    """Return the badge of a state."""
    marks = {
        "pending": Mark(_("대기"), Tone.NEUTRAL, "clock"),
        HELD: Mark(_("보류"), Tone.CAUTION),
        REFUSED: Mark(_("반려"), Tone.BAD),
        APPROVED: Mark(_("승인"), Tone.GOOD),
    }
    return marks.get(state, NO_MARK)


def advice(state: str) -> str:
    """Return what a state means and what to do now."""
    said = {
        "pending": _(
            "운영자가 확인하고 있습니다. 결과는 적으신 전자우편으로도 알려 드리고, 여기에도"
            " 나타납니다."
        ),
        HELD: _(
            "보완을 기다리고 있습니다. 아래에서 서류를 보내거나 우편·팩스로 내 주십시오. 적은"
            " 내용이 틀렸으면 고쳐서 다시 낼 수 있습니다."
        ),
        REFUSED: _("받아들여지지 않았습니다. 사유를 확인하고 고쳐서 다시 낼 수 있습니다."),
        APPROVED: _(
            "승인되었습니다. 포털에 로그인해 ‘컴퓨터 연결’에서 등록 코드를 받은 뒤 이 프로그램에"
            " 넣어 주십시오."
        ),
    }
    return said.get(state, "")


def short(state: str) -> str:
    """Return one line on an application for the first steps and the settings; nothing for none."""
    said = {
        "pending": _("가입 신청을 운영자가 확인하고 있습니다."),
        HELD: _("가입 신청이 보류되었습니다. 신청 상태에서 없는 서류를 확인하십시오."),
        REFUSED: _("가입 신청이 반려되었습니다. 신청 상태에서 사유를 확인하십시오."),
        APPROVED: _("가입 신청이 승인되었습니다. 포털에서 등록 코드를 받아 넣으십시오."),
    }
    return said.get(state, "")
