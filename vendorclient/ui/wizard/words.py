"""The sentences of the wizard: its steps, and what is open in a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import WizardStep
from vendorcore.text import _, remark_sentence

if TYPE_CHECKING:
    from vendorcore.domain import Remark


def step_words(step: WizardStep) -> str:
    """Return the name of a step as on the national site."""
    return {
        WizardStep.ORDER: _("수주정보"),
        WizardStep.ITEMS: _("수주제품"),
        WizardStep.PLAN: _("이행계획"),
        WizardStep.CHECK: _("확인·등록"),
    }[step]


def next_words(step: WizardStep) -> str:
    """Return the words on the button that leads on."""
    return _("다음: {step}", step=step_words(step))


def remark_words(remark: Remark) -> str:
    """Return what is open and what to do about it."""
    return remark_sentence(remark.code, remark.values)
