"""A draft takes whatever is typed; its parts are put, taken out and moved."""

from __future__ import annotations

import pytest

from vendorcore.domain import MaterialRow
from vendorcore.domain.draft import moved, part_of, put, without
from vendorcore.errors import InvalidEntry

from tests.vendorcore.domain.builders import a_draft, a_process, an_item

ROWS = tuple(MaterialRow(id=name) for name in "abc")


def names(rows: tuple[MaterialRow, ...]) -> str:
    return "".join(row.id for row in rows)


def test_any_text_can_stand_in_a_field() -> None:
    assert a_draft().with_field("due_on", "11월").due_on == "11월"


def test_a_field_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidEntry):
        a_draft().with_field("parties", "속초시")


def test_a_product_goes_with_its_plan() -> None:
    other, kept = an_item(id="other"), a_process(id="kept", item_id="other")
    draft = a_draft(items=(an_item(), other), processes=(a_process(), kept))

    left = draft.without_item("item")

    assert (left.items, left.processes) == ((other,), (kept,))


def test_parts_are_put_in_their_old_place_or_at_the_end() -> None:
    changed = MaterialRow(id="b", cells={"qty": "1"})

    assert put(ROWS, changed)[1] is changed
    assert names(put(ROWS, MaterialRow(id="d"))) == "abcd"


def test_parts_are_found_and_taken_out() -> None:
    assert part_of(ROWS, "b").id == "b"
    assert names(without(ROWS, "b")) == "ac"
    with pytest.raises(InvalidEntry):
        part_of(ROWS, "x")


@pytest.mark.parametrize(
    ("part", "place", "expected"),
    [("a", 2, "bca"), ("c", 0, "cab"), ("a", 9, "bca"), ("b", -1, "bac")],
)
def test_parts_are_moved_within_the_list(part: str, place: int, expected: str) -> None:
    assert names(moved(ROWS, part, place)) == expected


def test_an_empty_cell_is_none() -> None:
    row = MaterialRow(id="a").with_cell("qty", "3").with_cell("unit", "kg").with_cell("qty", "")

    assert (row.cell("qty"), dict(row.cells)) == ("", {"unit": "kg"})
