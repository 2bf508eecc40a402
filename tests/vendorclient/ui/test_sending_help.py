"""The queue: what a row needs, one button that helps, a history, and the state for bar and tray."""

from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.vendorclient.ui.spoken import spoken
from vendorclient.app.overview import SendingRow, SendingView, Workplace
from vendorclient.app.sending import Status
from vendorclient.app.states import EngineState, RowState
from vendorclient.storage.operations import OperationKind, OperationState
from vendorclient.ui import states
from vendorclient.ui.dialogs.reason import WithdrawDialog
from vendorclient.ui.pages.sending import SendingPage, action_of
from vendorclient.ui.pages.sending_menu import SendingMenu
from vendorclient.ui.tray import face
from vendorclient.ui.work.reader import rest_after
from vendorclient.ui.work.sending import Pace

LEFT = Qt.MouseButton.LeftButton
_STATES = {
    OperationState.CONFLICT: RowState.NEEDS_PERSON,
    OperationState.NEEDS_LOGIN: RowState.NEEDS_PERSON,
    OperationState.REJECTED: RowState.NEEDS_PERSON,
    OperationState.RETRY_WAIT: RowState.RETRYING,
    OperationState.DELIVERED: RowState.DONE,
    OperationState.QUEUED: RowState.WAITING,
    OperationState.PAUSED: RowState.WAITING,
}


def a_row(state, name="a.jpg"):
    row = SendingRow(
        id=f"{state}-{name}",
        kind=OperationKind.ATTACH,
        state=state,
        size_bytes=10,
        upload_offset=0,
        code="refused" if _STATES[state] is RowState.NEEDS_PERSON else "",
        detail="",
        failures=0,
        pause_s=3,
        changed_at=datetime(2026, 10, 20, tzinfo=UTC),
        contract_id="c",
        contract_name="책상",
        file_name=name,
        process_id="",
    )
    return SendingView(row=row, state=_STATES[state], process_name="재단")


def status(**changes):
    usual = {
        "state": EngineState.SENDING,
        "waiting": 0,
        "sending": 0,
        "delivered": 0,
        "needs_person": 0,
        "bytes_left": 0,
    }
    return Status(**usual | changes)


@pytest.fixture
def page(qtbot):
    made = SendingPage()
    QAbstractItemModelTester(made.model, made)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (OperationState.CONFLICT, "비교하고 고르기"),
        (OperationState.NEEDS_LOGIN, "서버에 다시 연결"),
        (OperationState.REJECTED, "다시 보내기"),
        (OperationState.RETRY_WAIT, "지금 다시 보내기"),
        (OperationState.QUEUED, ""),
        (OperationState.PAUSED, "이어서 보내기"),
        (OperationState.DELIVERED, ""),
    ],
)
def test_each_row_has_at_most_one_thing_that_helps(state, words):
    assert action_of(a_row(state)) == words


def test_the_first_row_in_need_is_helped(page, qtbot):
    page.show_rows([a_row(OperationState.QUEUED), a_row(OperationState.REJECTED)])
    assert page.help.isVisible()
    with qtbot.waitSignal(page.helped) as helped:
        qtbot.mouseClick(page.help.button, LEFT)
    assert helped.args[0].row.state == OperationState.REJECTED


def test_a_row_that_is_fine_needs_no_help(page):
    page.show_rows([a_row(OperationState.QUEUED), a_row(OperationState.DELIVERED)])
    assert not page.help.isVisible()
    assert "실패만 다시" not in spoken(page)


def test_the_history_shows_what_was_sent(page, qtbot):
    page.show_rows([a_row(OperationState.QUEUED), a_row(OperationState.DELIVERED)])
    qtbot.mouseClick(page._history, LEFT)
    assert page.model.rowCount() == 1
    qtbot.mouseClick(page._history, LEFT)
    assert page.model.rowCount() == 2


def test_an_empty_history_does_not_say_that_nothing_waits(page, qtbot):
    page.show_rows([a_row(OperationState.QUEUED)])
    qtbot.mouseClick(page._history, LEFT)
    assert "아직 보낸 것이 없습니다" in spoken(page)


def test_everything_that_failed_is_sent_again_at_once(page, qtbot):
    page.show_rows([a_row(OperationState.REJECTED)])
    with qtbot.waitSignal(page.all_again):
        qtbot.mouseClick(page._again, LEFT)


