"""The list of photos: it compares and moves only what changed."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QAbstractItemModelTester

from vendorcore.text import use_language

from tests.vendorclient.ui.builders import START, a_photo, photos
from vendorclient.ui.grid.model import PHOTO, PhotoModel, keys_in
from vendorclient.ui.grid.photo import Journey
from vendorclient.ui.widgets.badge import Mark, Tone


@pytest.fixture
def model(qapp):
    made = PhotoModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    tester.deleteLater()


def test_it_behaves_like_a_model_while_photos_come_and_go(model):
    for shown in (photos(3), photos(5), [a_photo(1, process=2)], [], photos(2)):
        model.show(shown)
        assert [model.photo(row) for row in range(model.rowCount())] == shown


def test_more_photos_are_added_at_the_end(model, qtbot):
    model.show(photos(3))
    with qtbot.waitSignal(model.rowsInserted) as added, qtbot.assertNotEmitted(model.modelReset):
        model.show(photos(5))
    assert added.args[1:] == [3, 4]


def test_only_changed_rows_are_redrawn(model):
    model.show(photos(10))
    redrawn = []
    model.dataChanged.connect(lambda first, last: redrawn.append((first.row(), last.row())))
    model.show([a_photo(n, process=1 if n in (2, 3, 7) else 0) for n in range(10)])
    assert redrawn == [(2, 3), (7, 7)]


def test_the_same_photos_change_nothing(model, qtbot):
    model.show(photos(4))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.dataChanged):
        model.show(photos(4))


def test_a_row_is_found_by_its_key(model):
    model.show(photos(3))
    assert model.row_of(a_photo(2).key) == 2
    assert model.row_of("nowhere") == -1


def test_the_photo_itself_is_handed_out(model):
    model.show(photos(2))
    assert model.index(1).data(PHOTO) == a_photo(1)
    assert model.index(1).data(Qt.ItemDataRole.DecorationRole) is None


def test_screen_readers_hear_everything_that_is_seen(model):
    mark = Mark("기간 밖", Tone.CAUTION)
    model.show([a_photo(1, process=3, process_name="용접", mark=mark, journey=Journey.DELIVERED)])
    heard = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "DSC00001.JPG, 9월 12일 9시 03분, 공정 3 용접, 기간 밖, 접수 확인됨"


def test_a_suggestion_and_a_video_are_heard_too():
    photo = a_photo(0, suggested=2, suggested_name="절곡", is_video=True, captured_at=None)
    assert photo.spoken() == "DSC00000.JPG, 찍은 시각 없음, 동영상, 추천 2 절곡"
    assert photo.clock == "--:--"


def test_moments_are_spoken_in_english_too():
    with use_language("en"):
        assert "12 Sep 09:02" in a_photo(0).spoken()


def test_the_tool_tip_gives_the_reason():
    photo = a_photo(0, reasons=("이행계획 기간 밖에 찍은 사진입니다.",))
    assert photo.explained().endswith("\n이행계획 기간 밖에 찍은 사진입니다.")


def test_dragged_photos_travel_by_their_keys(model):
    model.show(photos(3))
    dragged = model.mimeData([model.index(0), model.index(2)])
    assert keys_in(dragged) == (a_photo(0).key, a_photo(2).key)
    assert keys_in(QMimeData()) == ()
    assert model.mimeTypes() == dragged.formats()


def test_nothing_lies_below_a_photo(model):
    model.show(photos(1))
    assert model.rowCount(model.index(0)) == 0
    assert model.flags(model.index(5)) == Qt.ItemFlag.NoItemFlags
    assert START.minute == 2
