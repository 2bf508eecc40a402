"""The large view: closer, turned, compared, annotated, played, and what helps."""

from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from vendorcore.domain import KST

from tests.vendorclient.ui.spoken import spoken
from vendorclient.app.details import details
from vendorclient.ui.dialogs.clock import ClockDialog, MeasuredDialog
from vendorclient.ui.dialogs.clock_screen import ClockScreen
from vendorclient.ui.dialogs.reason import MoveDialog, NoteDialog, ReasonDialog, WithdrawDialog

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
VIDEO = "camera/DCIM/100CANON/MVI_0121.AVI"


@pytest.fixture
def table(office):
    office.contract = office.sign()
    office.bring()
    office.window.go("photos")
    return office


def look_at(office, name):
    page = office.window.places.sorting.page
    page.grid.select_keys([office.key(name)])
    page.enlarged.emit(office.key(name))
    loupe = office.window.loupe
    office.until(lambda: not loupe.stage.image.isNull())
    return loupe


def known(office, name):
    found = []
    office.session.desk.ask(
        lambda db: details(db, office.key(name), office.contract.id), found.append
    )
    office.until(lambda: found)
    return found[0]


def put(office, name, number=1):
    office.sorting.put([office.key(name)], number)
    office.settled()


def test_every_pixel_is_fetched_when_somebody_looks_closely(table):
    loupe = look_at(table, "IMG_1037.JPG")
    table.qtbot.keyClick(loupe, KEY.Key_Z)
    assert loupe.stage.is_close
    table.until(lambda: loupe.stage.image.width() > 0)
    table.qtbot.keyClick(loupe, KEY.Key_Z)
    assert not loupe.stage.is_close


def test_the_mouse_zooms_and_moves(table):
    stage = look_at(table, "IMG_1037.JPG").stage
    table.qtbot.mouseDClick(stage, LEFT, pos=QPoint(40, 40))
    assert stage.is_close
    before = QPointF(stage._centre)
    table.qtbot.mousePress(stage, LEFT, pos=QPoint(100, 100))
    table.qtbot.mouseMove(stage, QPoint(60, 70))
    table.qtbot.mouseRelease(stage, LEFT, pos=QPoint(60, 70))
    assert stage._centre != before


def test_a_turn_is_kept_while_the_window_is_open(table):
    loupe = look_at(table, "IMG_1037.JPG")
    table.qtbot.keyClick(loupe, KEY.Key_R)
    table.qtbot.keyClick(loupe, KEY.Key_Right)
    assert loupe.stage.turns == 0
    table.qtbot.keyClick(loupe, KEY.Key_Left)
    assert loupe.stage.turns == 1


def test_two_photos_are_compared_and_zoomed_together(table):
    page = table.window.places.sorting.page
    page.grid.select_keys([table.key("IMG_1037.JPG"), table.key("IMG_1038.JPG")])
    page.enlarged.emit(table.key("IMG_1037.JPG"))
    loupe = table.window.loupe
    assert loupe.beside.isVisible()
    table.until(lambda: not loupe.beside.image.isNull() and not loupe.stage.image.isNull())
    loupe.stage.toggle()
    assert loupe.beside.is_close
    loupe.leave()
    look_at(table, "IMG_1037.JPG")
    assert not loupe.beside.isVisible()


def test_the_film_strip_shows_another_photo(table):
    loupe = look_at(table, "IMG_1037.JPG")
    QAbstractItemModelTester(loupe.film.photo_model, loupe.film)
    loupe.film.wanted.emit(0)
    assert loupe.photo.name == "DCP_4386.JPG"


def test_facts_are_told_in_words(table):
    loupe = look_at(table, "IMG_1037.JPG")
    table.until(lambda: "찍은 시각" in spoken(loupe.facts))
    assert "2026-10-20" in spoken(loupe.facts)
    assert not loupe.facts.note.isEnabled()


def test_a_note_and_a_stage_are_kept(table):
    put(table, "IMG_1037.JPG")
    loupe = look_at(table, "IMG_1037.JPG")
    table.until(lambda: loupe.facts.note.isEnabled())
    loupe.facts.note.insertPlainText("절단 2호기")
    loupe.facts.keep()
    table.qtbot.mouseClick(loupe.facts._stages.buttons()[0], LEFT)
    table.settled()
    said = known(table, "IMG_1037.JPG").attached.attachment
    assert (said.note, said.label) == ("절단 2호기", "before")
    table.qtbot.mouseClick(loupe.facts._stages.buttons()[0], LEFT)
    table.settled()
    assert known(table, "IMG_1037.JPG").attached.attachment.label == ""


def test_one_note_for_many(table):
    for name in ("IMG_1037.JPG", "IMG_1038.JPG"):
        put(table, name)
    keys = (table.key("IMG_1037.JPG"), table.key("IMG_1038.JPG"))
    table.window.places.sorting.page.note_wanted.emit(keys)
    dialog = table.window.findChild(NoteDialog)
    dialog.field.insertPlainText("1차 절단")
    dialog.accept()
    table.settled()
    assert known(table, "IMG_1038.JPG").attached.attachment.note == "1차 절단"


