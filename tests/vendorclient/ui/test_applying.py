"""A firm applies in the window: the server's form, a draft that stays, papers, the answer."""

from itertools import count

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton

from vendorcore.domain import is_business_number

from tests.journeys.world import World
from tests.vendorclient.ui.office import Office
from tests.vendorclient.ui.spoken import spoken
from vendorclient.app import application_drafts, applying
from vendorclient.ui.widgets.nav import Place
from vendorclient.ui.widgets.todo_row import TodoRow
from vendorclient.ui.work.applying import ApplyWork

LEFT = Qt.MouseButton.LeftButton
PASSWORD = "긴 비밀번호 하나"
NUMBERS = iter(
    [n for n in (f"11087{stem:05}" for stem in range(100, 999)) if is_business_number(n)]
)
LOGINS = count(1)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    made = World(tmp_path_factory.mktemp("world"))
    made.vendorserver("--json", "init", "--demo")
    made.start_server()
    yield made
    made.stop()


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "사업자등록증.pdf"
    path.write_bytes(b"%PDF-1.7 scan")
    return str(path)


def opened(office):
    """Open the window of the application from the settings."""
    office.window.go(Place.SETTINGS)
    office.qtbot.mouseClick(office.window.places.settings.page.apply, LEFT)
    office.until(lambda: work_of(office)._dialog and work_of(office)._dialog.isVisible())
    return work_of(office)._dialog


def work_of(office):
    return office.window._meeting.applying


def type_in(field, words):
    field.control.setText(words)
    field.control.textEdited.emit(words)


def begin(office, url, kind="조달업체"):
    """Ask the server for its kinds and open the form of one."""
    dialog = opened(office)
    dialog.address.url.setText(url)
    office.qtbot.mouseClick(dialog.address.look, LEFT)
    office.until(lambda: dialog.findChildren(QRadioButton))
    next(one for one in dialog.findChildren(QRadioButton) if one.text() == kind).click()
    office.qtbot.mouseClick(dialog.agree, LEFT)
    assert dialog.part is dialog.form
    return dialog


def a_login():
    return f"window-{next(LOGINS)}"


def fill(dialog, login, **changes):
    values = {
        "organisation": "새벽가구",
        "business_no": next(NUMBERS),
        "representative": "김새벽",
        "factory": "경기도 화성시",
        "contact_name": "홍길동",
        "contact_email": "hong@example.kr",
        "login": login,
    } | changes
    for key, words in values.items():
        type_in(dialog.form.fields[key], words)
    for key in ("password", "repeated"):
        dialog.form.fields[key].control.setText(PASSWORD)


def put_paper(office, key, path):
    work_of(office).choose_paper(key, path)
    office.until(lambda: work_of(office)._now.draft.papers.get(key) == path)


def decide(world, receipt_no, *words):
    rows = world.vendorserver("--json", "approve")
    number = next(row["id"] for row in rows if row["receipt_no"] == receipt_no)
    accounts = world.vendorserver("--json", "account", "list")
    by = next(row["login"] for row in accounts if row["role"] == "admin")
    world.vendorserver("approve", number, "--by", by, *words)


def ask_again(office, dialog, words):
    office.qtbot.mouseClick(dialog.standing.look, LEFT)
    office.until(lambda: words in spoken(dialog.standing))


def test_a_firm_is_held_sends_the_paper_and_is_approved(office, world, scan):
    dialog = begin(office, world.url)
    fill(dialog, a_login())
    put_paper(office, "business-licence", scan)
    office.qtbot.mouseClick(dialog.agree, LEFT)
    office.until(lambda: dialog.part is dialog.standing)
    number = dialog.standing.number.text()
    assert number.startswith("R20")
    office.until(lambda: "아직 없음" in spoken(dialog.standing))
    assert "대기" in spoken(dialog.standing)

    decide(world, number, "--hold", "증명서가 없습니다")
    ask_again(office, dialog, "보류")
    assert "사유: 증명서가 없습니다" in spoken(dialog.standing)
    put_paper(office, "direct-production", scan)
    office.qtbot.mouseClick(dialog.standing.send, LEFT)
    office.until(lambda: not work_of(office)._now.draft.papers)
    office.until(lambda: "도착함" in spoken(dialog.standing))
    assert "아직 없음" not in spoken(dialog.standing)

    decide(world, number)
    ask_again(office, dialog, "승인되었습니다")
    office.qtbot.mouseClick(dialog.standing.code, LEFT)
    page = office.window.places.settings.page
    office.until(lambda: office.window.focusWidget() is page._ticket)
    office.until(lambda: "승인되었습니다" in spoken(page))


