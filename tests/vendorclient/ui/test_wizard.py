"""The registration of a contract in the window: typed, kept, taken back, weighed, registered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from vendorcore.domain import WizardStep, day_from_text

from vendorclient.app.drafts import open_draft
from vendorclient.storage.contracts import Contracts
from vendorclient.ui.widgets.nav import Place
from vendorclient.ui.wizard.institution_dialog import InstitutionDialog

KEY = Qt.Key
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def wizard(office):
    """A wizard with a new draft."""
    office.window.go(Place.CONTRACTS)
    work = office.window.places.contracts
    work.begin()
    office.until(lambda: work.page.wizard.isVisible() and work.page.wizard.draft.id)
    return work.page.wizard


def typed(office, keys: str) -> None:
    """Type into whatever has the keyboard."""
    for key in keys:
        office.qtbot.keyClick(QApplication.focusWidget(), key)


def say(words: str) -> None:
    """Commit Hangul as an input method does: half-composed first, then whole."""
    target = QApplication.focusWidget()
    QApplication.sendEvent(target, QInputMethodEvent(words[:1], []))
    whole = QInputMethodEvent()
    whole.setCommitString(words)
    QApplication.sendEvent(QApplication.focusWidget(), whole)


def kept(office, draft_id):
    """Return the draft as it is in the library."""
    answer = []
    office.session.desk.ask(lambda db: open_draft(db, draft_id), answer.append)
    office.until(lambda: answer)
    return answer[0].draft


def test_a_new_contract_begins_with_ctrl_n(office):
    office.window.go(Place.CONTRACTS)
    page = office.window.places.contracts.page
    page.setFocus()
    office.qtbot.keyClick(page, KEY.Key_N, CONTROL)
    office.until(lambda: page.wizard.isVisible())
    office.until(lambda: page.wizard.draft.id)
    assert page.wizard.step is WizardStep.ORDER


def test_each_letter_is_kept(office, wizard):
    wizard.order.lines["name"].setFocus()
    say("철제 책상")
    typed(office, " 12")
    assert kept(office, wizard.draft.id).name == "철제 책상 12"


def test_a_half_composed_syllable_is_not_taken(office, wizard):
    line = wizard.order.lines["name"]
    line.setFocus()
    QApplication.sendEvent(line, QInputMethodEvent("처", []))
    assert wizard.draft.name == ""


def test_days_are_read_in_short_ways(office, wizard):
    wizard.order.signed.setFocus()
    typed(office, "2026.10.12")
    office.qtbot.keyClick(wizard.order.signed, KEY.Key_Tab)
    wizard.order.due.setFocus()
    typed(office, "+49")
    office.qtbot.keyClick(wizard.order.due, KEY.Key_Return)
    draft = kept(office, wizard.draft.id)
    assert (draft.signed_on, draft.due_on) == ("2026-10-12", "2026-11-30")


def test_the_arrows_turn_a_day(office, wizard):
    wizard.order.signed.setFocus()
    typed(office, "2026-10-12")
    office.qtbot.keyClick(wizard.order.signed, KEY.Key_Up)
    assert day_from_text(wizard.draft.signed_on).day == 13


@pytest.mark.parametrize("far", ["9999-12-31", "2999-12-31", "1900-01-01"])
def test_a_day_at_the_end_of_the_calendar_breaks_nothing(office, wizard, far):
    for day in (wizard.order.signed, wizard.order.due):
        day.setFocus()
        typed(office, far)
        office.qtbot.keyClick(day, KEY.Key_Up)
        office.qtbot.keyClick(day, KEY.Key_Tab)
    wizard.go(WizardStep.PLAN)
    wizard.plan.bars.grab()
    assert kept(office, wizard.draft.id).signed_on


def test_a_digit_chooses_the_method(office, wizard):
    wizard.order.method.setFocus()
    office.qtbot.keyClick(QApplication.focusWidget(), KEY.Key_2)
    assert wizard.draft.method == "RESTRICTED"


def test_what_blocks_is_said_and_leads_to_its_field(office, wizard):
    assert wizard.reason.isVisible()
    office.qtbot.keyClick(wizard, KEY.Key_N, ALT)
    assert QApplication.focusWidget() is wizard.order.parties.first_line
    assert wizard.step is WizardStep.ORDER


def test_every_step_can_be_jumped_to(office, wizard):
    for key, step in zip("2341", (*list(WizardStep)[1:], WizardStep.ORDER), strict=True):
        office.qtbot.keyClick(wizard, key, CONTROL)
        assert wizard.step is step


def test_f4_finds_an_institution_by_its_initials(office, wizard):
    wizard.order.parties.first_line.setFocus()
    office.qtbot.keyClick(wizard.order.parties.first_line, KEY.Key_F4)
    dialog = office.window.findChild(InstitutionDialog)
    office.until(dialog.finder.line.hasFocus)
    say("ㅅㅊㅅ")
    office.until(lambda: "속초시" in dialog.finder.model.row(0).name)
    office.qtbot.keyClick(dialog.finder.line, KEY.Key_Return)
    office.until(lambda: wizard.draft.parties)
    party = kept(office, wizard.draft.id).parties[0]
    assert party.code == "4231000"
    assert party.institution_id


def test_undo_takes_back_field_by_field(office, wizard):
    draft_id = wizard.draft.id
    wizard.order.lines["name"].setFocus()
    typed(office, "AB")
    wizard.order.lines["number"].setFocus()
    typed(office, "77")
    office.qtbot.keyClick(wizard.order.lines["number"], KEY.Key_Z, CONTROL)
    office.until(lambda: wizard.draft.number == "")
    assert wizard.draft.name == "AB"
    office.qtbot.keyClick(wizard.order.lines["number"], KEY.Key_Z, CONTROL)
    office.until(lambda: wizard.draft.name == "")
    office.qtbot.keyClick(
        wizard.order.lines["number"], KEY.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier
    )
    office.until(lambda: wizard.draft.name == "AB")
    assert kept(office, draft_id).name == "AB"


def test_materials_are_typed_pasted_filled_down_and_added_up(office, wizard):
    sheet = wizard.order.materials
    sheet.view.open_cell(0, "material_name")
    say("강판")
    assert kept(office, wizard.draft.id).materials[0].cell("material_name") == "강판"
    QGuiApplication.clipboard().setText("60\t41,500\n45\t8200\n")
    sheet.view.open_cell(0, "qty")
    office.qtbot.keyClick(sheet.view, KEY.Key_V, CONTROL)
    assert [row.cell("amount") for row in wizard.draft.materials] == ["2,490,000", "369,000"]
    assert "2,859,000" in sheet.total.text()
    assert wizard.draft.materials[1].cell("material_name") == ""
    sheet.view.open_cell(1, "material_name")
    office.qtbot.keyClick(sheet.view, KEY.Key_D, CONTROL)
    assert kept(office, wizard.draft.id).materials[1].cell("material_name") == "강판"


def test_a_bad_cell_is_marked_with_its_reason(office, wizard):
    sheet = wizard.order.materials
    sheet.view.open_cell(0, "supplier_bizno")
    typed(office, "1234567890")
    office.qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    wizard.weigh()
    column = [one.key for one in sheet.model.columns].index("supplier_bizno")
    spoken = sheet.model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "사업자등록번호가 맞지 않습니다" in spoken


def test_products_are_found_and_never_doubled(office, wizard):
    wizard.go(WizardStep.ITEMS)
    for _again in range(2):
        typed(office, "5610170301")
        office.qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
        wizard.items.finder.line.setFocus()
    assert [item.detail_no for item in wizard.draft.items] == ["5610170301"]


def test_a_plan_is_suggested_and_spread_over_working_days(office, wizard):
    fill_order(wizard)
    wizard.go(WizardStep.ITEMS)
    typed(office, "5610170301")
    office.qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    wizard.go(WizardStep.PLAN)
    wizard.plan.put_usual()
    wizard.plan.share_days()
    plan = kept(office, wizard.draft.id).processes
    assert len(plan) >= 5
    assert plan[0].starts_on == "2026-10-13"
    assert plan[-1].ends_on == "2026-11-30"
    wizard.weigh()
    assert not any(one.blocks for one in wizard.remarks if one.step is WizardStep.PLAN)


def test_a_whole_contract_is_registered(office, wizard):
    fill_order(wizard)
    wizard.go(WizardStep.ITEMS)
    typed(office, "5610170301")
    office.qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    wizard.go(WizardStep.PLAN)
    wizard.plan.put_usual()
    wizard.plan.share_days()
    wizard.go(WizardStep.CHECK)
    office.qtbot.keyClick(wizard, KEY.Key_N, ALT)
    page = office.window.places.contracts.page
    office.until(lambda: page.detail.isVisible())
    answer = []
    office.session.desk.ask(lambda db: Contracts(db).get(wizard.draft.id), answer.append)
    office.until(lambda: answer)
    assert answer[0].name == "철제 책상"


def fill_order(wizard) -> None:
    """Fill in what the first step needs."""
    from dataclasses import replace

    from vendorcore.domain import DraftParty, new_id

    wizard._take(
        replace(
            wizard.draft,
            name="철제 책상",
            signed_on="2026-10-12",
            due_on="2026-11-30",
            method="RESTRICTED",
            parties=(DraftParty(id=new_id(), name="속초시"),),
        )
    )
