import re
from pathlib import Path

import pytest

from vendorcore.domain import ContractState, PartyRole, ReviewState
from vendorcore.evidence import Level, Verdict
from vendorcore.text import FINDINGS, _, use_language

import vendorserver
from vendorserver.portal import words
from vendorserver.portal.action_words import ACTIONS, action_word

INSIDE = {"code": "T_INSIDE", "level": "pass", "values": {}}
ZONE = {"code": "T_ZONE_UNKNOWN", "level": "info", "values": {}}
BEFORE = {"code": "T_BEFORE_PLAN", "level": "warn", "values": {"days": 3}}


def test_every_state_has_its_word() -> None:
    assert all(words.state_word(state.value) for state in ContractState)
    assert all(words.verdict_word(verdict) for verdict in ("", *Verdict))
    assert all(words.level_word(level.value) for level in Level)
    assert all(words.review_word(state.value) for state in ReviewState)
    assert all(words.role_word(role.value) for role in PartyRole)


def test_unknown_way_of_contracting_is_shown_as_it_is() -> None:
    assert words.method_word("PRIVATE") == "수의계약"
    assert words.method_word("MAS").startswith("다수공급자계약")
    assert words.method_word("다른 방법") == "다른 방법"


def test_verdict_is_explained_by_the_remark_that_decided_it() -> None:
    assert words.main_sentence([ZONE, INSIDE], "pass") == words.sentence(INSIDE)
    assert words.main_sentence([INSIDE, BEFORE], "warn") == words.sentence(BEFORE)
    assert words.main_sentence([ZONE], "pass") == words.sentence(ZONE)
    assert words.main_sentence([], "") == ""


def test_officers_read_facts_and_no_orders_to_the_firm() -> None:
    assert words.sentence(BEFORE) == "이행계획 시작일보다 3일 먼저 촬영했습니다."
    assert words.verdict_word("fail") == "기준 밖"
    for code in FINDINGS:
        said = words.sentence({"code": code, "level": "warn", "values": {}})
        assert "십시오" not in said, code
        assert "찍은 사진" not in said, code


def test_gravest_remark_comes_first() -> None:
    assert words.gravest_first([INSIDE, ZONE, BEFORE]) == [BEFORE, ZONE, INSIDE]


@pytest.mark.parametrize("sent", ["x", 3, None, {}, {"code": "X"}, {"code": "X", "level": "loud"}])
def test_remark_that_is_none_is_left_out(sent: object) -> None:
    assert words.readable([sent, INSIDE]) == [INSIDE]


def test_remark_with_strange_values_is_still_a_sentence() -> None:
    assert "…" in words.sentence({"code": "T_BEFORE_PLAN", "level": "warn", "values": "x"})


def test_every_way_of_contracting_and_state_has_its_english() -> None:
    with use_language("en"):
        said = dict([*words.methods(), *words.states()])
    assert {key: word for key, word in said.items() if re.search("[가-힣]", word)} == {}
    assert said[ContractState.CANCELLED.value] == "Cancelled"


@pytest.mark.parametrize("label", ["업체명", "진행상태", "세부품명 또는 번호", "카메라", "기준 밖"])
def test_english_labels_begin_with_a_capital(label: str) -> None:
    with use_language("en"):
        assert _(label)[0].isupper()


def test_entries_of_the_log_are_said_in_words() -> None:
    folder = Path(vendorserver.__file__).parent
    code = "".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
    written = set(re.findall(r'audit\.record\(\s*[^"]*?(?:"",\s*)?"([a-z]+\.[a-z-]+)"', code))
    assert len(written) > 40
    # A new one is shown by its own name until somebody finds words.
    assert len(written & set(ACTIONS)) > 0.9 * len(written), written - set(ACTIONS)
    assert action_word("evidence.page") == "증빙을 화면에서 봄"
    assert action_word("something.new") == "something.new"
