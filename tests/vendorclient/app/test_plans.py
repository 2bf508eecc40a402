"""Plans: suggestions that say where they come from, templates, copies, days that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import InvalidEntry, NeedsPerson

from tests.vendorclient.app.pen import TODAY, Pen, slow_clock
from tests.vendorclient.builders import a_contract
from vendorclient.app import drafting, drafts, plans
from vendorclient.app.registering import what_blocks

if TYPE_CHECKING:
    from tests.vendorclient.builders import Library


@pytest.fixture
def pen(library: Library) -> Pen:
    return Pen(library, slow_clock())


def test_suggestions_say_where_they_come_from(pen: Pen) -> None:
    pen.whole()
    metal, _wood = plans.suggested_plan("책상")

    assert metal.from_memory
    assert {one.source for one in pen.draft.processes} == {"memory"}
    again = plans.take_suggestions(pen.db, pen.id, pen.draft.items[0].id, metal.kind, now=pen.now)
    assert len(again.processes) == len(metal.steps)


def test_days_need_the_days_of_the_contract(pen: Pen) -> None:
    with pytest.raises(NeedsPerson, match="contract-days-needed"):
        plans.spread_plan(pen.db, pen.id, now=pen.now)


def test_no_process_is_planned_after_a_contract_of_one_day(pen: Pen) -> None:
    pen.whole()
    pen.type(signed_on="2026-10-06", due_on="2026-10-06")
    spread = plans.spread_plan(pen.db, pen.id, now=pen.now)

    assert {one.ends_on for one in spread.processes} == {"2026-10-06"}


def test_a_template_fits_another_contract(pen: Pen, library: Library) -> None:
    item = pen.whole()
    template = plans.save_template(
        pen.db, pen.id, item, "", account_id=library.account_id, now=pen.now
    )
    other = Pen(library, pen.now)
    other.choose("속초시", "5610160501")
    other.type(signed_on="2027-01-04", due_on="2027-02-26")
    used = plans.use_template(pen.db, other.id, other.draft.items[0].id, template.id, now=pen.now)

    assert [one.name for one in used.processes] == [one.name for one in pen.draft.processes]
    assert all(
        "2027-01-04" <= one.starts_on <= one.ends_on <= "2027-02-26" for one in used.processes
    )
    assert plans.templates(pen.db, library.account_id, "5610170301") == [template]
    plans.drop_template(pen.db, template.id)
    with pytest.raises(InvalidEntry, match="template-unknown"):
        plans.use_template(pen.db, other.id, other.draft.items[0].id, template.id, now=pen.now)


def test_a_copy_keeps_the_plan_and_leaves_the_days_open(pen: Pen, library: Library) -> None:
    pen.whole()
    pen.type(number="2026-1")
    copy = drafts.copy_draft(pen.db, pen.id, account_id=library.account_id, now=pen.now)

    assert (copy.name, copy.number, copy.signed_on) == ("책상", "", "")
    assert [one.name for one in copy.processes] == [one.name for one in pen.draft.processes]
    assert not {one.id for one in copy.processes} & {one.id for one in pen.draft.processes}
    drafting.type_in(pen.db, copy.id, "signed_on", "2027-01-04", now=pen.now)
    drafting.type_in(pen.db, copy.id, "due_on", "2027-03-05", now=pen.now)
    fitted = plans.fit_plan(pen.db, copy.id, now=pen.now)
    assert what_blocks(pen.db, fitted, TODAY) == []


def test_an_earlier_contract_is_copied(pen: Pen, library: Library) -> None:
    contract = library.sign(a_contract())

    copy = drafts.copy_contract(pen.db, contract.id, account_id=library.account_id, now=pen.now)

    assert copy.id != contract.id
    assert [one.name for one in copy.processes] == ["재단", "조립"]


def test_a_registered_contract_is_opened_once_for_a_change(pen: Pen, library: Library) -> None:
    contract = library.sign(a_contract())
    for _twice in range(2):
        draft = drafts.revise_contract(
            pen.db, contract.id, account_id=library.account_id, now=pen.now
        )

    assert (draft.id, draft.revises, draft.due_on) == (contract.id, True, "2026-11-30")
