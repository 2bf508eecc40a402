"""A whole contract by keyboard alone, and a second one copied from it; every key is counted."""

import logging
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from vendorcore.domain import WizardStep
from vendorcore.domain.draft import ORDER_FIELDS

from tests.vendorclient.ui.typist import ALT, CONTROL, KEY, SHIFT, Typist
from vendorclient.ui.widgets.nav import Place
from vendorclient.ui.wizard.copy_dialog import CopyDialog
from vendorclient.ui.wizard.institution_dialog import InstitutionDialog

log = logging.getLogger(__name__)
PLAN = {
    "5610170301": ("재단", "절곡", "용접", "도장", "조립"),
    "5611200201": ("성형", "재단", "봉제", "조립", "검사"),
}
ITEM = ("detail_no", "detail_name", "quantity", "unit", "unit_price")
PROCESS = ("name", "starts_on", "ends_on")
MATERIALS = ("냉간압연강판", "분체도료", "각파이프", "손잡이", "볼트")


@pytest.fixture
def page(office):
    office.window.go(Place.CONTRACTS)
    found = office.window.places.contracts.page
    office.until(found.isVisible)
    office.until(lambda: QApplication.focusWidget() is not None)
    return found


def test_a_contract_by_keyboard_alone_and_a_quarter_of_it_for_the_next(office, page):
    whole = write_all(office, page)
    first = page.wizard.draft
    page.back()
    office.until(lambda: page.list.model.rowCount() == 1)
    again = copy_all(office, page)
    assert filled(page.wizard.draft) == filled(first)
    log.info(
        "keystrokes: whole contract %s, copied %s (%.0f %%)", whole, again, 100 * again / whole
    )
    assert again <= whole / 4


def filled(draft):
    """Return which cells of the statement are filled, and which fields of everything else."""
    return (
        [sorted(row.cells) for row in draft.materials],
        [[bool(getattr(one, f)) for f in ITEM] for one in draft.items],
        [[bool(getattr(one, f)) for f in PROCESS] for one in draft.processes],
        [bool(getattr(draft, name)) for name in ORDER_FIELDS],
    )


def write_all(office, page) -> int:
    """Write a contract with 2 products, 10 processes and 15 rows of material; return the keys."""
    typist = Typist()
    begin(office, page, typist)
    order(office, page, typist, "철제 책상 및 의자 구매", "R26TA01234567")
    for number in range(15):
        material(typist, number)
    typist.press(KEY.Key_N, with_=ALT)
    assert page.wizard.step is WizardStep.ITEMS
    for number in PLAN:
        typist.press(KEY.Key_F4)
        typist.type(number)
        typist.press(KEY.Key_Return)
        for text in ("120", "개", "300000"):
            typist.type(text)
            typist.tab()
    typist.press(KEY.Key_N, with_=ALT)
    plan(page, typist)
    typist.press(KEY.Key_N, with_=ALT)
    typist.press(KEY.Key_N, with_=ALT)
    office.until(page.detail.isVisible)
    draft = page.wizard.draft
    assert (len(draft.items), len(draft.processes), len(draft.materials)) == (2, 10, 15)
    assert all(row.cell("amount") for row in draft.materials)
    return typist.strokes


def begin(office, page, typist: Typist) -> None:
    typist.press(KEY.Key_N, with_=CONTROL)
    office.until(lambda: page.wizard.isVisible() and page.wizard.draft.id)
    office.until(page.wizard.order.parties.first_line.hasFocus)


def order(office, page, typist: Typist, name: str, number: str) -> None:
    """Fill in the order and stop at the first cell of the materials."""
    typist.press(KEY.Key_F4)
    dialog = office.window.findChild(InstitutionDialog)
    office.until(dialog.finder.line.hasFocus)
    typist.type("속초")
    typist.press(KEY.Key_Return)
    office.until(page.wizard.order.parties.first_line.hasFocus)
    to(page.wizard.order.lines["name"], typist)
    typist.type(name)
    typist.tab()
    typist.type(number)
    days(page, typist)
    typist.type("42000000")
    typist.tab()
    typist.type("2")
    to(page.wizard.order.materials.view, typist)


def days(page, typist: Typist) -> None:
    to(page.wizard.order.signed, typist)
    typist.type("20261012")
    typist.tab()
    typist.type("+49")
    typist.tab()
    assert page.wizard.draft.due_on == "2026-11-30"


def material(typist: Typist, number: int) -> None:
    """Type one row; its amount comes by itself."""
    typist.type("1")
    typist.tab()
    for text in (MATERIALS[number % 5], "1.2T", "장", str(60 + number), "41500"):
        typist.type(text)
        typist.tab()
    typist.tab()
    for text in ("포항철강", "1248100998", "20261014"):
        typist.type(text)
        typist.tab()
    typist.press(KEY.Key_Return)


def plan(page, typist: Typist) -> None:
    """Type five processes for each product, days and all."""
    assert page.wizard.step is WizardStep.PLAN
    for place, names in enumerate(PLAN.values()):
        if place:
            typist.press(KEY.Key_PageDown, with_=CONTROL)
        for number, name in enumerate(names):
            first = date(2026, 10, 13) + timedelta(days=7 * number)
            typist.type(name)
            typist.tab()
            typist.type(f"{first:%m/%d}")
            typist.tab()
            typist.type(f"{first + timedelta(days=3):%m/%d}")
            typist.press(KEY.Key_Return)


def copy_all(office, page) -> int:
    """Begin from the contract that is there; type what is new in this one."""
    typist = Typist()
    before = page.wizard.draft.id
    typist.press(KEY.Key_N, with_=CONTROL | SHIFT)
    dialog = office.window.findChild(CopyDialog)
    office.until(dialog.finder.line.hasFocus)
    typist.press(KEY.Key_Return)
    office.until(lambda: page.wizard.isVisible() and page.wizard.draft.id not in ("", before))
    office.until(office.window.isActiveWindow)
    to(page.wizard.order.lines["number"], typist)
    typist.type("R26TA07654321")
    days(page, typist)
    to(page.wizard.order.materials.view, typist)
    purchases(typist)
    typist.press(KEY.Key_3, with_=CONTROL)
    typist.press(KEY.Key_D, with_=ALT)
    typist.press(KEY.Key_N, with_=ALT)
    typist.press(KEY.Key_N, with_=ALT)
    office.until(page.detail.isVisible)
    draft = page.wizard.draft
    assert draft.id != before
    assert (len(draft.items), len(draft.processes), len(draft.materials)) == (2, 10, 15)
    assert draft.parties[0].code == "4231000"
    return typist.strokes


def purchases(typist: Typist) -> None:
    """Type what is new of each purchase: one day for all, then quantity and price."""
    typist.press(KEY.Key_Home, with_=CONTROL)
    typist.press(*[KEY.Key_Right] * 9)
    typist.type("20261201")
    typist.press(KEY.Key_Return, KEY.Key_Up)
    typist.press(*[KEY.Key_Down] * 14, with_=SHIFT)
    typist.press(KEY.Key_D, with_=CONTROL)
    typist.press(KEY.Key_Home, with_=CONTROL)
    typist.press(*[KEY.Key_Right] * 4)
    for number in range(15):
        typist.type(str(80 + number))
        typist.tab()
        typist.type("43200")
        typist.press(KEY.Key_Return)


def to(widget, typist: Typist) -> None:
    """Press Tab until the keyboard is there."""
    for _again in range(20):
        if QApplication.focusWidget() is widget:
            return
        typist.tab()
    raise AssertionError(f"{widget} cannot be reached by Tab")