@pytest.mark.qt_log_ignore("does not support")  # what menus ask of a screen
@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (OperationState.QUEUED, ["이 파일만 멈추기", "철회하기"]),
        (OperationState.PAUSED, ["이어서 보내기", "철회하기"]),
        (OperationState.REJECTED, ["철회하기"]),
        (OperationState.DELIVERED, ["철회하기"]),
    ],
)
def test_each_row_offers_what_may_be_done_with_it(page, state, offered):
    page.show_rows([a_row(state)])
    page.table.customContextMenuRequested.emit(
        page.table.visualRect(page.model.index(0, 0)).center()
    )
    (menu,) = page.findChildren(SendingMenu)
    assert [action.text() for action in menu.actions()] == offered
    menu.close()


def test_one_file_is_held_and_goes_on(office, qtbot):
    office.sign()
    office.bring()
    office.sorting.put([office.key("IMG_1037.JPG"), office.key("IMG_1038.JPG")], 1)
    office.settled()
    office.sorting.submit()
    office.sorting.flush()
    office.window.go("sending")
    page = office.window.places.sending.page
    office.until(lambda: page.model.rowCount() == 4)

    def held():
        return [one for one in page._views if one.row.state == OperationState.PAUSED]

    first = next(one for one in page._views if one.row.kind.carries_file)
    page.held.emit(first.row.id)
    office.until(lambda: len(held()) == 1)
    page.all_again.emit(())  # what failed, not what is held
    office.settled()
    assert len(held()) == 1
    page.helped.emit(held()[0])
    office.until(lambda: not held())


def test_what_waits_is_withdrawn_from_the_queue(office, qtbot):
    office.sign()
    office.bring()
    office.sorting.put([office.key("IMG_1037.JPG")], 1)
    office.settled()
    office.sorting.submit()
    office.sorting.flush()
    office.window.go("sending")
    page = office.window.places.sending.page
    office.until(lambda: page.model.rowCount() == 3)
    first = next(one for one in page._views if one.row.kind.carries_file)
    page.withdraw_wanted.emit(first.row.id)
    dialog = office.window.findChild(WithdrawDialog)
    dialog.given.emit("다른 사진입니다")
    office.until(lambda: any(one.row.kind == "withdraw" for one in page._views))


def test_the_record_of_what_was_sent_is_saved_as_a_table(office, tmp_path):
    page, work = office.window.places.sending.page, office.window.places.sending
    page._history.setChecked(True)
    page.show_rows([a_row(OperationState.DELIVERED), a_row(OperationState.QUEUED)])
    assert not page._save.isHidden()
    file = tmp_path / "보낸 기록.xlsx"
    work.save(str(file))
    office.until(lambda: "보낸 기록.xlsx" in office.window.teller._unsaid + toast(office))
    sheet = load_workbook(file).active
    assert [cell.value for cell in sheet[1]][:2] == ["상태", "파일"]
    assert sheet.max_row == 2


def toast(office) -> str:
    shown = office.window.teller._toast
    return shown.accessibleName() if shown else ""


def test_a_long_reading_is_followed_by_a_long_rest():
    assert rest_after(0.01) == 300
    assert rest_after(1.0) == 2000
    assert rest_after(60.0) == 3000


def test_the_pace_counts_one_round():
    pace = Pace()
    assert pace.progress(status(), 0.0) is None
    pace.progress(status(waiting=4, bytes_left=400), 10.0)
    found = pace.progress(status(waiting=2, sending=1, delivered=1, bytes_left=300), 20.0)
    assert (found.done, found.total, found.bytes_done) == (1, 4, 100)
    assert found.bytes_per_second == pytest.approx(10)
    assert pace.progress(status(delivered=4), 30.0) is None


@pytest.mark.parametrize("state", list(EngineState))
def test_bar_and_tray_show_the_same_state(qapp, state):
    place = Workplace(
        account_id="", person="", vendor="", server_name="", server_url="", enrolled=True
    )
    icon, words = face(status(state=state), enrolled=place.enrolled)
    assert not icon.isNull()
    assert words.endswith(states.engine_words(state, enrolled=True))


def test_all_states_look_different(qapp):
    looks = {states.engine_look(state, enrolled=True) for state in EngineState}
    assert len(looks) == len(EngineState)
    words = {states.engine_words(state, enrolled=True) for state in EngineState}
    assert len(words) == len(EngineState)
