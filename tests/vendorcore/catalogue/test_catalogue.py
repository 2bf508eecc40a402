"""The bundled catalogues: complete, searchable as people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vendorcore.catalogue import (
    contract_methods,
    find_institutions,
    find_products,
    institutions,
    processes_of,
    products,
)
from vendorcore.catalogue.tables import parse
from vendorcore.domain import ContractMethod
from vendorcore.errors import InvalidEntry


def test_every_row_has_a_name() -> None:
    assert all(institution.name for institution in institutions())
    assert all(product.detail_name for product in products())


def test_known_codes_have_their_form() -> None:
    codes = [one.code for one in institutions() if one.code]

    assert len(codes) > 200
    assert all(len(code) == 7 for code in codes)


def test_product_numbers_have_ten_digits_or_are_unknown() -> None:
    numbers = [one.detail_no for one in products() if one.detail_no]

    assert numbers
    assert all(number.isdecimal() and len(number) == 10 for number in numbers)


def test_every_method_of_the_domain_is_in_the_catalogue() -> None:
    assert set(ContractMethod) <= {method.key for method in contract_methods()}


def test_an_institution_is_found_by_a_part_of_its_name() -> None:
    names = [one.name for one in find_institutions("속초시")]

    assert "강원특별자치도 속초시" in names


def test_names_that_begin_so_come_first() -> None:
    names = [one.name for one in find_institutions("한국")]

    assert names
    assert names[0].startswith("한국")


def test_every_typed_word_must_fit() -> None:
    found = find_institutions("강원 속초시")

    assert found
    assert all("강원" in one.name and "속초" in one.name for one in found)


def test_a_class_narrows_the_search() -> None:
    found = find_institutions("", "지방자치단체", limit=1000)

    assert {one.class_name for one in found} == {"지방자치단체"}


def test_a_search_has_a_limit() -> None:
    assert len(find_institutions("", limit=7)) == 7


def test_decomposed_hangul_is_found_too() -> None:
    assert find_products("\u110e\u1162\u11a8\u1109\u1161\u11bc") == find_products("책상")


def test_a_product_is_found_by_its_number() -> None:
    (found,) = find_products("5610170301")

    assert found.detail_name == "책상"


def test_processes_come_in_their_order() -> None:
    steps = processes_of("커튼")

    assert [step.seq for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0].found


def test_a_product_without_its_kind_finds_every_kind() -> None:
    assert {step.product for step in processes_of("책상")} == {"책상(목제)", "책상(금속제)"}


def test_an_unknown_product_has_no_processes() -> None:
    assert processes_of("우주선") == ()


def test_a_crooked_table_is_refused() -> None:
    with pytest.raises(InvalidEntry):
        parse(['name,"code', "a,b"], "crooked.csv")


def test_rows_that_are_too_short_or_too_long_are_filled_and_cut() -> None:
    assert parse(["a,b", "1", "1,2,3"], "t.csv") == [{"a": "1", "b": ""}, {"a": "1", "b": "2"}]


@given(some.text())
def test_no_search_stumbles(text: str) -> None:
    assert len(find_institutions(text, limit=3)) <= 3
