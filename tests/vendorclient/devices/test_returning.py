"""A film goes on where it stopped when the phone comes back, if it is still the same film."""

from __future__ import annotations

import os

import pytest

from vendorcore.errors import DeviceGone, NotReadable

from vendorclient.devices import Device, Entry, FakePhone
from vendorclient.devices.returning import OVERLAP_BYTES, Returning

PATH = "DCIM/Camera/film.mp4"
FILM = os.urandom(1_500_000)
ENTRY = Entry(path=PATH, name="film.mp4", size_bytes=len(FILM))


class Cable:
    """Brings the phone back a few times, and counts what is read of it."""

    def __init__(self, times: int, film: bytes = FILM) -> None:
        self.times = times
        self.film = film
        self.back = 0

    def come_back(self, key: str) -> Device | None:
        assert key == "phone-1"
        if self.back == self.times:
            return None
        self.back += 1
        after = 400_000 if self.back < self.times else None
        return FakePhone({PATH: self.film}, unplug_after_bytes=after)


def a_phone(cable: Cable) -> Returning:
    return Returning(FakePhone({PATH: FILM}, unplug_after_bytes=700_000), cable.come_back)


def test_film_is_whole_after_several_gaps() -> None:
    cable = Cable(times=3)

    assert b"".join(a_phone(cable).read(ENTRY)) == FILM
    assert cable.back == 3


def test_reading_from_an_offset_goes_on_too() -> None:
    assert b"".join(a_phone(Cable(times=1)).read(ENTRY, 600_000)) == FILM[600_000:]


def test_only_a_little_is_read_twice() -> None:
    phone = a_phone(Cable(times=1))
    pieces = list(phone.read(ENTRY))
    last = phone.device

    assert isinstance(last, FakePhone)
    assert sum(map(len, pieces)) == len(FILM)
    assert OVERLAP_BYTES < 100_000


def test_other_film_under_the_same_name_is_not_glued_on() -> None:
    cable = Cable(times=1, film=os.urandom(len(FILM)))

    with pytest.raises(NotReadable) as raised:
        b"".join(a_phone(cable).read(ENTRY))

    assert raised.value.code == "file-changing"


def test_shorter_film_is_no_end_of_the_one_that_was_begun() -> None:
    cable = Cable(times=1, film=FILM[:1000])

    with pytest.raises(NotReadable) as raised:
        b"".join(a_phone(cable).read(ENTRY))

    assert raised.value.code == "file-changing"


def test_what_was_listed_before_is_not_read_where_it_is_listed_otherwise() -> None:
    after = {PATH: FILM, "DCIM/Camera/next.mp4": b"of another card"}
    phone = Returning(
        FakePhone({PATH: FILM}, unplug_after_bytes=700_000), lambda _key: FakePhone(after)
    )
    b"".join(phone.read(ENTRY))

    with pytest.raises(NotReadable) as raised:
        next(phone.read(Entry(path="DCIM/Camera/next.mp4", name="next.mp4", size_bytes=9)))

    assert raised.value.code == "file-changing"


def test_what_is_listed_again_is_read_on_after_the_return() -> None:
    files = {PATH: FILM, "DCIM/Camera/next.mp4": b"next film"}
    phone = Returning(FakePhone(files, unplug_after_bytes=700_000), lambda _key: FakePhone(files))
    [first, second] = phone.entries()
    b"".join(phone.read(first))

    assert b"".join(phone.read(second)) == b"next film"


def test_nobody_waits_for_ever() -> None:
    with pytest.raises(DeviceGone):
        b"".join(a_phone(Cable(times=0)).read(ENTRY))


def test_it_is_the_same_device_for_everybody_else() -> None:
    phone = a_phone(Cable(times=0))

    assert (phone.key, phone.label, phone.kind) == ("phone-1", "FakePhone", phone.device.kind)
    assert [entry.path for entry in phone.entries()] == [PATH]
