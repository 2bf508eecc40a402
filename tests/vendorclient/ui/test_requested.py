"""What became of a request for the lists is told on the day's page and in a small window."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.vendorclient.ui.cuts import cut_in
from tests.vendorclient.ui.spoken import spoken
from vendorclient.app.changed import Kind
from vendorclient.storage.catalogue import Catalogue, EntryState
from vendorclient.ui.dialogs.requested import RequestedDialog
from vendorclient.ui.theme.palette import Scheme
from vendorclient.ui.theme.style import look
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.nav import Place

LEFT = Qt.MouseButton.LeftButton
NOW = datetime(2026, 10, 20, tzinfo=UTC)
REASON = "제품이 아니라 용역의 이름입니다"


def decide(db):
    """Let the operator have refused one request and merged another; a third waits."""
    kept = Catalogue(db)
    kept.keep("product", "1", {"detail_name": "시 한 수"}, state=EntryState.REFUSED, at=NOW,
              reason=REASON)  # fmt: skip
    kept.keep("institution", "2", {"name": "달나라 시청"}, state=EntryState.MERGED, at=NOW,
              merged_into="3")  # fmt: skip
    kept.keep("institution", "3", {"name": "달나라특별시"}, state=EntryState.LISTED, at=NOW)
    kept.keep("product", "4", {"detail_name": "접는 책상"}, state=EntryState.ASKED, at=NOW)


def opened(office):
    office.until(lambda: office.window.findChild(RequestedDialog))
    return office.window.findChild(RequestedDialog)


def test_decisions_are_told_once_and_found_again(office):
    office.session.desk.library.lane.do(decide)
    office.session.desk.announce(Kind.SETTINGS)
    page = office.window.places.today.page
    office.until(lambda: "목록 요청 2건의 결과" in spoken(page))
    button = next(one for one in page.findChildren(Button) if one.text() == "결과 보기")
    office.qtbot.mouseClick(button, LEFT)
    dialog = opened(office)
    office.until(lambda: f"거절되었습니다. 사유: {REASON}" in spoken(dialog))
    assert "‘달나라특별시’에 합쳤고" in spoken(dialog)
    assert "운영자가 확인하고 있습니다" in spoken(dialog)
    dialog.accept()
    office.until(lambda: "목록 요청" not in spoken(page))
    office.window.go(Place.SETTINGS)
    settings = office.window.places.settings.page
    office.until(settings.requests.isVisible)
    office.qtbot.mouseClick(settings.requests, LEFT)
    assert "시 한 수" in spoken(opened(office))
    opened(office).reject()


@pytest.mark.parametrize("scale", [1.0, 1.6])
def test_no_word_is_cut(office, scale):
    from vendorclient.app.requested import requested

    do = office.session.desk.library.lane.do
    do(decide)
    look().wear(Scheme.LIGHT, scale)
    dialog = RequestedDialog(office.window, do(requested))
    dialog.open()
    for _round in range(5):
        QApplication.processEvents()
    assert cut_in(dialog) == []
    dialog.reject()
