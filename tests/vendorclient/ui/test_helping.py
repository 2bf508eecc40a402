"""What the window does beside sorting: phones, cards, hidden photos, people, first day, backup."""

import json
import zipfile
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from vendorcore.domain import new_id
from vendorcore.protocol import contract_to_json

from tests.vendorclient.builders import a_contract, a_picture
from tests.vendorclient.ui.spoken import spoken
from vendorclient.app.conflicts import Conflict, Difference, Field
from vendorclient.app.looking import Sight
from vendorclient.devices import DeviceState, FakePhone
from vendorclient.storage.accounts import Account, Accounts, Server
from vendorclient.storage.server_words import ServerWords
from vendorclient.ui.dialogs.conflict import ConflictDialog
from vendorclient.ui.dialogs.help import DeviceHelpDialog
from vendorclient.ui.dialogs.hidden import HiddenDialog
from vendorclient.ui.dialogs.phone import PhoneDialog
from vendorclient.ui.dialogs.restart import RestartDialog
from vendorclient.ui.grid.filters import Filter
from vendorclient.ui.grid.menu import PhotoMenu
from vendorclient.ui.widgets.device_card import DeviceLine
from vendorclient.ui.widgets.first_run import Stage
from vendorclient.ui.widgets.nav import Place

LEFT = Qt.MouseButton.LeftButton


def on_library(office, work):
    found = []
    office.session.desk.ask(work, found.append)
    office.until(lambda: found)
    return found[0]


def see(office, device, state=DeviceState.READY):
    sight = Sight(device=device, state=state, storages=(), total=2, new=2)
    office.session.desk.sighted.emit((sight,))
    office.window.go(Place.TODAY)


def test_only_what_is_picked_is_read_from_a_phone(office):
    office.sign()
    phone = FakePhone({"20261020_101010.jpg": a_picture(10), "20261020_101011.jpg": a_picture(90)})
    see(office, phone)
    office.window.places.today.page.phone_wanted.emit(phone.key)
    dialog = office.window.findChild(PhoneDialog)
    office.until(lambda: dialog.grid.photo_model.rowCount() == 2)
    assert not dialog.agree.isEnabled()
    dialog.grid.select_keys([dialog.grid.photo_model.photo(0).key])
    office.qtbot.mouseClick(dialog.agree, LEFT)
    office.until(lambda: len(office.read()) == 1)
    assert office.window.place is Place.PHOTOS


def test_a_phone_may_show_all_days(office):
    phone = FakePhone({"20200101_101010.jpg": a_picture(10)})
    see(office, phone)
    office.window.places.today.page.phone_wanted.emit(phone.key)
    dialog = office.window.findChild(PhoneDialog)
    office.until(lambda: dialog._more.isVisible())
    assert dialog.grid.photo_model.rowCount() == 0
    office.qtbot.mouseClick(dialog._more, LEFT)
    office.until(lambda: dialog.grid.photo_model.rowCount() == 1)
    dialog.reject()


