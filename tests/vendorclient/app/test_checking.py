"""Checking files without a library, against a plan written down as JSON."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vendorcore.errors import InvalidEntry
from vendorcore.evidence import Verdict
from vendorcore.media import Workshop

from tests.vendorclient.builders import NOON, a_picture, write
from vendorclient.app.checking import check_files, circumstances_from_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vendorclient.app.checking import Checked

PLAN = {
    "contract": "2026-03-02",
    "start": "2026-03-09",
    "end": "2026-03-20",
    "deadline": "2026-03-31",
    "imported": "2026-03-18T17:40:00+09:00",
    "factory": [37.4012, 126.7233],
    "radius_m": 500,
}


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop() as shop:
        yield shop


def check(workshop: Workshop, *paths: Path) -> list[Checked]:
    return list(check_files(paths, circumstances_from_text(json.dumps(PLAN), NOON), workshop))


def codes(checked: Checked) -> set[str]:
    return {finding.code for finding in checked.findings}


def test_a_plan_is_read_whole() -> None:
    plan = circumstances_from_text(json.dumps(PLAN), NOON)

    assert plan.plan is not None
    assert (plan.plan.starts_on, plan.signed_on) == (date(2026, 3, 9), date(2026, 3, 2))
    assert (plan.factory, plan.radius_m) == ((37.4012, 126.7233), 500.0)


def test_what_a_plan_leaves_out_is_not_checked() -> None:
    plan = circumstances_from_text("{}", NOON)

    assert (plan.plan, plan.due_on, plan.imported_at) == (None, None, NOON)


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": "9 March"},
        {"imported": "yesterday"},
        {"factory": 5},
        {"factory": ["x", "y"]},
        {"radius_m": "far"},
        {"start": "2026-03-20", "end": "2026-03-09"},
    ],
)
def test_a_wrong_plan_names_its_field(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidEntry) as refused:
        circumstances_from_text(json.dumps({**PLAN, **wrong}), NOON)

    assert refused.value.details["field"]


@given(some.text() | some.dictionaries(some.sampled_from(list(PLAN)), some.text()).map(json.dumps))
def test_no_text_makes_the_plan_reader_stumble(text: str) -> None:
    with suppress(InvalidEntry):
        circumstances_from_text(text, NOON)


def test_an_imported_time_without_a_zone_is_korean() -> None:
    plan = circumstances_from_text('{"imported": "2026-03-18T09:00:00"}', NOON)

    assert plan.imported_at is not None
    assert plan.imported_at.isoformat() == "2026-03-18T09:00:00+09:00"


def test_the_later_of_two_equal_files_is_the_duplicate(workshop: Workshop, tmp_path: Path) -> None:
    first, second = (write(tmp_path / name, a_picture()) for name in ("a.jpg", "b.jpg"))

    one, two = check(workshop, first, second)

    assert "D_EXACT" not in codes(one)
    assert "D_EXACT" in codes(two)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "I_EMPTY"),
        (b"this is no photo", "I_UNREADABLE"),
        (a_picture(size=(640, 480))[:2000], "I_TRUNCATED"),
    ],
)
def test_bad_files_have_a_verdict(
    workshop: Workshop, tmp_path: Path, content: bytes, code: str
) -> None:
    (checked,) = check(workshop, write(tmp_path / "a.jpg", content))

    assert code in codes(checked)
    assert checked.verdict is Verdict.FAIL


def test_a_missing_file_does_not_stop_the_rest(workshop: Workshop, tmp_path: Path) -> None:
    there = write(tmp_path / "a.jpg", a_picture())

    missing, folder, checked = check(workshop, tmp_path / "none.jpg", tmp_path, there)

    assert [str(one.error and one.error.code) for one in (missing, folder)] == ["not-readable"] * 2
    assert checked.error is None
    assert checked.facts.width == 64


@pytest.mark.parametrize(
    "name", ["용접.jpg", "\u110b\u116d\u11bc.jpg", "🏭.jpg", "x" * 250 + ".jpg"]
)
def test_names_of_every_kind_are_checked(workshop: Workshop, tmp_path: Path, name: str) -> None:
    (checked,) = check(workshop, write(tmp_path / name, a_picture()))

    assert (checked.error, checked.facts.width) == (None, 64)
