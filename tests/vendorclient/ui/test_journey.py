"""From a card that is plugged in to thirty verified receipts, by mouse and keys, counted."""

from __future__ import annotations

import json
import random
import shutil
from datetime import date

import pytest
from PySide6.QtCore import Qt

from vendorcore.protocol import contract_to_json

from tests.journeys.world import GOOD, ROOT, World
from tests.vendorclient.builders import a_contract, a_process
from tests.vendorclient.ui.office import Office
from vendorclient.ui.grid.photo import Journey
from vendorclient.ui.theme.style import look
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.device_card import DeviceCard
from vendorclient.ui.widgets.nav import Place

KEY, CONTROL, LEFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
EACH = 10
# When the samples were taken: 2, 20 and 27 October 2026.
DAYS = (date(2026, 10, 2), date(2026, 10, 20), date(2026, 10, 27))


class Hands:
    """Does what a person does and counts it."""

    def __init__(self, office: Office) -> None:
        self.office, self.actions = office, 0

    def click(self, widget, place=None) -> None:
        self.actions += 1
        self.office.qtbot.mouseClick(widget, LEFT, pos=place or widget.rect().center())

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self.actions += 1
        self.office.qtbot.keyClick(self.office.window.focusWidget(), key, modifier)


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    made.vendorserver("init", "--demo", "--json")
    made.start_server()
    words = ("account", "ticket", "--login", "demo-office", "--url", made.url, "--json")
    made.vendorclient("enrol", str(made.vendorserver(*words)[0]["ticket"]), "--json")
    file = tmp_path / "contract.json"
    file.write_text(json.dumps(contract_to_json(the_contract()), ensure_ascii=False), "utf-8")
    made.vendorclient("contracts", "add", str(file), "--json")
    fill(made)
    yield made
    made.stop()


@pytest.fixture
def at_work(qtbot, world, monkeypatch):
    """A window on a joined computer, and no card in it yet."""
    shutil.copytree(world.base / "client", world.base / "desk" / "data")
    office = Office(qtbot, world.base / "desk", begin=False)
    monkeypatch.delenv("VENDORCLIENT_CARDS", raising=False)
    monkeypatch.setenv("VENDORCLIENT_CARDS_ONLY", "1")  # no card that another test has mounted
    office.window.resize(1366, 768)
    office.session.desk.begin()
    yield office
    office.close()


def plug_in(office, world, monkeypatch) -> None:
    monkeypatch.setenv("VENDORCLIENT_CARDS", str(world.base / "card"))
    office.until(lambda: office.window.findChildren(DeviceCard))


@pytest.mark.journey
def test_thirty_photos_by_hand_take_eight_actions(at_work, world, monkeypatch):
    office, hands = at_work, Hands(at_work)
    plug_in(office, world, monkeypatch)
    hands.click(card_button(office))
    office.until(lambda: len(office.read()) == 3 * EACH)
    hours = office.window.places.sorting.page.hours
    days = [
        row for row in range(hours.hour_model.rowCount()) if hours.hour_model.handful(row).is_day
    ]
    assert len(days) == 3
    for number, row in enumerate(days):
        hands.click(hours.viewport(), hours.visualRect(hours.hour_model.index(row)).center())
        hands.press(KEY.Key_1 + number)
    office.settled()
    hands.press(KEY.Key_Return, CONTROL)
    assert hands.actions == 8
    assert_delivered(office)


@pytest.mark.journey
def test_thirty_photos_as_suggested_take_three_actions(at_work, world, monkeypatch):
    office, hands = at_work, Hands(at_work)
    plug_in(office, world, monkeypatch)
    hands.click(card_button(office))
    office.until(lambda: len(office.read()) == 3 * EACH)
    hands.press(KEY.Key_Return)
    office.settled()
    hands.press(KEY.Key_Return, CONTROL)
    assert hands.actions == 3
    assert_delivered(office)


def assert_delivered(office) -> None:
    """Every photo carries the blue circle of a verified receipt, and the queue says done."""
    assert office.sorting.is_holding
    office.window.teller._toast._leave()
    office.until(lambda: journeys(office) == {Journey.DELIVERED}, timeout=120_000)
    assert len(office.sorting.photos) == 3 * EACH
    office.window.go(Place.SENDING)
    page = office.window.places.sending.page
    office.until(lambda: page.model.rowCount() == 3 * EACH + 2)
    office.until(lambda: said(page) == {"완료"})
    assert look().colours.done


def said(page) -> set[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return {page.model.index(row, 0).data(role) for row in range(page.model.rowCount())}


def journeys(office) -> set[Journey]:
    return {photo.journey for photo in office.sorting.photos}


def card_button(office) -> Button:
    def shown() -> list[Button]:
        card = office.window.findChild(DeviceCard)
        return [button for button in card.findChildren(Button) if not button.isHidden()]

    office.until(shown)  # the card stands there at once; its button comes when it was counted
    return shown()[0]


def the_contract():
    """Return a contract whose three processes ran on the days of the photos."""
    usual = a_contract(signed_on=date(2026, 9, 1))
    item = usual.items[0].id
    names = ("재단", "용접", "도장")
    processes = tuple(
        a_process(item, seq, name, day, day)
        for seq, (name, day) in enumerate(zip(names, DAYS, strict=True), 1)
    )
    return a_contract(signed_on=date(2026, 9, 1), items=usual.items, processes=processes)


def fill(world: World) -> None:
    """Put ten photos of each of three days on the card, each with a content of its own."""
    samples = ROOT / "resources" / "sample-card" / "camera" / "DCIM"
    seed = random.Random(30)
    for sample in GOOD:
        for number in range(EACH):
            name = f"{sample[:3]}_{sample[-7]}{number:03}.JPG"
            content = (samples / sample).read_bytes() + seed.randbytes(500)
            (world.card / name).write_bytes(content)
