"""What is said about a draft: each remark at its field, and only what is missing blocks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from vendorcore.domain import (
    Certificate,
    DraftParty,
    PartyRole,
    Surroundings,
    WizardStep,
    blocking,
    remarks_of,
)
from vendorcore.text import REMARKS, remark_sentence

from tests.vendorcore.domain.builders import AROUND, TODAY, a_draft, a_process, an_item

DESK = "5610170301"


def a_certificate(first: date, last: date, detail_no: str = DESK) -> Certificate:
    return Certificate(id="c", detail_no=detail_no, valid_from=first, valid_to=last)


LONG = a_certificate(date(2025, 1, 1), date(2028, 1, 1))
# What is changed in a draft, what is around it: the code, the field, whether it blocks.
CASES: list[tuple[dict[str, Any], dict[str, Any], str, str, bool]] = [
    ({"parties": ()}, {}, "institution-missing", "parties", True),
    ({"parties": (DraftParty(id="p", name=" "),)}, {}, "institution-missing", "parties", True),
    (
        {"parties": (DraftParty(id="p", name="시", role=PartyRole.CONTRACTING),)},
        {},
        "institution-missing",
        "parties",
        True,
    ),
    (
        {"parties": (DraftParty(id="p", name="시"), DraftParty(id="q", name="시"))},
        {},
        "institution-twice",
        "parties",
        True,
    ),
    ({"name": " "}, {}, "name-missing", "name", True),
    ({"name": "책" * 301}, {}, "name-too-long", "name", True),
    ({"number": "1" * 36}, {}, "number-long", "number", False),
    ({"amount": "많이"}, {}, "amount-unclear", "amount", True),
    ({"signed_on": ""}, {}, "signed-on-missing", "signed_on", True),
    ({"due_on": ""}, {}, "due-on-missing", "due_on", True),
    ({"due_on": "11월"}, {}, "day-unclear", "due_on", True),
    ({"due_on": "2026-09-30"}, {}, "due-before-signing", "due_on", True),
    ({"due_on": "2026-11-29"}, {}, "due-on-closed-day", "due_on", False),
    ({}, {"holidays": {date(2026, 11, 30)}}, "due-on-closed-day", "due_on", False),
    ({"signed_on": "2026-10-06"}, {}, "signed-in-future", "signed_on", False),
    ({"period": "60일"}, {}, "period-unclear", "period", False),
    ({"period": "2026-10-01 ~ 2026-12-01"}, {}, "period-differs", "period", False),
    ({"method": ""}, {}, "method-missing", "method", True),
    ({"method": "OPEN"}, {"reserved": {DESK}}, "method-open-reserved", "method", False),
    ({"items": (), "processes": ()}, {}, "items-missing", "items", True),
    ({"items": (an_item(), an_item(id="other"))}, {}, "item-twice", "items", True),
    (
        {"items": tuple(an_item(id=one, detail_no="") for one in ("item", "other"))},
        {},
        "item-twice",
        "items",
        True,
    ),
    ({"items": (an_item(detail_name=""),)}, {}, "item-name-missing", "detail_name", True),
    ({"items": (an_item(quantity=""),)}, {}, "quantity-missing", "quantity", False),
    ({"items": (an_item(quantity="x"),)}, {}, "quantity-unclear", "quantity", True),
    ({"items": (an_item(unit_price="x"),)}, {}, "amount-unclear", "unit_price", True),
    (
        {},
        {"certificates": (a_certificate(TODAY, TODAY, "1"),)},
        "certificate-missing",
        "items",
        False,
    ),
    (
        {},
        {"certificates": (a_certificate(date(2026, 10, 2), date(2028, 1, 1)),)},
        "certificate-outside",
        "items",
        False,
    ),
    (
        {},
        {"certificates": (a_certificate(date(2026, 1, 1), date(2026, 12, 31)),)},
        "certificate-ends",
        "items",
        False,
    ),
    (
        {"amount": "100", "items": (an_item(unit_price="10"),)},
        {},
        "amounts-differ",
        "items",
        False,
    ),
    ({"processes": ()}, {}, "processes-missing", "processes", True),
    ({"processes": (a_process(name=""),)}, {}, "process-name-missing", "name", True),
    ({"processes": (a_process(text=""),)}, {}, "plan-text-missing", "text", False),
    ({"processes": (a_process(work="outsourced"),)}, {}, "process-outsourced", "work", False),
    ({"processes": (a_process(photos="여러"),)}, {}, "photos-unclear", "photos", True),
    ({"processes": (a_process(photos="10001"),)}, {}, "photos-unclear", "photos", True),
    ({"processes": (a_process(starts_on=""),)}, {}, "starts-on-missing", "starts_on", True),
    ({"processes": (a_process(ends_on=""),)}, {}, "ends-on-missing", "ends_on", True),
    ({"processes": (a_process(ends_on="곧"),)}, {}, "day-unclear", "ends_on", True),
    ({"processes": (a_process(ends_on="2026-10-16"),)}, {}, "ends-before-start", "ends_on", True),
    ({"processes": (a_process(ends_on="2026-10-24"),)}, {}, "plan-on-closed-day", "ends_on", False),
    (
        {"processes": (a_process(starts_on="2026-09-30"),)},
        {},
        "plan-before-signing",
        "starts_on",
        False,
    ),
    ({"processes": (a_process(ends_on="2026-12-01"),)}, {}, "plan-after-due", "ends_on", False),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "around", "code", "field", "blocks"), CASES)
def test_each_remark_stands_at_its_field(
    changes: dict[str, Any], around: dict[str, Any], code: str, field: str, blocks: bool
) -> None:
    remarks = remarks_of(a_draft(**changes), Surroundings(today=TODAY, **around))

    (remark,) = [one for one in remarks if one.code == code]
    assert (remark.field, remark.blocks) == (field, blocks)
    assert "…" not in remark_sentence(code, remark.values)


@pytest.mark.parametrize("around", [AROUND, Surroundings(today=TODAY, certificates=(LONG,))])
def test_a_complete_draft_has_nothing_to_remark(around: Surroundings) -> None:
    assert remarks_of(a_draft(), around) == []


def test_matching_amounts_and_periods_are_fine() -> None:
    draft = a_draft(
        amount="1,200원",
        period="2026-10-01 ~ 2026-11-30",
        items=(
            an_item(unit_price="10"),
            an_item(id="x", detail_no="", detail_name="의자", unit_price="0"),
        ),
        processes=(a_process(photos="4"), a_process(id="y", item_id="x")),
    )  # fmt: skip

    assert remarks_of(draft, AROUND) == []


def test_a_period_without_a_due_day_is_not_compared() -> None:
    codes = {one.code for one in remarks_of(a_draft(period="20261201", due_on=""), AROUND)}

    assert codes == {"due-on-missing"}


def test_a_product_without_a_number_needs_no_certificate() -> None:
    draft = a_draft(items=(an_item(detail_no=""),))

    assert remarks_of(draft, Surroundings(today=TODAY, certificates=(LONG,))) == []


def test_a_certificate_without_a_day_of_signing_is_not_compared() -> None:
    around = Surroundings(today=TODAY, certificates=(LONG,))

    codes = {one.code for one in remarks_of(a_draft(signed_on=""), around)}

    assert codes == {"signed-on-missing"}


def test_a_step_is_left_when_nothing_of_it_blocks() -> None:
    remarks = remarks_of(a_draft(name="", processes=()), AROUND)

    assert [one.code for one in blocking(remarks, WizardStep.ORDER)] == ["name-missing"]
    assert blocking(remarks, WizardStep.ITEMS) == []
    assert [one.code for one in blocking(remarks)] == ["name-missing", "processes-missing"]


@pytest.mark.parametrize("code", REMARKS)
def test_every_remark_is_a_sentence(code: str) -> None:
    assert remark_sentence(code, {}).endswith(".")


def test_an_unknown_remark_is_shown_as_it_is() -> None:
    assert remark_sentence("new-code", {}) == "new-code"