def test_a_locked_phone_is_explained_with_a_picture(office):
    phone = FakePhone({})
    see(office, phone, DeviceState.UNTRUSTED)
    office.until(lambda: "'신뢰'" in spoken(office.window.places.today.page))
    office.window.places.today.page.device_helped.emit(phone.key)
    dialog = office.window.findChild(DeviceHelpDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_a_card_whose_content_is_safe_may_be_taken_out(office):
    from vendorcore import resources

    from vendorclient.devices import open_folder

    folder = open_folder(resources.path("sample-card/camera/DCIM/103KODAK"))
    office.window.go(Place.PHOTOS)
    office.window.devices.copy(folder)
    office.until(lambda: len(office.read()) == 3)
    see(office, folder)
    office.window.places.today.page.device_ejected.emit(folder.key)
    office.until(lambda: "꺼내도 됩니다" in office.window.teller._toast.accessibleName())


def test_a_finished_card_is_taken_out_beside_its_photos(office):
    office.window.go(Place.PHOTOS)
    page = office.window.places.sorting.page
    page.show_devices([DeviceLine(key="1", label="EOS", kind="card", new=2, total=3)])
    assert not page._eject.isVisible()
    page.show_devices([DeviceLine(key="1", label="EOS", kind="card", new=0, total=3)])
    assert page._eject.isVisible()
    assert page._eject.accessibleName() == "꺼내기: EOS"
    with office.qtbot.waitSignal(page.ejected) as ejected:
        office.qtbot.mouseClick(page._eject, LEFT)
    assert ejected.args == ["1"]


def test_filters_show_some_of_the_photos(office):
    office.sign()
    office.bring()
    office.window.go(Place.PHOTOS)
    page = office.window.places.sorting.page
    office.sorting.put([office.key("IMG_1037.JPG")], 1)
    page.filters.choose(Filter.UNTAGGED)
    assert page.grid.photo_model.rowCount() == 4
    page.filters.choose(Filter.VIDEO)
    assert page.grid.photo_model.rowCount() == 0
    page.hours.chosen.emit((office.key("IMG_1037.JPG"),))
    assert page.grid.selected_keys() == (office.key("IMG_1037.JPG"),)


def test_hidden_photos_are_told_with_the_reason(office):
    first = office.sign()
    office.bring()
    office.window.go(Place.PHOTOS)
    office.sorting.put([office.key("IMG_1037.JPG")], 1)
    office.settled()
    second = a_contract(name="두 번째 계약")
    file = office.root / "second.json"
    file.write_text(json.dumps(contract_to_json(second), ensure_ascii=False), "utf-8")
    office.window.places.contracts.load(str(file))
    office.until(lambda: len(office.sorting._board.contracts) == 2)
    office.sorting.choose(second.id)
    office.until(lambda: office.sorting.contract_id == second.id)
    office.window.places.sorting.page.hidden_wanted.emit()
    office.until(lambda: office.window.findChild(HiddenDialog))
    dialog = office.window.findChild(HiddenDialog)
    assert dialog.model.row(0).contract_name == first.name
    dialog.reject()


def test_the_menu_offers_what_applies(office):
    office.sign()
    office.bring()
    office.window.go(Place.PHOTOS)
    page = office.window.places.sorting.page
    key = office.key("IMG_1037.JPG")
    fresh = PhotoMenu(page, (key,), office.sorting.photos)
    assert "메모 남기기" not in [action.text() for action in fresh.actions()]
    office.sorting.put([key], 1)
    tagged = PhotoMenu(page, (key,), office.sorting.photos)
    words = [action.text() for action in tagged.actions()]
    assert {"메모 남기기", "작업 전", "공정에서 빼기"} <= set(words)
    assert "철회하기" not in words
    next(a for a in tagged.actions() if a.text() == "작업 전").trigger()
    office.settled()
    assert office.photo("IMG_1037.JPG").label == "before"


def test_two_forms_of_a_contract_are_settled(office):
    contract = office.sign()
    theirs = replace(contract, name="서버의 이름")

    def differ(db):
        ServerWords(db).keep_theirs(contract.id, theirs)
        return 1

    on_library(office, differ)
    office.window.places.sending.conflicted.emit(contract.id)
    office.until(lambda: office.window.findChild(ConflictDialog))
    dialog = office.window.findChild(ConflictDialog)
    assert "서버의 이름" in spoken(dialog)
    office.qtbot.mouseClick(dialog.theirs, LEFT)
    office.until(lambda: office.sorting._board.chosen.contract.name == "서버의 이름")


def test_choice_between_two_forms_stays_in_sight_however_much_differs(office):
    differences = tuple(Difference(field, "가\n" * 9, "나\n" * 9) for field in list(Field)[-9:])
    dialog = ConflictDialog(office.window, Conflict("", "책상", differences))
    dialog.show()
    office.until(lambda: dialog.height() <= dialog.room.height())
    for button in (dialog.mine, dialog.theirs):
        assert dialog.rect().contains(button.mapTo(dialog, button.rect().bottomRight()))
        assert not button.visibleRegion().isEmpty()


def join(name):
    def work(db):
        account = Account(
            id=new_id(), server_account_id=new_id(), login=name, name=name, device_id=new_id()
        )
        Accounts(db).enrol(account, Server(id="s", url="http://127.0.0.1:9", name="서버"), {})
        return account

    return work


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", "does not support raise")
def test_another_person_takes_over_in_two_actions(office):
    on_library(office, join("김철수"))
    on_library(office, join("이영희"))
    office.qtbot.mouseClick(office.window.nav.switch, LEFT)
    office.until(lambda: office.window.nav.switch.findChild(QMenu))
    menu = office.window.nav.switch.findChild(QMenu)
    next(action for action in menu.actions() if "김철수" in action.text()).trigger()
    menu.close()
    office.until(lambda: on_library(office, lambda db: Accounts(db).active().name) == "김철수")


def test_the_first_day_has_four_steps(office):
    office.window.go(Place.TODAY)
    first = office.window.places.today.page.first
    office.until(first.isVisible)
    assert first.stage is Stage.SERVER
    office.qtbot.mouseClick(first.act, LEFT)
    assert office.window.place is Place.SETTINGS
    on_library(office, join("김철수"))
    office.window.go(Place.TODAY)
    office.window.places.today.refresh()
    office.until(lambda: first.stage is Stage.COMPANY)
    assert "김철수" in spoken(first)
    office.qtbot.mouseClick(first.act, LEFT)
    assert first.stage is Stage.TRIAL
    office.qtbot.mouseClick(first.act, LEFT)
    office.until(office.window.teller.panel.isVisible)
    assert first.act.isEnabled()
    first.dismissed.emit()
    assert not first.isVisible()


def test_whoever_only_practises_gets_a_contract_for_it(office):
    office.window.go(Place.TODAY)
    first = office.window.places.today.page.first
    office.until(first.practise.isVisible)
    office.qtbot.mouseClick(first.practise, LEFT)
    office.until(lambda: office.window.place is Place.PHOTOS)
    office.until(lambda: office.sorting.processes)
    assert office.sorting._board.chosen.contract.is_practice


def test_a_choice_is_taken_back(office):
    page = office.window.places.settings.page
    assert not page.undo.isEnabled()
    page.scheme_chosen.emit("dark")
    page.scale_chosen.emit(1.3)
    page.undone.emit()
    page.undone.emit()
    assert (office.session.preferences.scheme, office.session.preferences.scale) == ("system", 1.0)
    assert not page.undo.isEnabled()


def test_a_backup_is_made_and_taken_over_at_the_next_start(office, tmp_path):
    office.sign()
    office.bring()
    work = office.window.places.settings
    office.window.go(Place.PHOTOS)
    with office.qtbot.waitSignal(work.said, timeout=30_000) as said:
        work.back_up(str(tmp_path / "backup"))
    assert "5개" in said.args[0]
    work.restore(str(tmp_path / "backup"))
    office.until(lambda: office.window.findChild(RestartDialog))
    office.window.findChild(RestartDialog).reject()
    assert (office.root / "data" / "restore.json").is_file()


def test_a_diagnosis_is_written(office, tmp_path):
    work = office.window.places.settings
    with office.qtbot.waitSignal(work.said, timeout=60_000):
        work.diagnose(str(tmp_path / "out.zip"))
    assert "checks.json" in zipfile.ZipFile(tmp_path / "out.zip").namelist()


@pytest.mark.parametrize("kind", ["_ask_backup", "_ask_restore", "_ask_diagnosis"])
def test_places_are_chosen_in_a_dialog_that_is_not_waited_for(office, kind):
    from PySide6.QtWidgets import QFileDialog

    getattr(office.window.places.settings, kind)()
    dialog = office.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.reject()
