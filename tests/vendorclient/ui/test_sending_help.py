"""The queue: what a row needs, one button that helps, a history, and the state for bar and tray."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.vendorclient.ui.spoken import spoken
from vendorclient.app.overview import SendingRow, SendingView, Workplace
from vendorclient.app.sending import Status
from vendorclient.app.states import EngineState, RowState
from vendorclient.storage.operations import OperationKind, OperationState
from vendorclient.ui import states
from vendorclient.ui.pages.sending import SendingPage, action_of
from vendorclient.ui.tray import face
from vendorclient.ui.work.sending import Pace

LEFT = Qt.MouseButton.LeftButton
_STATES = {
    OperationState.CONFLICT: RowState.NEEDS_PERSON,
    OperationState.NEEDS_LOGIN: RowState.NEEDS_PERSON,
    OperationState.REJECTED: RowState.NEEDS_PERSON,
    OperationState.RETRY_WAIT: RowState.RETRYING,
    OperationState.DELIVERED: RowState.DONE,
    OperationState.QUEUED: RowState.WAITING,
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


def test_the_five_states_look_different(qapp):
    looks = {states.engine_look(state, enrolled=True) for state in EngineState}
    assert len(looks) == len(EngineState)
    assert len({states.engine_words(state, enrolled=True) for state in EngineState}) == 5
