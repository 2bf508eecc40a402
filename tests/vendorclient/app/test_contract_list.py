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
    Conditions,
    Sort,
    drop_conditions,
    due_days,
    page,
    photos_of,
    save_conditions,
    saved_conditions,
)
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
SELECT id FROM contract WHERE state NOT IN ('closed', 'cancelled', 'inspected')
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

    found = page(library.db, Conditions(methods=("OPEN",)), text="용접")

    assert [row.id for row in found.rows] == [wanted.id]


@pytest.mark.parametrize("sort", Sort)
def test_the_list_is_sorted_either_way(library: Library, sort: Sort) -> None:
    for name, due in (("나", date(2026, 12, 1)), ("가", date(2026, 11, 1))):
        library.sign(a_contract(name=name, due_on=due))

    up = [row.id for row in page(library.db, Conditions(sort=sort)).rows]
    down = [row.id for row in page(library.db, Conditions(sort=sort, newest_first=True)).rows]

    assert len(up) == 2
    if sort in (Sort.DUE, Sort.NAME):
        assert up == down[::-1]


def test_conditions_are_saved_under_a_name(library: Library) -> None:
    wanted = Conditions(states=(ContractState.PRODUCING,), institution="속초", sort=Sort.NAME)
    save_conditions(library.db, "내 목록", wanted)
    save_conditions(library.db, "둘째", Conditions())

    assert saved_conditions(library.db)["내 목록"] == wanted
    drop_conditions(library.db, "둘째")
    assert list(saved_conditions(library.db)) == ["내 목록"]


def test_the_calendar_shows_what_is_due_and_when_offices_rest(library: Library) -> None:
    party = Party(role=PartyRole.DEMANDING, institution=Institution(code="", name="속초시"))
    contract = library.sign(a_contract(due_on=date(2026, 10, 9), parties=(party,)))

    days = due_days(library.db, 2026, 10)

    assert (len(days), days[8].day, days[8].closed) == (31, date(2026, 10, 9), True)
    assert [row.id for row in days[8].rows] == [contract.id]
    assert [day.closed for day in days[:5]] == [False, False, True, True, True]
    assert json.dumps([len(day.rows) for day in days]).count("1") == 1
