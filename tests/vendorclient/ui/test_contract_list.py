"""The list of contracts: found, narrowed, sorted, saved, exported; drafts stand among them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from vendorcore.domain import ContractState, Institution, Party, PartyRole

from tests.vendorclient.builders import a_contract
from vendorclient.app.contracts import save_contract
from vendorclient.app.opened import active_account, now
from vendorclient.storage.contracts import Contracts
from vendorclient.ui.dialogs.question import QuestionDialog
from vendorclient.ui.pages.contract_conditions import Conditions
from vendorclient.ui.pages.contract_found import PAGE
from vendorclient.ui.pages.contract_rows import due_words
from vendorclient.ui.widgets.nav import Place

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SIGNED, FAR = date(2026, 10, 1), date(2030, 1, 1)


@pytest.fixture
def listed(office):
    """An office with three contracts, due in 18 days, 6 days and the day before yesterday."""
    today = office.session.desk.today()
    for name, where, left in (
        ("철제 책상 120대", "세종특별자치시교육청", 18),
        ("무대 음향장치", "전주시시설관리공단", 6),
        ("교실용 의자", "광주광역시교육청", -2),
    ):
        party = Party(role=PartyRole.DEMANDING, institution=Institution(code="", name=where))
        contract = a_contract(
            name=name,
            signed_on=today - timedelta(days=30),
            due_on=today + timedelta(days=left),
            parties=(party,),
        )
        _save(office, contract)
    office.window.go(Place.CONTRACTS)
    page = office.window.places.contracts.page
    office.window.places.contracts.refresh()
    office.until(lambda: page.list.model.rowCount() == 3)
    return office


def _save(office, contract) -> None:
    done = []
    office.session.desk.ask(
        lambda db: save_contract(db, contract, account_id=active_account(db), now=now),
        done.append,
    )
    office.until(lambda: done)


def names(office) -> list[str]:
    return [row.name for row in office.window.places.contracts.page.list.shown]


def test_initials_find_contracts_and_institutions(listed):
    contracts = listed.window.places.contracts.page.list
    contracts.put(Conditions(words="ㅊㅈ"))
    listed.until(lambda: names(listed) == ["철제 책상 120대"])
    contracts.put(Conditions(words="ㄱㅈㄱㅇㅅ"))
    listed.until(lambda: names(listed) == ["교실용 의자"])


def test_conditions_narrow_and_chips_take_them_back(listed):
    contracts = listed.window.places.contracts.page.list
    contracts.put(Conditions(due="7"))
    listed.until(lambda: names(listed) == ["무대 음향장치"])
    contracts.put(Conditions(due="past"))
    listed.until(lambda: names(listed) == ["교실용 의자"])
    chip = contracts._chip_line.itemAt(0).widget()
    listed.qtbot.mouseClick(chip, LEFT)
    listed.until(lambda: len(names(listed)) == 3)


def test_what_is_urgent_is_one_press_away(listed):
    contracts = listed.window.places.contracts.page.list
    listed.qtbot.mouseClick(contracts.cares["urgent"], LEFT)
    listed.until(lambda: set(names(listed)) == {"무대 음향장치", "교실용 의자"})
    assert contracts.cares["urgent"].text().endswith(" 2")
    assert not contracts.cares["asked"].isEnabled()


@pytest.mark.parametrize("state", [ContractState.DELIVERED, ContractState.INSPECTED])
def test_what_is_delivered_is_found_neither_as_late_nor_as_due_soon(listed, state):
    def deliver(db):
        for row in listed.window.places.contracts.page.list.shown:
            made = replace(Contracts(db).get(row.id), state=state)
            Contracts(db).save(made, account_id=active_account(db), at=now())

    done = []
    listed.session.desk.ask(deliver, done.append)
    listed.until(lambda: done)
    contracts = listed.window.places.contracts.page.list
    for conditions in (
        *(Conditions(due=due) for due in ("past", "7", "30")),
        Conditions(care="urgent"),
    ):
        contracts.put(conditions)
        listed.until(lambda: not names(listed))
    contracts.put(Conditions())
    listed.until(lambda: len(names(listed)) == 3)


def test_headings_sort_both_ways(listed):
    contracts = listed.window.places.contracts.page.list
    contracts._sort_by_heading(1)
    listed.until(lambda: names(listed) == ["교실용 의자", "무대 음향장치", "철제 책상 120대"])
    contracts._sort_by_heading(1)
    listed.until(lambda: names(listed)[0] == "철제 책상 120대")


def test_saved_conditions_are_there_the_next_time(listed):
    contracts = listed.window.places.contracts.page.list
    contracts.put(Conditions(due="past"))
    contracts.save_as("지난 것")
    contracts.put(Conditions())
    contracts.show_filters(listed.session.preferences.contract_filters)
    contracts._use_saved(contracts.saved.findText("지난 것"))
    listed.until(lambda: names(listed) == ["교실용 의자"])


def test_damaged_saved_conditions_are_left_out(listed):
    contracts = listed.window.places.contracts.page.list
    for text in ("", "[]", '{"a": 1}', '{"a": {"unknown": 1}}'):
        contracts.show_filters(text)
        assert len(names(listed)) == 3


def test_the_list_becomes_a_spreadsheet(listed, tmp_path):
    work = listed.window.places.contracts
    said = []
    work.said.connect(said.append)
    work.export(str(tmp_path / "list.xlsx"))
    listed.until(lambda: said)
    sheet = load_workbook(tmp_path / "list.xlsx").worksheets[0]
    assert [cell.value for cell in sheet["B"]][1:] == names(listed)


def test_a_draft_stands_in_the_list_and_is_taken_up(listed):
    work = listed.window.places.contracts
    work.begin()
    listed.until(lambda: work.page.wizard.isVisible() and work.page.wizard.draft.id)
    wizard = work.page.wizard
    wizard._take(wizard.draft.with_field("name", "반쯤 쓴 계약"))
    listed.qtbot.keyClick(wizard, KEY.Key_Escape)
    listed.until(lambda: "반쯤 쓴 계약" in names(listed))
    wizard.show_draft(replace(wizard.draft, name=""))
    place = work.page.list.table.visualRect(work.page.list.model.index(0, 1)).center()
    listed.qtbot.mouseClick(work.page.list.table.viewport(), LEFT, pos=place)
    listed.until(lambda: wizard.isVisible() and wizard.draft.name == "반쯤 쓴 계약")


def test_the_calendar_shows_what_is_due(listed):
    page = listed.window.places.contracts.page
    page.show_calendar()
    day = page.list.shown[0].due_on
    page.calendar.go(page._today.replace(year=int(day[:4]), month=int(day[5:7])))
    due = sum(row.due_on[:7] == day[:7] for row in page.list.shown)
    listed.until(lambda: page.calendar.told.text() == f"이 달 납품 {due}건")
    before = page.calendar.title.text()
    listed.qtbot.keyClick(page.calendar, KEY.Key_PageDown)
    assert page.calendar.title.text() != before
    listed.qtbot.keyClick(page.calendar, KEY.Key_Escape)
    assert page.list.isVisible()


def begun(listed):
    """Return the form with a new draft."""
    work = listed.window.places.contracts
    work.begin()
    listed.until(lambda: "wizard" in vars(work.page) and work.page.wizard.draft.id)
    return work.page.wizard


def test_an_empty_draft_is_not_left_behind(listed):
    wizard = begun(listed)
    listed.qtbot.keyClick(wizard, KEY.Key_Escape)
    listed.until(lambda: listed.window.places.contracts.page.list.isVisible())
    listed.until(lambda: len(names(listed)) == 3)


def test_a_draft_is_thrown_away_only_when_asked_twice(listed):
    wizard = begun(listed)
    wizard._take(wizard.draft.with_field("name", "버릴 계약"))
    listed.qtbot.mouseClick(wizard.drop, LEFT)
    listed.window.findChild(QuestionDialog).accept()
    listed.until(lambda: listed.window.places.contracts.page.list.isVisible())
    listed.until(lambda: "버릴 계약" not in names(listed))


def test_words_of_a_plan_are_found_too(listed):
    page = listed.window.places.contracts.page
    _save(listed, _with_process(a_contract(name="전동 대차"), "초음파 세척"))
    listed.window.places.contracts.refresh()
    listed.until(lambda: page.list.model.rowCount() == 4)
    page.list.search.setText("음파")
    page.list.narrow()
    listed.until(lambda: names(listed) == ["전동 대차"])
    _save(listed, _with_process(a_contract(name="이동 대차"), "음파 시험"))
    listed.window.places.contracts.refresh()
    listed.until(lambda: sorted(names(listed)) == ["이동 대차", "전동 대차"])


def _with_process(contract, process):
    """Return a contract whose only process is called so."""
    first = contract.processes[0]
    return replace(contract, processes=(replace(first, plan=replace(first.plan, process=process)),))


def test_the_list_is_read_again_when_the_form_is_left(listed):
    work = listed.window.places.contracts
    work.begin()
    listed.until(lambda: work.page.is_writing and work.page.wizard.draft.id)
    work.page.wizard.order.lines["name"].setFocus()
    listed.qtbot.keyClicks(work.page.wizard.order.lines["name"], "desk")
    listed.until(lambda: not work.drafting.is_busy)
    work.page.wizard.left.emit()
    listed.until(lambda: "desk" in names(listed))


def test_what_is_scrolled_to_is_read_when_it_is_needed(listed):
    def many(db):
        for number in range(2 * PAGE + 7):
            made = a_contract(name=f"계약 {number:04}", signed_on=SIGNED, due_on=FAR)
            Contracts(db).save(made, account_id=active_account(db), at=now())

    done = []
    listed.session.desk.ask(many, done.append)
    listed.until(lambda: done)
    page = listed.window.places.contracts.page
    listed.window.places.contracts.refresh()
    listed.until(lambda: page.list.count == 2 * PAGE + 10)
    assert len(names(listed)) == PAGE
    page.list.table.selectRow(5)
    for many_more in (2 * PAGE, 2 * PAGE + 10):
        page.list.table.scrollToBottom()
        listed.until(lambda wanted=many_more: len(names(listed)) == wanted)
    assert len(set(names(listed))) == 2 * PAGE + 10
    assert page.list.table.currentIndex().row() == 5
    listed.window.places.contracts.refresh()
    listed.settled()
    assert len(names(listed)) == 2 * PAGE + 10


def test_the_spreadsheet_holds_what_was_never_scrolled_to(listed, tmp_path):
    def many(db):
        for number in range(PAGE + 7):
            made = a_contract(name=f"계약 {number:04}", signed_on=SIGNED, due_on=FAR)
            Contracts(db).save(made, account_id=active_account(db), at=now())

    work, done, said = listed.window.places.contracts, [], []
    listed.session.desk.ask(many, done.append)
    listed.until(lambda: done)
    work.said.connect(said.append)
    work.export(str(tmp_path / "list.xlsx"))
    listed.until(lambda: said)
    sheet = load_workbook(tmp_path / "list.xlsx").worksheets[0]
    assert sheet.max_row == PAGE + 7 + 3 + 1


@pytest.mark.parametrize("state", [ContractState.DELIVERED, ContractState.INSPECTED])
def test_what_is_delivered_is_never_called_late(listed, state):
    shown = listed.window.places.contracts.page.list.shown
    late = next(row for row in shown if row.name == "교실용 의자")
    assert late.is_urgent
    assert "지남" in due_words(late)

    done = replace(late, state=state)

    assert not done.is_urgent
    assert due_words(done) == late.due_on
