"""The pages of contracts in every language and size of type: nothing is cut, all has a name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QHeaderView, QWidget

from vendorcore.domain import WizardStep

from tests.vendorclient.ui.test_looks import NAMED, cut_in, inside_of_another, name_of
from tests.vendorclient.ui.test_wizard import fill_order
from vendorclient.ui.theme.palette import Scheme
from vendorclient.ui.theme.style import look
from vendorclient.ui.widgets.nav import Place


@pytest.fixture(params=["ko", "en"])
def written(office, request):
    """An office with a contract in the list and a draft in the form."""
    contract = office.sign()
    if request.param == "en":
        office.window.places.settings.page.language_chosen.emit("en")
        office.window = office.session.window
    office.window.go(Place.CONTRACTS)
    work = office.window.places.contracts
    office.until(lambda: work.page.list.shown)
    work.begin()
    office.until(lambda: "wizard" in vars(work.page) and work.page.wizard.draft.id)
    fill_order(work.page.wizard)
    yield office, work.page, contract
    if request.param == "en":
        office.window.places.settings.page.language_chosen.emit("ko")
        office.window = office.session.window


def scenes(office, page, contract):
    """Show one view after another."""
    for step in WizardStep:
        page.write()
        page.wizard.go(step)
        yield step.value
    page.show_calendar()
    yield "calendar"
    page.contract_wanted.emit(contract.id)
    office.until(lambda: page.shown_contract == contract.id)
    for number in range(page.detail.tabs.count()):
        page.detail.tabs.setCurrentIndex(number)
        yield f"detail {number}"
    page.back()
    yield "list"


def cut_once_laid_out(window):
    """Return what is cut; a page whose lines break takes a few rounds to find its height."""
    for _round in range(10):
        QApplication.processEvents()
        cut = cut_in(window)
        if not cut:
            break
    return cut


@pytest.mark.parametrize(("size", "scale"), [((1093, 614), 1.0), ((1366, 768), 1.6)])
def test_no_word_is_cut(written, size, scale):
    office, page, contract = written
    look().wear(Scheme.LIGHT, scale)
    office.window.resize(*size)
    found = []
    for scene in scenes(office, page, contract):
        found += [(scene, *cut) for cut in cut_once_laid_out(office.window)]
    assert found == []
    assert office.window.width() == size[0]


def test_everything_has_a_name_and_is_reached_by_keyboard(written):
    office, page, contract = written
    wrong = []
    for scene in scenes(office, page, contract):
        QApplication.processEvents()
        for widget in office.window.findChildren(QWidget):
            if not widget.isVisible() or inside_of_another(widget):
                continue
            if isinstance(widget, NAMED) and not isinstance(widget, QHeaderView):
                wrong += [] if name_of(widget) else [(scene, "nameless", type(widget).__name__)]
            if isinstance(widget, QAbstractButton) and widget.isEnabled():
                lost = widget.focusPolicy() is Qt.FocusPolicy.NoFocus
                wrong += [(scene, "unreachable", name_of(widget))] if lost else []
    assert wrong == []
