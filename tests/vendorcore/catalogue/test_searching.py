"""Searching as people type: initials, half syllables, abbreviations, former names, recent first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vendorcore.catalogue import (
    InstitutionEntry,
    Product,
    classes_of,
    institution_entries,
    kinds_of,
    products,
    search_institutions,
    search_products,
)
from vendorcore.catalogue.matching import initials_of, rank, search
from vendorcore.domain import is_institution_code


def names(text: str, class_name: str = "") -> list[str]:
    return [one.name for one in search_institutions(text, class_name)]


def test_initials_find_every_name_they_begin() -> None:
    found = names("ㅅㅊㅅ")

    assert found[0] == "강원특별자치도 속초시"
    assert "전라남도 순천시" in found
    assert all("ㅅㅊㅅ" in initials_of(name).replace(" ", "") for name in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("속ㅊ", "강원특별자치도 속초시"),
        ("속초ㅅ", "강원특별자치도 속초시"),
        ("강원속초", "강원특별자치도 속초시"),
        ("강원도 속초", "강원특별자치도 속초시"),
        ("4230000", "강원특별자치도 속초시"),
        ("4231000", "강원특별자치도 속초시"),
        ("한전", "한국전력공사"),
        ("기재부", "재정경제부"),
        ("통계청", "국가데이터처"),
        ("6420000", "강원특별자치도"),
    ],
)
def test_what_people_call_an_institution_finds_it(text: str, expected: str) -> None:
    assert names(text)[0] == expected


def test_a_syllable_that_is_being_typed_finds_already() -> None:
    assert "강원특별자치도 속초시" in names("소")


def test_what_was_chosen_lately_comes_first() -> None:
    used = search_institutions("순천시")[0].id

    assert search_institutions("ㅅㅊㅅ", recent=[used])[0].id == used


def test_what_ended_is_found_last() -> None:
    entries = [
        InstitutionEntry(id="1", code="", name="옛 시청", valid_to="2026-06-30"),
        InstitutionEntry(id="2", code="", name="새 시청"),
    ]

    assert [one.id for one in search_institutions("시청", entries=entries)] == ["2", "1"]


def test_classes_are_those_of_the_entries() -> None:
    assert "지방자치단체" in classes_of(institution_entries())


def test_ids_are_unique_and_codes_have_their_form() -> None:
    entries = institution_entries()

    assert len({one.id for one in entries}) == len(entries)
    assert len({one.id for one in products()}) == len(products())
    assert all(
        is_institution_code(code) for one in entries for code in (one.code, *one.codes) if code
    )


@pytest.mark.parametrize("text", ["56101703", "5610-1703-01", "ㅊㅅ", "책상"])
def test_a_product_is_found_by_number_name_and_initials(text: str) -> None:
    assert search_products(text)[0].detail_no == "5610170301"


def test_a_former_number_finds_the_product() -> None:
    entries = [Product(id="1", detail_no="5610170399", detail_name="책상", codes=("1234567890",))]

    assert search_products("12345", entries=entries, recent=["1"]) == entries


def test_kinds_of_a_product_are_listed() -> None:
    assert kinds_of("책상") == ["책상(금속제)", "책상(목제)"]


def test_letters_are_not_scattered_over_other_names() -> None:
    assert search(["가나다"], "가라", lambda one: (one,), 5) == []
    assert search(["가나다"], "라", lambda one: (one,), 5) == []
    assert search(["가나다"], "가다", lambda one: ("", one), 5) == []
    assert search(["가나다"], "ㄱㄷ", lambda one: (one,), 5) == []


@given(some.text(alphabet=some.characters() | some.sampled_from("ㄱㅅㅊ가힣 [](.*")))
def test_no_text_makes_a_search_stumble(text: str) -> None:
    assert len(search_institutions(text, limit=3)) <= 3
    assert len(search_products(text, limit=3)) <= 3


def test_a_name_that_lacks_a_typed_word_has_no_rank() -> None:
    assert rank("속초 회의실", ("속초시 회의실 책상",)) is not None
    assert rank("속초 강당", ("속초시 회의실 책상",)) is None
