"""Days, periods, amounts and numbers in the ways in which people and public data write them."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vendorcore.domain import (
    NumberForm,
    day_from_text,
    is_business_number,
    is_corporate_number,
    is_institution_code,
    is_unified_number,
    number_form,
    number_from_text,
    period_from_text,
    quantity_from_text,
    won_from_text,
)

VECTORS = Path(__file__).parents[2] / "data" / "catalogue" / "test_vectors.csv"


def vectors(kind: str) -> list[tuple[str, str]]:
    with VECTORS.open(encoding="utf-8", newline="") as file:
        return [
            (row["value"], row["expected"]) for row in csv.DictReader(file) if row["kind"] == kind
        ]


@pytest.mark.parametrize(("text", "expected"), vectors("bizno"))
def test_business_numbers_are_checked(text: str, expected: str) -> None:
    assert is_business_number(text) is (expected == "True")


@pytest.mark.parametrize(("text", "expected"), vectors("corpno"))
def test_corporate_numbers_are_compared(text: str, expected: str) -> None:
    assert is_corporate_number(text) is (expected == "True")


def test_a_corporate_number_has_thirteen_digits() -> None:
    assert not is_corporate_number("110111")


@pytest.mark.parametrize(("text", "expected"), vectors("cntrctPrd"))
def test_periods_of_public_data_are_read(text: str, expected: str) -> None:
    period = period_from_text(text)

    assert period is not None
    start = period.starts_on.isoformat() if period.starts_on else ""
    assert f"{start}..{period.ends_on.isoformat()}" == expected.split()[0]


@pytest.mark.parametrize(("text", "expected"), vectors("contract_no"))
def test_old_contract_numbers_are_recognised(text: str, expected: str) -> None:
    form = {"구 자체": NumberForm.OWN_OLD, "구 중앙": NumberForm.CENTRAL_OLD}[expected[:4]]

    assert number_form(text) is form


@pytest.mark.parametrize(("text", "expected"), vectors("notice_no"))
def test_notice_numbers_are_recognised(text: str, expected: str) -> None:
    form = NumberForm.NOTICE_NEW if expected.startswith("차세대") else NumberForm.OWN_OLD

    assert number_form(text) is form


@pytest.mark.parametrize(("text", "_expected"), vectors("inst_code"))
def test_codes_of_institutions_have_their_form(text: str, _expected: str) -> None:
    assert is_institution_code(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("R26TA01748232", NumberForm.CONTRACT_NEW),
        ("r26ta01748232-00", NumberForm.CONTRACT_NEW),
        ("9999999999999", NumberForm.UNIFIED),
        ("시청 2026-17호", NumberForm.FREE),
        ("", NumberForm.FREE),
    ],
)
def test_other_numbers_have_a_form_too(text: str, form: NumberForm) -> None:
    assert number_form(text) is form


def test_thirteen_digits_may_be_a_unified_number() -> None:
    assert is_unified_number("2016050001800")
    assert not is_unified_number("00148196603")


@pytest.mark.parametrize(
    "text",
    ["2026-03-02", "2026.3.2", "2026. 3. 2.", "2026/03/02", "20260302", "26.3.2", "2026년 3월 2일",
     "2026-03-02 (월)", "2026-03-02 00:00:00", "202603021200", "２０２６-03-02"],
)  # fmt: skip
def test_a_day_is_read_in_many_forms(text: str) -> None:
    assert day_from_text(text) == date(2026, 3, 2)


@pytest.mark.parametrize(
    "text",
    ["", "3월 2일", "2026-13-02", "2026-02-30", "내일", "2026-03",
     "0000-00-00", "0001-01-01", "0099.12.31", "1899-12-31", "3000-01-01", "99991231"],
)  # fmt: skip
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_from_text(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "계약일부터 60일",
        "2026-03-02 ~ 2026-02-01",
        "2026-03-02 ~ 2026-13-01",
        "2026.1.1 2026.1.2 2026.1.3",
    ],
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert period_from_text(text) is None


def test_a_period_of_days_without_signs_is_read() -> None:
    period = period_from_text("20260302~20260401")

    assert period is not None
    assert (period.starts_on, period.ends_on) == (date(2026, 3, 2), date(2026, 4, 1))


@pytest.mark.parametrize(
    "text",
    [
        "1234000",
        "1,234,000",
        "1,234,000원",
        "1,234,000원정",
        "￦1,234,000",
        "₩ 1234000",
        " 1234000.0 ",
    ],
)
def test_amounts_are_read(text: str) -> None:
    assert won_from_text(text) == 1_234_000


@pytest.mark.parametrize(
    "text", ["", "약 백만", "1,23,000", "-5", "0.5", "9" * 40, "1e5", "nan", "1원2", "10원 50"]
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert won_from_text(text) is None


@pytest.mark.parametrize("text", ["5원 3원", "12원34", "1₩000"])
def test_two_amounts_are_never_read_as_one(text: str) -> None:
    assert won_from_text(text) is None


def test_an_amount_that_no_form_can_carry_is_none() -> None:
    assert won_from_text("9,007,199,254,740,991원") == 2**53 - 1
    assert won_from_text("9,007,199,254,740,992원") is None


def test_a_quantity_is_more_than_nothing() -> None:
    assert str(quantity_from_text("12.5")) == "12.5"
    assert quantity_from_text("0") is None
    assert quantity_from_text("많음") is None


@given(some.text())
def test_no_text_makes_a_reader_stumble(text: str) -> None:
    for read in (day_from_text, period_from_text, number_from_text, won_from_text, number_form):
        read(text)
