"""The names of the fields that a contract leaves empty, each with its number where it repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping


def _mark(message: str) -> str:
    """Mark a word for the catalogue without translating it yet."""
    return message


EMPTIES: dict[str, str] = {
    "empty-number": _mark("계약번호"),
    "empty-amount": _mark("계약금액"),
    "empty-delivery-place": _mark("납품장소"),
    "empty-delivery-term": _mark("인도조건"),
    "empty-contact-name": _mark("기관 담당자"),
    "empty-contact-phone": _mark("담당자 전화"),
    "empty-contact-mail": _mark("담당자 전자우편"),
    "empty-materials": _mark("원부자재 구매내역"),
    "empty-documents": _mark("첨부 문서"),
    "empty-item-detail-no": _mark("제품 {count}개의 세부품명번호"),
    "empty-item-spec": _mark("제품 {count}개의 규격"),
    "empty-item-unit": _mark("제품 {count}개의 단위"),
    "empty-item-unit-price": _mark("제품 {count}개의 단가"),
    "empty-process-text": _mark("공정 {count}개의 계획 내용"),
    "empty-process-work": _mark("공정 {count}개의 담당(직접·외주)"),
    "empty-process-photos": _mark("공정 {count}개의 예상 사진 수"),
}


def empty_words(code: str, values: Mapping[str, str]) -> str:
    """Return what is empty."""
    return _(EMPTIES[code]).format(**values)