def test_the_clock_of_a_card_is_set_right_and_taken_back(table):
    loupe = look_at(table, "IMG_1037.JPG")
    table.until(lambda: loupe.facts.clock.isVisible())
    before = table.photo("IMG_1037.JPG").captured_at
    table.qtbot.mouseClick(loupe.facts.clock, LEFT)
    table.until(lambda: table.window.findChild(ClockDialog))
    dialog = table.window.findChild(ClockDialog)
    assert not dialog.agree.isEnabled()
    dialog.really.setDateTime(dialog.really.dateTime().addSecs(9 * 3600))
    dialog.reason.insertPlainText("9시간 늦음")
    dialog.accept()
    wanted = before + timedelta(hours=9)
    table.until(lambda: table.photo("IMG_1037.JPG").captured_at == wanted)
    toast = table.window.teller._toast
    assert toast.offers_undo
    toast._take_back()
    table.until(lambda: table.photo("IMG_1037.JPG").captured_at == before)


def test_a_photo_of_our_clock_measures_the_camera(table, tmp_path):
    """The code is drawn on the screen, photographed (grabbed) and imported again."""
    table.window.evidence.show_clock()
    screen = table.window.findChild(ClockScreen)
    table.until(lambda: screen.code._dots)
    shot = tmp_path / "shot" / "CLOCK.JPG"
    shot.parent.mkdir()
    shown = screen.code.grab().toImage()
    screen.reject()
    taken = datetime.now(UTC) - timedelta(hours=2)
    exif = Image.Exif()
    exif[0x0132] = taken.astimezone(KST).strftime("%Y:%m:%d %H:%M:%S")
    exif.get_ifd(0x8769)[0x9003] = exif[0x0132]
    shown.save(str(tmp_path / "code.png"))
    Image.open(tmp_path / "code.png").convert("RGB").save(shot, exif=exif)
    table.window.take_folder(str(shot.parent))
    table.until(lambda: "CLOCK.JPG" in {p.name for p in table.sorting.photos if p.was_read})
    table.window.evidence.ask_clock(table.key("CLOCK.JPG"))
    table.until(lambda: table.window.findChild(MeasuredDialog))
    dialog = table.window.findChild(MeasuredDialog)
    assert "약 2시간 더하기" in spoken(dialog)
    dialog.accept()
    table.until(lambda: known(table, "CLOCK.JPG").correction)
    assert known(table, "CLOCK.JPG").correction.source == "code"


def test_a_failing_photo_is_helped_by_a_reason(table):
    put(table, "DCP_4386.JPG")
    loupe = look_at(table, "DCP_4386.JPG")
    table.until(lambda: loupe.facts.reason.isVisible())
    table.qtbot.mouseClick(loupe.facts.reason, LEFT)
    dialog = table.window.findChild(ReasonDialog)
    dialog.field.insertPlainText("시험 촬영")
    dialog.accept()
    table.settled()
    assert known(table, "DCP_4386.JPG").attached.attachment.reason == "시험 촬영"


def hand_in(table, name):
    put(table, name)
    table.sorting.submit()
    table.sorting.flush()
    table.until(lambda: table.photo(name).journey == "submitted")


def test_what_was_handed_in_is_withdrawn_with_a_reason(table):
    hand_in(table, "IMG_1037.JPG")
    loupe = look_at(table, "IMG_1037.JPG")
    table.until(lambda: loupe.facts.withdraw.isVisible())
    table.qtbot.mouseClick(loupe.facts.withdraw, LEFT)
    dialog = table.window.findChild(WithdrawDialog)
    dialog.field.insertPlainText("잘못 넣음")
    dialog.accept()
    table.until(lambda: table.photo("IMG_1037.JPG").journey == "new")


def test_what_was_handed_in_is_moved_with_a_reason(table):
    hand_in(table, "IMG_1037.JPG")
    table.window.places.sorting.page.move_wanted.emit((table.key("IMG_1037.JPG"),))
    dialog = table.window.findChild(MoveDialog)
    assert dialog.places.count() == len(table.contract.processes) - 1
    dialog.field.insertPlainText("조립 사진")
    dialog.accept()
    table.until(lambda: table.photo("IMG_1037.JPG").process == 2)


# A computer for tests has neither a sound card nor a graphics card.
@pytest.mark.qt_log_ignore("PulseAudioService", "No audio device", "No RHI backend", "pipewire")
def test_a_video_plays_with_a_bar(table):
    table.bring(VIDEO)
    table.window.go("photos")
    loupe = look_at(table, "MVI_0121.AVI")
    assert loupe.player.isVisible()
    first = loupe.stage.image.copy()
    table.qtbot.keyClick(loupe, KEY.Key_P)
    table.until(lambda: loupe.player.position_ms > 0)
    table.until(lambda: loupe.stage.image != first)
    loupe.leave()
    table.until(lambda: not loupe.player.is_playing)
    QApplication.processEvents()


def test_space_shows_the_chosen_photo_wherever_the_keys_were_before(table):
    grid = table.window.places.sorting.page.grid
    grid.select_keys([table.key("DCP_4386.JPG")])
    table.qtbot.keyClick(grid, KEY.Key_Home)
    grid.select_keys([table.key("IMG_1038.JPG")])
    table.qtbot.keyClick(grid, KEY.Key_Space)
    assert table.window.loupe.photo.name == "IMG_1038.JPG"
