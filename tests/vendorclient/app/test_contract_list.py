"""The list by conditions, the calendar, and 오늘: equal to plain SQL over fifty contracts."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import ContractState, Institution, Party, PartyRole

from tests.vendorclient.builders import NOON, a_contract, a_process, write
from vendorclient.app import overview
from vendorclient.app.contract_list import (
    Care,
    Conditions,
    Sort,
    due_days,
    look_through,
    page,
    photos_of,
    view_of,
)
from vendorclient.app.drafts import begin_draft, revise_contract
from vendorclient.app.tagging import tag
from vendorclient.app.todos import Need, todos

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.domain import Contract

    from tests.vendorclient.builders import Library

TODAY = date(2026, 10, 20)
_LACKING = """
SELECT contract.id, json_extract(process.value, '$.id') AS process
FROM contract, json_each(body, '$.processes') AS process
WHERE state NOT IN ('closed', 'cancelled', 'inspected')
  AND json_extract(process.value, '$.starts_on') <= :today
  AND NOT EXISTS (SELECT 1 FROM attachment WHERE contract_id = contract.id
    AND process_id = json_extract(process.value, '$.id') AND withdrawn_at = '')
"""
_DUE = """
SELECT id FROM contract WHERE state NOT IN ('closed', 'cancelled', 'inspected', 'delivered')
  AND due_on <= date(:today, '+7 days')