def test_a_rejected_application_is_corrected_and_handed_in_again(office, world):
    dialog = begin(office, world.url, "목록화요청업체")
    for key, words in (
        ("organisation", "새벽상사"),
        ("business_no", next(NUMBERS)),
        ("contact_email", "dawn@example.kr"),
        ("login", a_login()),
    ):
        type_in(dialog.form.fields[key], words)
    for key in ("password", "repeated"):
        dialog.form.fields[key].control.setText(PASSWORD)
    office.qtbot.mouseClick(dialog.agree, LEFT)
    office.until(lambda: dialog.part is dialog.standing)
    number = dialog.standing.number.text()
    decide(world, number, "--reject", "상호가 다릅니다")
    ask_again(office, dialog, "반려")

    office.qtbot.mouseClick(dialog.standing.correct, LEFT)
    type_in(dialog.form.fields["organisation"], "새벽목재")
    dialog.form.fields["password"].control.setText("틀린 비밀번호")
    office.qtbot.mouseClick(dialog.agree, LEFT)
    office.until(lambda: dialog.form.fields["password"].remark.text())
    assert dialog.form.draft().values["organisation"] == "새벽목재"
    dialog.form.fields["password"].control.setText(PASSWORD)
    office.qtbot.mouseClick(dialog.agree, LEFT)
    office.until(lambda: dialog.part is dialog.standing)
    office.until(lambda: "대기" in spoken(dialog.standing))
    assert (dialog.standing.number.text(), "새벽목재" in spoken(dialog.standing)) == (number, True)


def test_what_was_typed_is_there_again_after_a_crash(world, qtbot, tmp_path, scan):
    office = Office(qtbot, tmp_path)
    dialog = begin(office, world.url)
    fill(dialog, a_login())
    put_paper(office, "business-licence", scan)
    office.settled()
    # Nothing is closed, nobody says goodbye: another window opens on what lies on the disk.
    asked = office.session.desk.library.lane.do
    draft = asked(application_drafts.kept)
    assert draft.values["representative"] == "김새벽"
    assert PASSWORD not in repr(draft)
    office.close()
    after = Office(qtbot, tmp_path)
    found = opened(after)
    assert found.part is found.form
    assert found.form.draft() == draft
    after.until(lambda: "사업자등록증.pdf" in spoken(found.form.papers))
    assert not found.form.password()
    after.close()


def test_the_day_leads_back_to_what_is_half_filled_in(office, world):
    dialog = begin(office, world.url)
    type_in(dialog.form.fields["organisation"], "새벽금속")
    dialog.reject()
    office.window.go(Place.TODAY)
    today = office.window.places.today.page
    office.until(lambda: "쓰다 만 가입 신청" in spoken(today))
    assert today.first.apply.text() == "신청 이어 쓰기"
    row = next(one for one in today.findChildren(TodoRow) if "가입 신청" in spoken(one))
    office.qtbot.mouseClick(row.findChild(QPushButton), LEFT)
    office.until(lambda: work_of(office)._dialog and work_of(office)._dialog.isVisible())
    found = work_of(office)._dialog
    assert found is not dialog
    assert found.form.draft().values["organisation"] == "새벽금속"


def test_what_is_wrong_is_said_beside_its_field(office, world, tmp_path):
    dialog = begin(office, world.url)
    office.qtbot.mouseClick(dialog.agree, LEFT)
    told = {key for key, field in dialog.form.fields.items() if field.remark.text()}
    assert {"organisation", "business_no", "login", "password"} <= told
    fill(dialog, "demo-office", business_no="110-87-00013")
    office.qtbot.mouseClick(dialog.agree, LEFT)
    assert "번호가 맞지 않습니다" in dialog.form.fields["business_no"].remark.text()
    fill(dialog, "demo-office")
    office.qtbot.mouseClick(dialog.agree, LEFT)
    office.until(lambda: "이미 쓰이고" in dialog.form.fields["login"].remark.text())
    assert dialog.form.draft().values["factory"] == "경기도 화성시"

    wrong = tmp_path / "사진.txt"
    wrong.write_text("no scan", "utf-8")
    work_of(office).choose_paper("business-licence", str(wrong))
    office.until(lambda: "PDF, JPEG, PNG 파일이 아닙니다" in spoken(dialog.form.papers))


def test_a_server_that_does_not_answer_is_told_in_the_window(office):
    dialog = opened(office)
    dialog.address.url.setText("https://127.0.0.1:1")
    office.qtbot.mouseClick(dialog.address.look, LEFT)
    office.until(lambda: dialog.trouble.isVisible())
    assert "연결하지 못했습니다" in dialog.trouble.text()
    assert dialog.address.look.isEnabled()
    dialog.reject()


def test_the_answer_is_told_at_the_next_start(office, world):
    db_do = office.session.desk.library.lane.do
    made = db_do(
        lambda db: applying.apply(
            db, way_of(office), world.url, "cataloguer", a_login(), PASSWORD,
            {"organisation": "새벽", "business_no": next(NUMBERS), "contact_email": "a@b.kr"},
        )
    )  # fmt: skip
    decide(world, made.receipt_no)
    office.window.go(Place.PHOTOS)
    office.session._look_at_application(ApplyWork)
    office.until(
        lambda: "가입 신청이 승인되었습니다" in office.window.teller._toast.accessibleName()
    )


def way_of(office):
    from vendorclient.app.way import Way

    return Way.of(office.session.desk.library.folder)
