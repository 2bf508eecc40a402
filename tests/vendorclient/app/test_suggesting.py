"""Which process is suggested for a photo, and why; nothing is ever put there by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendorcore.domain import Process, ProcessPlan
from vendorcore.text import SUGGESTIONS, suggestion_sentence

from tests.vendorclient.app.desk import Desk
from vendorclient.app.overview import table
from vendorclient.app.suggesting import Suggestion, Taken, suggest
from vendorclient.storage.attachments import Attachments

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.builders import Library

MORNING = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)


def a_process(name: str, first: int = 1, last: int = 31) -> Process:
    plan = ProcessPlan(process=name, starts_on=date(2026, 3, first), ends_on=date(2026, 3, last))
    return Process(id=name, item_id="i", seq=1, plan=plan)


CUT, WELD, PAINT = a_process("cut"), a_process("weld"), a_process("paint", 20, 31)


def a_photo(key: str, minutes: float = 0, **said: str) -> Taken:
    return Taken(key=key, taken_at=MORNING + timedelta(minutes=minutes), **said)


def found(*photos: Taken, processes: tuple[Process, ...] = (CUT, WELD)) -> dict[str, str]:
    return {key: one.code for key, one in suggest(photos, processes).items()}


def test_the_only_process_of_that_day_is_suggested() -> None:
    (said,) = suggest([a_photo("a")], (CUT, PAINT)).values()
    values = {"first": "2026-03-01", "last": "2026-03-31"}
    assert said == Suggestion(process_id="cut", code="P_PLAN", values=values)


def test_a_day_without_a_plan_or_a_photo_without_a_time_gets_nothing() -> None:
    assert found(a_photo("a"), processes=(PAINT,)) == {}
    assert found(Taken(key="a", taken_at=None), processes=(CUT,)) == {}


def test_photos_of_the_same_half_hour_go_together() -> None:
    near, far = a_photo("near", 20), a_photo("far", 51)
    said = suggest([a_photo("done", process_id="weld"), near, far], (CUT, WELD))
    assert (said["near"].process_id, said["near"].code) == ("weld", "P_NEIGHBOURS")
    assert said["far"].code == "P_LAST"


def test_neighbours_that_disagree_do_not_decide() -> None:
    tagged = [a_photo("1", 1, process_id="weld"), a_photo("2", 2, process_id="cut")]
    assert found(*tagged, a_photo("a"))["a"] == "P_LAST"


def some(count: int, process: str, start: int, camera: str = "EOS") -> list[Taken]:
    return [
        a_photo(f"{process}{n}", start + 60 * n, process_id=process, camera=camera)
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("welded", "cut", "code"), [(4, 1, "P_CAMERA"), (3, 1, "P_LAST"), (2, 0, "P_LAST")]
)
def test_the_habit_of_a_camera_needs_enough_photos(welded: int, cut: int, code: str) -> None:
    tagged = [*some(welded, "weld", 100), *some(cut, "cut", 2000)]
    assert found(*tagged, a_photo("a", camera="EOS"))["a"] == code
    assert found(*tagged, a_photo("a"))["a"] == "P_LAST"


def test_the_last_tag_is_the_last_resort() -> None:
    tagged = [
        a_photo("1", 500, process_id="weld", tagged_at="2026-03-13T01:00:00Z"),
        a_photo("2", 900, process_id="cut", tagged_at="2026-03-13T02:00:00Z"),
    ]
    said = suggest([*tagged, a_photo("a")], (CUT, WELD))
    assert (said["a"].process_id, said["a"].code) == ("cut", "P_LAST")


def test_without_any_witness_a_person_decides() -> None:
    assert found(a_photo("a")) == {}


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.builds(
            Taken,
            key=st.uuids().map(str),
            taken_at=st.none()
            | st.datetimes(datetime(2026, 2, 25), datetime(2026, 4, 5)).map(  # noqa: DTZ001  # hypothesis wants naive bounds
                lambda clock: clock.replace(tzinfo=UTC)
            ),
            camera=st.sampled_from(["", "EOS", "D90"]),
            process_id=st.sampled_from(["", "cut", "weld", "gone"]),
            tagged_at=st.sampled_from(["", "1", "2"]),
        ),
        max_size=12,
    )
)
def test_whatever_is_suggested_is_planned_said_and_not_yet_done(photos: list[Taken]) -> None:
    known = {one.key: one for one in photos}
    for key, said in suggest(photos, (CUT, WELD, PAINT)).items():
        assert not known[key].process_id
        assert said.code in SUGGESTIONS
        assert "…" not in suggestion_sentence(said.code, said.values)
        assert said.process_id in ("cut", "weld", "paint")


def test_the_screen_gets_suggestions_with_reasons_and_nothing_is_tagged(
    library: Library, tmp_path: Path
) -> None:
    desk = Desk(library, tmp_path / "card")
    sha256 = desk.photo()
    view = table(desk.db, desk.contract)
    assert view.suggestions[sha256].code == "P_PLAN"
    assert view.suggested == {sha256: desk.contract.processes[0].id}
    assert Attachments(desk.db).all() == []
