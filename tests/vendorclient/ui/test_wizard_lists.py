"""What the form adds to its lists: requests for what is lacking, templates, certificates."""

import json
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from tests.vendorcore.documents.test_public_rows import ITEM, ORDER
from vendorclient.storage.catalogue import Catalogue, EntryState
from vendorclient.ui.dialogs.certificates import CertificatesDialog
from vendorclient.ui.dialogs.name import NameDialog
from vendorclient.ui.dialogs.question import QuestionDialog
from vendorclient.ui.widgets.nav import Place
from vendorclient.ui.wizard.institution_dialog import InstitutionDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def wizard(office):
    """A wizard with a new draft."""
    office.window.go(Place.CONTRACTS)
    work = office.window.places.contracts
    work.begin()
    office.until(lambda: work.page.wizard.isVisible() and work.page.wizard.draft.id)
    office.until(lambda: work.page.wizard.catalogue.entries)
    return work.page.wizard


def asked(office, kind):
    """Return what the library wants the operator to be asked for."""
    answer = []
    office.session.desk.ask(lambda db: Catalogue(db).all(kind), answer.append)
    office.until(lambda: answer)
    return [one for one in answer[0] if one.state is EntryState.ASKED]


def with_product(office, wizard, words):
    """Choose the first product that is found."""
    wizard.go("items")
    wizard.items.finder.line.setText(words)
    wizard.items.finder.look()
    wizard.items.finder.take()
    return wizard.draft.items[-1]


def test_an_institution_that_is_lacking_is_asked_for_and_used(office, wizard):
    wizard.search()
    dialog = office.window.findChild(InstitutionDialog)
    dialog.finder.line.setText("한빛산업단지관리공단")
    dialog.finder.look()
    assert dialog.finder.ask.isVisible()
    office.qtbot.mouseClick(dialog.finder.ask, LEFT)
    office.until(lambda: wizard.draft.parties)
    (entry,) = asked(office, "institution")
    party = wizard.draft.parties[0]
    assert (party.name, party.institution_id) == ("한빛산업단지관리공단", entry.id)
    office.until(lambda: any(one.id == entry.id for one in wizard.catalogue.entries))
    assert wizard.catalogue.institutions("한빛산업", "")[0].id == entry.id


def test_a_product_that_is_lacking_is_asked_for_and_used(office, wizard):
    wizard.go("items")
    wizard.items.finder.line.setText("자동 책장 회전대")
    wizard.items.finder.look()
    office.qtbot.mouseClick(wizard.items.finder.ask, LEFT)
    (entry,) = asked(office, "product")
    assert (entry.body["detail_name"], wizard.draft.items[0].product_id) == (
        "자동 책장 회전대",
        entry.id,
    )


def test_a_bare_number_is_not_asked_for(office, wizard):
    wizard.go("items")
    wizard.items.finder.line.setText("9999999999")
    wizard.items.finder.look()
    assert not wizard.items.finder.ask.isVisible()
    assert wizard.items.finder.instead.isVisible()


def test_a_plan_is_kept_used_again_and_forgotten(office, wizard):
    item = with_product(office, wizard, "5610170301")
    wizard.go("plan")
    wizard.plan.put_usual()
    names = [one.name for one in wizard.draft.processes_of(item.id)]
    wizard.plan.template.ask_name()
    dialog = office.window.findChild(NameDialog)
    assert dialog.line.text() == item.detail_name
    dialog.line.setText("우리 책상")
    dialog.agree.click()
    office.until(lambda: wizard.catalogue.templates)

    other = with_product(office, wizard, "5611200201")
    wizard.go("plan")
    wizard.plan.open_item(other.id)
    office.until(lambda: wizard.plan.item_id == other.id)
    wizard.plan.template.menu_shown.actions()[0].trigger()
    assert [one.name for one in wizard.draft.processes_of(other.id)] == names
    assert [one.name for one in wizard.draft.processes_of(item.id)] == names
    office.settled()
    office.until(wizard.undo.isEnabled)
    wizard.undo.click()
    office.until(lambda: not wizard.draft.processes_of(other.id))

    forget = wizard.plan.template.menu_shown.actions()[-1].menu()
    forget.actions()[0].trigger()
    office.window.findChild(QuestionDialog).agree.click()
    office.until(lambda: not wizard.catalogue.templates)


def test_certificates_are_kept_and_warn_on_the_way(office, wizard):
    today = office.session.desk.today()
    wizard.go("items")
    wizard.items.certificates.click()
    office.until(lambda: office.window.findChild(CertificatesDialog))
    dialog = office.window.findChild(CertificatesDialog)
    for key, words in (
        ("detail_no", "5610170301"),
        ("valid_from", "2024-01-02"),
        ("valid_to", "2023-01-01"),
    ):
        dialog.lines[key].setText(words)
    assert dialog.product.text() == "책상"
    dialog.add.click()
    office.until(dialog.fields["valid_to"].remark.isVisible)
    dialog.lines["valid_to"].setText((today + timedelta(days=20)).isoformat())
    dialog.add.click()
    office.until(lambda: dialog.model.rowCount() == 1)
    assert dialog.lines["detail_no"].text() == ""
    dialog.accept()
    with_product(office, wizard, "5610170301")
    office.until(lambda: "20일" in wizard.items.told.text())
    wizard.left.emit()
    page = office.window.places.contracts.page
    office.until(lambda: "1" in page.certificates.text())


def test_a_certificate_can_be_forgotten(office, wizard):
    wizard.items.certificates.click()
    office.until(lambda: office.window.findChild(CertificatesDialog))
    dialog = office.window.findChild(CertificatesDialog)
    for key, words in (
        ("detail_no", "5610170301"),
        ("valid_from", "2024-01-02"),
        ("valid_to", date(2030, 1, 1).isoformat()),
    ):
        dialog.lines[key].setText(words)
    dialog.add.click()
    office.until(lambda: dialog.model.rowCount() == 1)
    assert not dialog.remove.isEnabled()
    dialog.table.selectRow(0)
    dialog.remove.click()
    office.until(lambda: dialog.model.rowCount() == 0)
    dialog.reject()


def test_rows_of_the_public_service_open_as_a_draft(office, tmp_path):
    office.window.go(Place.CONTRACTS)
    work = office.window.places.contracts
    path = tmp_path / "answer.json"
    path.write_text(json.dumps([ORDER, ITEM]), "utf-8")
    work.load(str(path))
    office.until(lambda: "wizard" in vars(work.page) and work.page.wizard.draft.name)
    assert work.page.wizard.draft.name == "사무용 책상 구매"
    office.until(work.page.wizard.isVisible)


def test_several_rows_become_several_drafts(office, tmp_path):
    office.window.go(Place.CONTRACTS)
    work = office.window.places.contracts
    said = []
    work.said.connect(said.append)
    path = tmp_path / "answer.json"
    path.write_text(json.dumps([ORDER, {**ORDER, "cntrctNm": "의자 구매"}]), "utf-8")
    work.load(str(path))
    office.until(lambda: said)
    assert "2건" in said[0]
    office.until(lambda: work.page.list.model.rowCount() == 2)
