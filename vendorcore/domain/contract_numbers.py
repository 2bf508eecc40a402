"""The numbers of contracts and notices: their known forms are recognised, none is ever refused."""

from __future__ import annotations

import re
from enum import StrEnum

from vendorcore.domain.numbers import business_number_digits

LONGEST = 35


class NumberForm(StrEnum):
    """Which form a number has."""

    UNIFIED = "unified"  # 통합계약번호: YYYYMM + 7
    OWN_OLD = "own-old"  # 구 자체계약 11+2
    CENTRAL_OLD = "central-old"  # 구 중앙계약 9+2 (물품), 8+2 (공사)
    CONTRACT_NEW = "contract-new"  # R26TA……, 차세대 계약번호
    NOTICE_NEW = "notice-new"  # R26BK……, 차세대 공고번호
    FREE = "free"


_FORMS = (
    (re.compile(r"[TR]\d{2}TA\d{8}(-?\d{2})?"), NumberForm.CONTRACT_NEW),
    (re.compile(r"[TR]\d{2}BK\d{8}(-?\d{2})?"), NumberForm.NOTICE_NEW),
    (re.compile(r"20\d{2}(0[1-9]|1[0-2])\d{5}-?\d{2}"), NumberForm.OWN_OLD),
    (re.compile(r"20\d{2}(0[1-9]|1[0-2])\d{5}"), NumberForm.OWN_OLD),
    (re.compile(r"\d{8,9}-?\d{2}"), NumberForm.CENTRAL_OLD),
)


def number_form(text: str) -> NumberForm:
    """Return which form a number of a contract has; free text is a form too.

    The unified number and the old one of an institution's own contract both have thirteen digits
    and cannot be told apart: is_unified_number() says which of them it may be.
    """
    compact = re.sub(r"\s", "", text).upper()
    for pattern, form in _FORMS:
        if pattern.fullmatch(compact):
            return form
    return NumberForm.UNIFIED if is_unified_number(compact) else NumberForm.FREE


def is_unified_number(text: str) -> bool:
    """Whether a number has the thirteen digits of a 통합계약번호."""
    return re.fullmatch(r"\d{13}", text.strip()) is not None


def is_corporate_number(text: str) -> bool:
    """Whether the check digit of a 법인등록번호 is right; new ones have none: a reason to look."""
    digits = [int(ch) for ch in business_number_digits(text)]
    if len(digits) != 13:
        return False
    total = sum(digit * (1 + place % 2) for place, digit in enumerate(digits[:12]))
    return (10 - total % 10) % 10 == digits[12]


def is_institution_code(text: str) -> bool:
    """Whether a text has the form of a 행정표준기관코드."""
    return re.fullmatch(r"[0-9A-Z]{2}[0-9]{5}", text) is not None