"""


def seeded(library: Library, folder: Path, count: int = 50) -> list[Contract]:
    """Keep contracts of all states and days, with photos here and there."""
    chance = random.Random(11)
    write(folder / "a.jpg")
    library.bring(folder)
    (photo,) = [file.sha256 for file in library.heard.files]
    library.know(photo)
    made = []
    for number in range(count):
        contract = a_contract(
            name=f"{chance.choice(('책상', '창호', '배전반'))} {number}",
            due_on=TODAY + timedelta(days=chance.randint(-10, 40)),
            signed_on=date(2026, 9, 1),
            method=chance.choice(("OPEN", "RESTRICTED")),
        )
        item = contract.items[0]
        starts = [TODAY + timedelta(days=chance.randint(-20, 20)) for _ in range(3)]
        processes = tuple(
            a_process(item.id, seq, name, day, day + timedelta(days=chance.randint(0, 8)))
            for seq, (name, day) in enumerate(zip(("재단", "용접", "조립"), starts, strict=True), 1)
        )
        contract = replace(contract, processes=processes, state=chance.choice(list(ContractState)))
        library.sign(contract)
        made.append(contract)
        if chance.random() < 0.6:
            process = chance.choice(processes)
            tag(
                library.db,
                contract_id=contract.id,
                process_id=process.id,
                sha256s=[photo],
                account_id=library.account_id,
                now=lambda: NOON,
            )
    return made


def test_today_is_what_plain_sql_says(library: Library, tmp_path: Path) -> None:
    seeded(library, tmp_path / "card")

    found = todos(overview.contracts(library.db), TODAY)

    lacking = {
        (todo.contract.id, todo.process.id)
        for todo in found
        if todo.process and todo.need in (Need.PHOTOS_MISSING, Need.PHOTOS_TODAY)
    }
    due = {todo.contract.id for todo in found if todo.need is Need.DUE}
    connection = library.db
    plain = _LACKING.replace(":today", f"'{TODAY}'")
    assert lacking == {(row["id"], row["process"]) for row in connection.rows(plain)}
    assert due == {row["id"] for row in connection.rows(_DUE.replace(":today", f"'{TODAY}'"))}
    assert lacking
    assert due


def test_the_list_counts_what_lies_behind_each_line(library: Library, tmp_path: Path) -> None:
    made = seeded(library, tmp_path / "card", 10)

    listed = page(library.db, limit=4)

    assert (len(listed.rows), listed.count) == (4, 10)
    views = {view.contract.id: view for view in overview.contracts(library.db)}
    for row in page(library.db).rows:
        view = views[row.id]
        assert (row.processes, row.covered, row.tagged) == (3, view.covered, view.tagged)
        assert len(photos_of(library.db, row.id)) == view.tagged
    assert {row.id for row in page(library.db).rows} == {one.id for one in made}


@pytest.mark.parametrize(
    ("conditions", "keeps"),
    [
        (Conditions(states=(ContractState.DRAFT,)), lambda one: one.state == "draft"),
        (Conditions(methods=("OPEN",)), lambda one: one.method == "OPEN"),
        (
            Conditions(due_from="2026-10-20", due_to="2026-10-31"),
            lambda one: "2026-10-20" <= one.due_on.isoformat() <= "2026-10-31",
        ),
        (Conditions(signed_from="2026-09-02"), lambda _one: False),
        (Conditions(signed_to="2026-09-01"), lambda _one: True),
        (Conditions(institution="속초"), lambda _one: True),
        (Conditions(institution="순천"), lambda _one: False),
        (Conditions(product="56101"), lambda _one: True),
        (Conditions(product="책상"), lambda _one: True),
        (Conditions(product="6101"), lambda _one: False),
    ],
)
def test_conditions_let_through_what_they_say(
    library: Library, tmp_path: Path, conditions: Conditions, keeps: object
) -> None:
    made = seeded(library, tmp_path / "card", 20)

    found = page(library.db, conditions)

    assert callable(keeps)
    assert {row.id for row in found.rows} == {one.id for one in made if keeps(one)}
    assert found.count == len(found.rows)


def test_words_and_conditions_work_together(library: Library) -> None:
    wanted = library.sign(a_contract(name="철제 용접"))
    library.sign(a_contract(name="용접", method="PRIVATE"))
    library.sign(a_contract(name="도장"))

    found = page(library.db, Conditions(methods=("OPEN",), words="용접"))

    assert [row.id for row in found.rows] == [wanted.id]


@pytest.mark.parametrize("sort", Sort)
def test_the_list_is_sorted_either_way(library: Library, sort: Sort) -> None:
    for name, due in (("나", date(2026, 12, 1)), ("가", date(2026, 11, 1))):
        library.sign(a_contract(name=name, due_on=due))

    wanted = Conditions(words="ㄱ ㄴ")
    up = [
        row.id
        for row in page(library.db, wanted if sort is Sort.FIT else Conditions(), sort=sort).rows
    ]
    down = (
        [row.id for row in page(library.db, sort=sort, backwards=True).rows]
        if sort is not Sort.FIT
        else []
    )

    assert len(up) == (0 if sort is Sort.FIT else 2)
    if sort in (Sort.DUE, Sort.NAME):
        assert up == down[::-1]


def test_pages_follow_each_other_without_gap_or_double(library: Library, tmp_path: Path) -> None:
    seeded(library, tmp_path / "card", 23)

    for sort in (Sort.DUE, Sort.STATE, Sort.PHOTOS, Sort.INSTITUTION):
        whole = [row.id for row in page(library.db, sort=sort).rows]
        parts = [page(library.db, sort=sort, limit=5, offset=at) for at in range(0, 25, 5)]
        assert [row.id for part in parts for row in part.rows] == whole
        assert {part.count for part in parts} == {23}


def test_the_best_hits_of_words_come_first(library: Library) -> None:
    plan = library.sign(a_contract(name="나무 상자", due_on=date(2026, 10, 30)))
    inside = library.sign(a_contract(name="신형 철제 책상", due_on=date(2026, 11, 1)))
    start = library.sign(a_contract(name="철제 의자", due_on=date(2026, 11, 2)))
    library.sign(
        replace(
            plan,
            processes=tuple(
                replace(one, plan=replace(one.plan, process="철제 가공")) for one in plan.processes
            ),
        )
    )

    found = page(library.db, Conditions(words="철제"), sort=Sort.FIT)

    assert [row.id for row in found.rows] == [start.id, inside.id, plan.id]
    initials = page(library.db, Conditions(words="ㅅㅊㅅ"), sort=Sort.FIT)
    assert initials.count == 3


def test_what_needs_care_is_counted_as_the_lines_say(library: Library, tmp_path: Path) -> None:
    seeded(library, tmp_path / "card")
    open_states = {state for state in ContractState if not state.is_fulfilled}
    assert ContractState.INSPECTED not in open_states
    lacking = Conditions(care=Care.LACKS, begun_by=TODAY.isoformat(), open_only=True)

    listing = look_through(
        library.db,
        lacking,
        {"lacks": lacking, "asked": Conditions(care=Care.ASKED)},
        account_id=library.account_id,
    )

    expected = {
        view.contract.id
        for view in overview.contracts(library.db)
        if view.contract.state in open_states
        and any(
            one.plan.starts_on <= TODAY and not view.count(one.id).tagged
            for one in view.contract.processes
        )
    }
    assert {row.id for row in listing.page.rows} == expected
    assert expected
    assert listing.cares == {"lacks": len(expected), "asked": 0}
    assert listing.total == 50


def test_a_line_opens_into_its_whole_contract(library: Library, tmp_path: Path) -> None:
    seeded(library, tmp_path / "card", 10)
    views = {view.contract.id: view for view in overview.contracts(library.db)}

    for row in page(library.db).rows:
        assert view_of(row).contract == views[row.id].contract
        assert view_of(row).tagged == views[row.id].tagged
        assert overview.contract_view(library.db, row.id) == views[row.id]
    assert overview.contract_view(library.db, "nowhere") is None


def test_a_contract_that_is_being_changed_stands_among_the_drafts(library: Library) -> None:
    changed = library.sign(a_contract(name="바꾸는 중"))
    other = library.sign(a_contract(name="그대로"))
    who = {"account_id": library.account_id, "now": lambda: NOON}
    revise_contract(library.db, changed.id, **who)
    begin_draft(library.db, **who)

    listing = look_through(library.db, Conditions(), {}, account_id=library.account_id)

    assert [row.id for row in listing.page.rows] == [other.id]
    assert (listing.total, len(listing.drafts)) == (1, 2)
    none = look_through(library.db, None, {}, account_id=library.account_id)
    assert (none.page.count, len(none.drafts)) == (0, 2)


def test_the_calendar_shows_what_is_due_and_when_offices_rest(library: Library) -> None:
    party = Party(role=PartyRole.DEMANDING, institution=Institution(code="", name="속초시"))
    contract = library.sign(a_contract(due_on=date(2026, 10, 9), parties=(party,)))

    days = due_days(library.db, 2026, 10)

    assert (len(days), days[8].day, days[8].closed) == (31, date(2026, 10, 9), True)
    assert [row.id for row in days[8].rows] == [contract.id]
    assert [day.closed for day in days[:5]] == [False, False, True, True, True]
    assert json.dumps([len(day.rows) for day in days]).count("1") == 1
