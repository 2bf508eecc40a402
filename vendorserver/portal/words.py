"""The words for states, verdicts and remarks, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vendorcore.catalogue import contract_methods
from vendorcore.domain import (
    ContractMethod,
    ContractState,
    PartyRole,
    ReviewState,
    Role,
    Side,
    Stage,
)
from vendorcore.evidence import Level
from vendorcore.text import _, seen_sentence, seen_verdict_word

from vendorserver.services.notice_words import step_word

Remark = Mapping[str, Any]


def state_word(state: str) -> str:
    """Return how far a contract is."""
    return {
        ContractState.DRAFT: _("작성 중"),
        ContractState.REGISTERED: _("등록"),
        ContractState.PRODUCING: _("생산 중"),
        ContractState.DELIVERED: _("납품"),
        ContractState.INSPECTED: _("검수 완료"),
        ContractState.CLOSED: _("종결"),
        ContractState.CANCELLED: _("취소됨"),
    }[ContractState(state)]


def verdict_word(verdict: str) -> str:
    """Return the outcome of the server's check; no verdict yet means that it still reads."""
    return seen_verdict_word(verdict)


def level_word(level: str) -> str:
    """Return how grave one remark is."""
    return {
        Level.PASS: _("정상"),
        Level.INFO: _("참고"),
        Level.HINT: _("참고"),
        Level.WARN: _("확인 필요"),
        Level.FAIL: _("기준 밖"),
    }[Level(level)]


def review_word(state: str) -> str:
    """Return what the institution said."""
    return {
        ReviewState.WAITING: _("증빙 확인 대기"),
        ReviewState.ACCEPTED: _("증빙 확인 완료"),
        ReviewState.MORE_ASKED: _("보완 요청"),
    }[ReviewState(state)]


def stage_word(label: str) -> str:
    """Return when in the work a photo was taken, as the vendor says; nothing if it does not."""
    return {
        Stage.UNSAID: "",
        Stage.BEFORE: _("작업 전"),
        Stage.DURING: _("작업 중"),
        Stage.AFTER: _("작업 후"),
    }[Stage(label)]


def account_word(role: str) -> str:
    """Return what somebody may do, in words."""
    return {
        Role.OWNER: _("대표"),
        Role.OFFICE: _("사무담당"),
        Role.FACTORY: _("현장담당"),
        Role.VIEWER: _("조회"),
        Role.MANAGER: _("계약담당"),
        Role.INSPECTOR: _("검수담당"),
        Role.READER: _("조회"),
        Role.ADMIN: _("운영 관리자"),
        Role.APPROVER: _("승인담당"),
        Role.SUPPORT: _("지원담당"),
        Role.AUDITOR: _("감사"),
    }[Role(role)]


def arrival_ways() -> list[tuple[str, str]]:
    """Return the ways on which a paper comes that nobody sent through a screen."""
    return [
        ("post", _("우편")),
        ("fax", _("팩스")),
        ("visit", _("방문")),
        ("email", _("전자우편")),
    ]


def arrival_word(channel: str) -> str:
    """Return how a paper came."""
    return dict(arrival_ways()).get(channel, _("화면에서 제출"))


def milestone_word(kind: str, result: str = "") -> str:
    """Return what happened to a contract after its production."""
    return step_word(kind, result)


def role_word(role: str) -> str:
    """Return what an institution is in a contract."""
    return {PartyRole.CONTRACTING: _("계약기관"), PartyRole.DEMANDING: _("수요기관")}[
        PartyRole(role)
    ]


def method_word(key: str) -> str:
    """Return the way of contracting; one without a word of ours as the catalogue names it."""
    ours: dict[str, str] = {
        ContractMethod.OPEN: _("일반경쟁"),
        ContractMethod.RESTRICTED: _("제한경쟁"),
        ContractMethod.NOMINATED: _("지명경쟁"),
        ContractMethod.PRIVATE: _("수의계약"),
        "MAS": _("다수공급자계약(2단계경쟁 포함)"),
    }
    named = {method.key: method.name for method in contract_methods()}
    return ours.get(key) or named.get(key, key)


def score_words() -> list[tuple[int, str]]:
    """Return how content somebody may say to be, the best first."""
    words = (_("매우 만족"), _("만족"), _("보통"), _("불만족"), _("매우 불만족"))
    return list(zip((5, 4, 3, 2, 1), words, strict=True))


def side_word(side: str) -> str:
    """Return which party it is."""
    return {Side.VENDOR: _("조달업체"), Side.INSTITUTION: _("수요기관")}[Side(side)]


def methods() -> list[tuple[str, str]]:
    """Return the ways of contracting to choose from."""
    return [(method.key, method_word(method.key)) for method in contract_methods()]


def states() -> list[tuple[str, str]]:
    """Return the states of a contract to choose from."""
    return [(state.value, state_word(state)) for state in ContractState]


def sentence(finding: Remark) -> str:
    """Return one remark as a sentence."""
    values = finding.get("values")
    return seen_sentence(str(finding["code"]), values if isinstance(values, dict) else {})


def readable(findings: Sequence[object]) -> list[Remark]:
    """Return the remarks that have a code and a known level; a sender may send anything."""
    levels = {level.value for level in Level}
    records = [one for one in findings if isinstance(one, dict) and "code" in one]
    return [one for one in records if str(one.get("level")) in levels]


def gravest_first(findings: Sequence[Remark]) -> list[Remark]:
    """Return remarks, the gravest first."""
    return sorted(findings, key=lambda finding: -Level(finding["level"]).rank)


def main_sentence(findings: Sequence[Remark], verdict: str) -> str:
    """Return the sentence that explains the verdict; empty when nothing was remarked."""
    same = [finding for finding in findings if finding["level"] == verdict]
    ordered = same or gravest_first(findings)
    return sentence(ordered[0]) if ordered else ""
