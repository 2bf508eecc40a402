"""Second copies and watched folders are chosen in the settings; who holds a camera is asked."""

from PySide6.QtCore import Qt

from tests.vendorclient.builders import NOON, a_picture, files_below, write
from tests.vendorclient.ui.spoken import spoken
from vendorclient.app.looking import Sight
from vendorclient.app.watched import rules
from vendorclient.devices import DeviceKind, DeviceState, FakePhone
from vendorclient.storage.media import Media
from vendorclient.ui.dialogs.help import DeviceHelpDialog
from vendorclient.ui.dialogs.watching import WatchingDialog
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.nav import Place

LEFT = Qt.MouseButton.LeftButton


class Held(FakePhone):
    """A camera that a file manager holds, and how often it was asked to let go."""

    asked = 0

    def release(self) -> bool:
        self.asked += 1
        return True


def keeping(office):
    office.window.go(Place.SETTINGS)
    return office.window.places.settings.keeping


def test_second_copies_are_made_when_a_place_is_chosen(office, tmp_path):
    office.bring("camera/DCIM/100CANON/IMG_1037.JPG")
    (tmp_path / "nas").mkdir()
    work = keeping(office)
    work.keep_at(str(tmp_path / "nas"))
    office.until(lambda: len(files_below(tmp_path / "nas")) == 1 + 1)  # and the mark of the place
    card = office.window.places.settings.page.keeping
    office.until(lambda: card.place.text() == str(tmp_path / "nas"))
    office.qtbot.mouseClick(card.drop, LEFT)
    office.until(lambda: not card.drop.isVisible())


def test_a_place_that_is_away_is_told_on_the_card_and_in_the_day(office, tmp_path):
    office.bring("camera/DCIM/100CANON/IMG_1037.JPG")
    (tmp_path / "nas").mkdir()
    work = keeping(office)
    work.keep_at(str(tmp_path / "nas"))
    office.until(lambda: len(files_below(tmp_path / "nas")) == 1 + 1)
    card = FakePhone({}, key="card-1", label="SD", kind=DeviceKind.CARD)
    office.session.desk.sighted.emit((Sight(device=card, state=DeviceState.READY, total=1, new=0),))
    office.window.go(Place.TODAY)
    page = office.window.places.today.page
    office.until(lambda: page._cards["card-1"]._eject.isVisible())

    (tmp_path / "nas").rename(tmp_path / "unplugged")
    office.session.desk.library.copy_again()
    office.until(lambda: "닿을 수 없습니다" in page._cards["card-1"].accessibleName())
    assert not page._cards["card-1"]._eject.isVisible()
    office.until(lambda: "닿을 수 없습니다" in spoken(page._todo))

    (tmp_path / "unplugged").rename(tmp_path / "nas")
    office.session.desk.library.copy_again()
    office.until(lambda: page._cards["card-1"]._eject.isVisible())
    office.until(lambda: "닿을 수 없습니다" not in spoken(page._todo))


def test_watched_folder_is_tried_then_watched_then_dropped(office, tmp_path):
    office.sign()
    write(tmp_path / "재단" / "a.jpg", a_picture(50))
    work = keeping(office)
    card = office.window.places.settings.page.keeping
    office.until(card.add.isEnabled)
    work.watch(str(tmp_path / "재단"))
    dialog = office.window.findChild(WatchingDialog)
    office.until(lambda: "1장에 이 공정을 제안" in dialog.shown.text())
    assert "a.jpg" in dialog.shown.text()
    assert office.read() == []
    office.qtbot.mouseClick(dialog.agree, LEFT)
    office.until(lambda: "재단 → " in spoken(card))
    drop = next(one for one in card.findChildren(Button) if one.accessibleName() == "재단 빼기")
    office.qtbot.mouseClick(drop, LEFT)
    office.until(lambda: "재단 → " not in spoken(card))


def test_a_device_gets_a_process_that_is_suggested_for_what_comes_from_it(office, tmp_path):
    office.sign()
    office.session.desk.library.lane.do(
        lambda db: Media(db).remember_device("card-7", "card", "1호기 카드", NOON)
    )
    work = keeping(office)
    card = office.window.places.settings.page.keeping
    office.until(card.add_device.isEnabled)
    office.qtbot.mouseClick(card.add_device, LEFT)
    dialog = office.window.findChild(WatchingDialog)
    assert dialog.device.currentText() == "1호기 카드"
    office.until(lambda: "꽂혀 있지 않습니다" in dialog.shown.text())
    office.qtbot.mouseClick(dialog.agree, LEFT)
    office.until(lambda: "1호기 카드 → " in spoken(card))
    (rule,) = office.session.desk.library.lane.do(rules)
    assert rule.source == "card-7"
    work.forget(rule.id)
    office.until(lambda: "1호기 카드 → " not in spoken(card))


def test_whoever_holds_a_camera_is_named_and_asked_to_let_go(office):
    camera = Held({})
    sight = Sight(device=camera, state=DeviceState.BUSY, detail="gvfsd-gphoto2")
    office.session.desk.sighted.emit((sight,))
    office.window.go(Place.TODAY)
    office.window.places.today.page.device_helped.emit(camera.key)
    dialog = office.window.findChild(DeviceHelpDialog)
    assert "파일 관리자" in dialog.windowTitle()
    office.qtbot.mouseClick(dialog.agree, LEFT)
    office.until(lambda: camera.asked == 1)
    teller = office.window.teller
    office.until(lambda: teller._toast and "놓아 달라고" in teller._toast.accessibleName())
