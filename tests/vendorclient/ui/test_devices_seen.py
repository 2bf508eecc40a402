"""A card that cannot be copied whole is tried again after a rest, not all the time."""

from __future__ import annotations

from vendorcore.errors import NotReadable

from vendorclient.app.looking import Sight
from vendorclient.devices import DeviceKind, DeviceState, Entry
from vendorclient.ui import devices_seen


class WornCard:
    """A card with one photo that nobody can read any more."""

    key, label, kind = "card-1", "SD", DeviceKind.CARD

    def __init__(self):
        self.reads = 0

    def entries(self):
        yield Entry(path="DCIM/100CANON/IMG_0001.JPG", name="IMG_0001.JPG", size_bytes=5)

    def read(self, entry, offset=0):
        self.reads += 1
        raise NotReadable(path=entry.path)


def plug_in(office, card):
    """Show the card as the watcher does, as often as it does after each copy."""
    sight = Sight(device=card, state=DeviceState.READY, total=1, new=1)
    office.session.desk.sighted.emit((sight,))
    office.session.desk.copied.connect(lambda *_: office.session.desk.sighted.emit((sight,)))


def test_photo_that_cannot_be_read_rests(office):
    card = WornCard()

    plug_in(office, card)
    office.until(lambda: card.reads)
    office.settled()

    assert card.reads == 1


def test_photo_that_could_not_be_read_is_tried_again(office, monkeypatch):
    monkeypatch.setattr(devices_seen, "_SHORTEST_REST_MS", 50)
    card = WornCard()

    plug_in(office, card)

    office.until(lambda: card.reads > 1)


def test_card_that_was_pulled_out_is_tried_at_once(office):
    card = WornCard()
    plug_in(office, card)
    office.until(lambda: card.reads == 1)
    office.settled()

    office.session.desk.sighted.emit(())
    plug_in(office, card)

    office.until(lambda: card.reads == 2)
