"""How fast it is sent, where data costs money, when originals may go: chosen in the settings."""

from vendorclient.app.releasing import Outlook, Rule, rule
from vendorclient.app.sending import choices
from vendorclient.ui.widgets.nav import Place
from vendorclient.ui.widgets.sending_card import SendingCard


def card_of(office):
    office.window.go(Place.SETTINGS)
    return office.window.places.settings.page.sending


def pick(field, value):
    place = field.findData(value)
    field.setCurrentIndex(place)
    field.activated.emit(place)


def test_switches_are_kept_and_shown_again(office):
    card, folder = card_of(office), office.session.desk.library.folder
    pick(card.speed, 1_000_000)
    office.until(lambda: choices(folder).bytes_per_second == 1_000_000)
    card.costly.click()
    office.until(lambda: choices(folder).sends_when_metered)
    office.window.places.settings.refresh()
    office.until(lambda: card.speed.currentData() == 1_000_000 and card.costly.isChecked())


def test_a_rule_for_originals_is_chosen_and_taken_back(office):
    card = card_of(office)
    asked = office.session.desk.library.lane.do
    pick(card.days, 90)
    office.until(lambda: asked(rule) == Rule(after_days=90))
    office.until(lambda: "지금 비울 수 있는 원본 0개" in card.state.text())
    assert not card.now.isEnabled()
    pick(card.days, -1)
    office.until(lambda: asked(rule) is None)
    office.until(lambda: not card.state.text())


def test_the_least_space_is_chosen_beside_the_days(office):
    card = card_of(office)
    asked = office.session.desk.library.lane.do
    office.until(lambda: not card.below.isEnabled())
    pick(card.days, 30)
    office.until(lambda: card.below.isEnabled())
    pick(card.below, 20 << 30)
    office.until(lambda: asked(rule) == Rule(after_days=30, below_bytes=20 << 30))
    pick(card.days, 90)
    office.until(lambda: asked(rule) == Rule(after_days=90, below_bytes=20 << 30))
    office.window.places.settings.refresh()
    office.until(lambda: card.below.currentText() == "남은 공간이 20 GB보다 적을 때만")


def test_the_card_shows_what_a_command_chose_and_what_has_gone(qtbot):
    card = SendingCard()
    qtbot.addWidget(card)
    card.show_outlook(
        Outlook(
            rule=Rule(after_days=45, below_bytes=7 << 30),
            due=3,
            due_bytes=9_000_000,
            released=2,
            released_bytes=5_000_000,
        )
    )
    assert card.days.currentText() == "확인하고 45일 뒤"
    assert card.below.currentText() == "남은 공간이 7 GB보다 적을 때만"
    assert card.state.text() == "지금 비울 수 있는 원본 3개(9.0 MB) · 비운 원본 2개(5.0 MB)"
    assert card.now.isEnabled()
    assert not card.back.isHidden()


def test_letting_go_and_bringing_back_say_how_much(office):
    work, said = office.window.places.settings.transfer, []
    work.said.connect(said.append)
    work.release()
    office.until(lambda: len(said) == 1)
    work.bring_back()
    office.until(lambda: len(said) == 2)
    assert said[0].startswith("원본 0개를 비웠습니다")
    assert said[1] == "원본 0개를 다시 받았습니다."
