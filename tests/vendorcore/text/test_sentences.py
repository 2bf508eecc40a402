"""Sentences: for every code, in both languages, never with a hole or an exception."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vendorcore.text import (
    FINDINGS,
    PROBLEMS,
    VERDICTS,
    Language,
    Sentence,
    _,
    current_language,
    finding_sentence,
    josa,
    n_,
    problem_sentence,
    remark_sentence,
    seen_sentence,
    set_language,
    size_text,
    span_text,
    use_language,
    verdict_word,
)
from vendorcore.text.receipt_problems import PLAIN_PROBLEMS


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_says_what_happened(code: str) -> None:
    sentence = problem_sentence(code, {})

    assert sentence.happened.endswith((".", "…"))
    assert "{" not in str(sentence)


@pytest.mark.parametrize("code", FINDINGS)
def test_every_finding_is_a_sentence(code: str) -> None:
    assert finding_sentence(code, {}).endswith((".", ")"))


@pytest.mark.parametrize("code", FINDINGS)
def test_who_only_looks_reads_a_fact(code: str) -> None:
    said = seen_sentence(code, {"days": 3})
    assert said.endswith((".", ")"))
    assert seen_sentence("X_NEW", {}) == "X_NEW"


def test_a_problem_is_told_in_order() -> None:
    assert str(Sentence("무슨 일", "", "할 일")) == "무슨 일 할 일"


def test_values_are_filled_in() -> None:
    assert "3일" in finding_sentence("T_BEFORE_PLAN", {"days": 3})


def test_a_missing_value_is_an_ellipsis() -> None:
    assert "…일" in finding_sentence("T_BEFORE_PLAN", {})


def test_fields_and_reasons_are_words() -> None:
    sentence = problem_sentence("invalid-entry", {"field": "due_on", "reason": "before-signing"})

    assert sentence.happened == "납품기한 항목을 받아들일 수 없습니다: 계약일보다 빠릅니다."


def test_other_fields_and_reasons_are_shown_as_they_are() -> None:
    sentence = problem_sentence("invalid-entry", {"field": "x", "reason": "y"})

    assert sentence.happened == "x 항목을 받아들일 수 없습니다: y."


def test_unknown_codes_are_survived() -> None:
    assert finding_sentence("X_NEW", {}) == "X_NEW"
    assert problem_sentence("brand-new", {}) == problem_sentence("unknown", {})


def test_sizes_are_written_for_people() -> None:
    sentence = str(problem_sentence("no-space", {"needed": 5 << 30, "free": "?"}))

    assert "5.0 GB" in sentence
    assert "?" in sentence


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1.0 KB"),
        (3_500_000, "3.3 MB"),
        (1 << 50, "1,024.0 TB"),
    ],
)
def test_sizes_grow_by_steps_of_1024(size: int, text: str) -> None:
    assert size_text(size) == text


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_has_a_word(verdict: str) -> None:
    assert verdict_word(verdict) != verdict


def test_an_unknown_verdict_is_shown_as_it_is() -> None:
    assert verdict_word("maybe") == "maybe"


@pytest.mark.parametrize(
    ("word", "pair", "text"),
    [
        ("계약서", "을/를", "계약서를"),
        ("사진", "을/를", "사진을"),
        ("공정", "이/가", "공정이"),
        ("서울", "으로/로", "서울로"),
        ("부산", "으로/로", "부산으로"),
        ("대구", "으로/로", "대구로"),
        ("7", "으로/로", "7로"),
        ("3", "이/가", "3이"),
        ("5", "이/가", "5가"),
        ("", "을/를", "를"),
        ("card", "을/를", "card를"),
    ],
)
def test_particles_fit_their_word(word: str, pair: str, text: str) -> None:
    assert josa(word, pair) == text


@given(some.text())
def test_every_word_takes_a_particle(word: str) -> None:
    assert josa(word, "은/는") in (f"{word}은", f"{word}는")


def test_a_language_lasts_for_its_block() -> None:
    with use_language("en_US"):
        inside = current_language()

    assert (inside, current_language()) == (Language.EN, Language.KO)


def test_an_unknown_language_is_korean() -> None:
    with use_language("en"):
        set_language("fr")

        assert current_language() is Language.KO


def test_korean_sentences_are_their_own_translation() -> None:
    assert _("남은 자리 {n}", n=3) == "남은 자리 3"
    assert n_("사진 {n}장", "사진 {n}장", 1) == "사진 1장"


def test_a_sentence_that_was_never_translated_stays_korean() -> None:
    with use_language("en"):
        assert _("번역된 적 없는 문장") == "번역된 적 없는 문장"
        assert n_("그런 것 {n}", "그런 것들 {n}", 2) == "그런 것들 2"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (90, "90초"),
        (-600, "약 10분"),
        (3 * 3600, "약 3시간"),
        (-20 * 86_400, "약 20일"),
        (94_608_000, "약 3년"),
    ],
)
def test_a_length_of_time_is_said_in_its_largest_unit(seconds: int, text: str) -> None:
    assert span_text(seconds) == text
    assert text in str(problem_sentence("clock-off", {"apart": seconds}))


@pytest.mark.parametrize("code", list(PLAIN_PROBLEMS))
def test_what_is_not_known_is_left_out(code: str) -> None:
    said = str(problem_sentence(code, {}))

    assert said
    assert "…" not in said


def test_a_refused_contract_says_which_rule_it_breaks() -> None:
    said = str(problem_sentence("contract-refused", {"remark": "name-missing"}))
    assert "계약명을 적어 주십시오." in said


@pytest.mark.parametrize("mark", ["\u202e", "\u200f", "\u2067", "\u061c"])
def test_no_value_turns_our_sentence_around(mark: str) -> None:
    name = f"의자{mark}gpj.exe"

    said = (
        _("{name} 공정이 곧 시작됩니다", name=name),
        n_("{name} {n}장", "{name} {n}장", 2, name=name),
        remark_sentence("bad-business-number", {"text": name}),
        str(problem_sentence("field-invalid", {"field": name, "reason": "empty"})),
    )

    assert not any(mark in words for words in said)
    assert said[0] == "의자gpj.exe 공정이 곧 시작됩니다"


def test_a_remark_quotes_the_beginning_of_a_long_text() -> None:
    said = remark_sentence("“{text}”", {"text": "9" * 10_000})

    assert said == f"“{'9' * 40}…”"
