"""One contract in the window: what it lacks, its records, its steps, its papers, its changes."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from vendorcore.domain import ContractState, Document, MaterialRow, WizardStep, new_id

from tests.vendorclient.builders import a_contract, a_process
from tests.vendorclient.ui.spoken import spoken
from tests.vendorclient.ui.test_wizard import kept, say, typed
from vendorclient.app.changed import Kind
from vendorclient.app.contracts import save_contract
from vendorclient.app.opened import active_account, now
from vendorclient.app.states import RowState
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.operations import OperationState
from vendorclient.storage.outbox import Outbox
from vendorclient.ui.dialogs.name import NameDialog
from vendorclient.ui.dialogs.question import QuestionDialog
from vendorclient.ui.widgets.badge import Badge
from vendorclient.ui.widgets.nav import Place

KEY = Qt.Key


@pytest.fixture
def contract(office):
    """A registered contract with two processes, one of them over, opened in the window."""
    today = office.session.desk.today()
    made = a_contract(
        signed_on=today - timedelta(days=30),
        due_on=today + timedelta(days=30),
        materials=(
            MaterialRow(
                id=new_id(),
                cells={"material_name": "강판", "qty": "60", "unit_price": "41,500"},
            ),
        ),
    )
    item = made.items[0].id
    plan = (
        a_process(item, 1, "재단", today - timedelta(days=20), today - timedelta(days=10)),
        a_process(item, 2, "조립", today + timedelta(days=5), today + timedelta(days=9)),
    )
    made = replace(made, processes=plan)
    ask(
        office,
        lambda db: save_contract(
            db, made, account_id=active_account(db), now=now, becomes=ContractState.REGISTERED
        ),
    )
    office.window.go(Place.CONTRACTS)
    office.window.places.contracts.open(made.id)
    office.until(lambda: office.window.places.contracts.page.detail.isVisible())
    return made


def ask(office, question):
    """Ask the library and wait for the answer."""
    answer = []
    office.session.desk.ask(question, answer.append)
    office.until(lambda: answer)
    return answer[0]


def stored(office, contract):
    return ask(office, lambda db: Contracts(db).get(contract.id))


def detail(office):
    return office.window.places.contracts.page.detail


def test_it_says_what_is_to_be_done_and_what_is_missing(office, contract):
    page = detail(office)
    assert "재단 공정이 끝났는데 사진이 없습니다" in page.next.text()
    office.until(lambda: "사진이 0장" in page.processes.told.text())
    assert "이행내역이 비어 있습니다" in page.records.told.text()
    role = Qt.ItemDataRole.AccessibleTextRole
    states = [page.processes.model.index(row, 5).data(role) for row in range(2)]
    assert states == ["사진 모자람", "예정"]


def test_facts_and_purchases_are_read(office, contract):
    page = detail(office)
    page.tabs.setCurrentIndex(2)
    assert "속초시" in spoken(page.facts)
    page.tabs.setCurrentIndex(3)
    assert "2,490,000" in page.statement.total.text()


def test_papers_are_sent_with_their_contract_and_say_how_far(office, contract):
    folder = office.root / "papers"
    folder.mkdir()
    (folder / "계약서.pdf").write_bytes(b"%PDF-1.7")
    (folder / "설치.exe").write_bytes(b"MZ")
    told = []
    office.session.desk.failed.connect(lambda error: told.append(error.code))
    work = office.window.places.contracts
    work.drafting.revise(contract.id)
    papers, wizard = work.papers, work.page.wizard
    office.until(lambda: office.window.places.contracts.page.wizard.isVisible())
    office.until(lambda: wizard.draft.id == contract.id)
    papers.attach([str(folder / "설치.exe"), str(folder / "계약서.pdf")])
    office.until(lambda: [one.name for one in wizard.draft.documents] == ["계약서.pdf"])
    assert told == ["document-can-run"]


def test_a_badge_says_how_far_a_paper_is(office, contract):
    documents = detail(office).documents
    paper = Document(id=new_id(), name="계약서.pdf", sha256="a" * 64, size_bytes=9)
    for state, words in ((RowState.WAITING, "대기"), (RowState.DONE, "완료")):
        documents.show_documents([paper], {paper.id: state})
        assert documents.findChildren(Badge)[-1].accessibleName() == words


def test_a_contract_without_papers_says_where_they_are_attached(office, contract):
    page = detail(office)
    page.tabs.setCurrentIndex(4)
    assert "‘계약 변경’에서 붙일 수 있습니다" in spoken(page.documents)
    assert not page.documents.acceptDrops()


def test_records_are_kept_as_they_are_typed(office, contract):
    page = detail(office)
    page.tabs.setCurrentIndex(1)
    page.records.view.open_cell(0, "done")
    say("재단기로 재단")
    office.qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
    day = office.session.desk.today() - timedelta(days=18)
    typed(office, day.strftime("%m/%d"))
    office.qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
    office.until(lambda: stored(office, contract).processes[0].record.started_on == day)
    assert stored(office, contract).processes[0].record.done == "재단기로 재단"


def test_half_a_day_is_marked_and_not_kept(office, contract):
    page = detail(office)
    page.tabs.setCurrentIndex(1)
    page.records.view.open_cell(0, "started_on")
    typed(office, "2026-1")
    page.records.flush()
    assert stored(office, contract).processes[0].record.started_on is None
    spoken_cell = page.records.model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "읽을 수 없거나" in spoken_cell


def test_half_a_day_stays_when_the_page_is_shown_anew(office, contract):
    page = detail(office)
    page.tabs.setCurrentIndex(1)
    page.records.view.open_cell(0, "started_on")
    typed(office, "2026-1")
    page.records.flush()
    page.records.show_records(stored(office, contract), office.session.desk.today())
    assert page.records.model.index(0, 2).data() == "2026-1"


def test_delivery_asks_once_more_where_something_is_empty(office, contract):
    work = office.window.places.contracts
    work.life.move("delivered", contract.id)
    office.until(lambda: office.window.findChild(QuestionDialog))
    assert stored(office, contract).state is ContractState.REGISTERED
    office.window.findChild(QuestionDialog).accept()
    office.until(lambda: stored(office, contract).state is ContractState.DELIVERED)


def test_an_end_before_time_needs_its_reason(office, contract):
    detail(office).state_wanted.emit("cancelled", contract.id)
    dialog = office.window.findChild(NameDialog)
    assert not dialog.agree.isEnabled()
    dialog.line.setText("수요기관 사정")
    dialog.accept()
    office.until(lambda: stored(office, contract).state is ContractState.CANCELLED)


def test_a_change_of_a_registered_contract_needs_its_reason(office, contract):
    office.qtbot.keyClick(detail(office), KEY.Key_E, Qt.KeyboardModifier.ControlModifier)
    page = office.window.places.contracts.page
    office.until(lambda: "wizard" in vars(page) and page.wizard.draft.revises)
    wizard = page.wizard
    assert wizard.draft.materials == contract.materials
    longer = contract.due_on + timedelta(days=7)
    wizard._take(replace(wizard.draft, due_on=longer.isoformat(), method="OPEN"))
    office.qtbot.keyClick(wizard, KEY.Key_4, Qt.KeyboardModifier.ControlModifier)
    wizard.go_on()
    assert wizard.check.reason_field.remark.isVisible()
    wizard.check.reason.setText("납품기한 연장")
    wizard.go_on()
    office.until(lambda: stored(office, contract).due_on == longer)
    assert stored(office, contract).reason == "납품기한 연장"


@pytest.mark.parametrize("paper", ["ledger-2", "ledger-6", "sheet", "statement", "bundle"])
def test_papers_are_made(office, contract, tmp_path, paper):
    work = office.window.places.contracts
    said = []
    work.said.connect(said.append)
    target = tmp_path / "out"
    target.mkdir()
    name = {"sheet": "sheet.pdf", "statement": "rows.xlsx"}.get(paper, "")
    work.papers.make(paper, contract.id, str(target / name))
    office.until(lambda: said)
    assert [path for path in target.rglob("*") if path.is_file()]
    if paper == "statement":
        cells = [cell.value for line in load_workbook(target / name).active for cell in line]
        assert "강판" in cells


def test_the_statement_goes_out_and_comes_in_again(office, contract, tmp_path):
    work = office.window.places.contracts
    said = []
    work.said.connect(said.append)
    work.papers.make("statement", contract.id, str(tmp_path / "rows.xlsx"))
    office.until(lambda: said)
    work.begin()
    office.until(lambda: "wizard" in vars(work.page) and work.page.wizard.draft.id)
    work.papers.read_rows(str(tmp_path / "rows.xlsx"))
    office.until(lambda: work.page.wizard.draft.materials)
    row = kept(office, work.page.wizard.draft.id).materials[0]
    assert (row.cell("material_name"), row.cell("qty")) == ("강판", "60")


def test_any_file_can_be_put_to_a_draft(office, tmp_path):
    office.window.go(Place.CONTRACTS)
    work = office.window.places.contracts
    work.begin()
    office.until(lambda: "wizard" in vars(work.page) and work.page.wizard.draft.id)
    paper = tmp_path / "물품 계약서.hwp"
    paper.write_bytes(b"hwp")
    work.papers.attach([str(paper)])
    office.until(lambda: work.page.wizard.draft.documents)
    document = kept(office, work.page.wizard.draft.id).documents[0]
    assert (document.name, document.kind) == (paper.name, "계약서")
    assert office.session.desk.library.original_path(document.sha256).read_bytes() == b"hwp"
    work.page.wizard.order.documents.removed.emit(document.id)
    office.until(lambda: not work.page.wizard.draft.documents)


def test_a_file_that_is_gone_is_told(office, tmp_path):
    office.window.go(Place.CONTRACTS)
    work = office.window.places.contracts
    work.begin()
    office.until(lambda: "wizard" in vars(work.page) and work.page.wizard.draft.id)
    work.papers.attach([str(tmp_path / "gone.pdf")])
    office.until(lambda: office.window.teller.panel.isVisible())
    assert "gone.pdf" in office.window.teller.panel.accessibleName()


def refuse(office, contract, db):
    """Let the form of a contract come back as the server sends it back."""
    (form,) = [op for op in Outbox(db).of_entity(contract.id) if op.kind == "put_contract"]
    detail = {
        "remark": "quantity-unclear",
        "step": "items",
        "place": "quantity",
        "part": contract.items[0].id,
        "text": "여러 개",
        "count": 1,
    }
    form = Outbox(db).move(form, OperationState.READY)
    text = json.dumps(detail, ensure_ascii=False)
    Outbox(db).move(form, OperationState.REJECTED, code="contract-refused", detail=text)


def test_a_refused_contract_says_why_and_leads_to_the_field(office, contract):
    page = detail(office)
    assert not page.refusal.isVisible()
    ask(office, partial(refuse, office, contract))
    office.session.desk.announce(Kind.OUTBOX)
    office.until(page.refusal.isVisible)
    assert "수량으로 읽을 수 없는 값입니다: “여러 개”" in page.refusal.accessibleName()
    assert page.refusal.button.text() == "계약 고치기"
    office.qtbot.mouseClick(page.refusal.button, Qt.MouseButton.LeftButton)
    contracts = office.window.places.contracts.page
    office.until(lambda: contracts.is_writing and contracts.wizard.draft.revises)
    assert contracts.wizard.step is WizardStep.ITEMS


def test_the_queue_leads_to_a_contract_that_must_be_corrected(office, contract):
    ask(office, partial(refuse, office, contract))
    office.window.go(Place.SENDING)
    page = office.window.places.sending.page
    office.until(lambda: page.help.button.text() == "계약 고치기")
    assert "“여러 개”" in page.help.accessibleName()
    office.qtbot.mouseClick(page.help.button, Qt.MouseButton.LeftButton)
    office.until(detail(office).refusal.isVisible)
