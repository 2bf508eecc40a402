"""Whole cards as honest workers fill them: no rule may accuse anybody.

Each card is made by imitating a camera: its counter, its folders, its clock, its habits. What is
looked at are the rules that hint at deceit: files, videos, cards and duplicates.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random

import pytest

from vendorcore.domain import KST
from vendorcore.evidence import CardPicture, Facts, Finding, Known, Level, weigh, weigh_card

from tests.vendorcore.evidence.builders import a_photo, a_promise, a_video, on

Shots = list[CardPicture]
ACCUSING = ("I_", "V_", "M_", "S_", "D_")


def a_camera(
    first: int = 1,
    *,
    folder: str = "DCIM/100NIKON",
    begins: datetime | None = None,
    read_at: datetime | None = None,
    count: int = 120,
    **facts: object,
) -> Shots:
    """The pictures of one camera at work: some a minute, some a day apart, each its own scene."""
    chance, at, shots = Random(first), begins or on(3, 9, 8), []
    for number in range(first, first + count):
        at += timedelta(seconds=chance.choice((2, 40, 900, 7200)))
        name = f"DSC_{(number - 1) % 9999 + 1:04}.JPG"
        shots.append(_shot(folder, name, at, read_at, chance, facts))
    return shots


def _shot(
    folder: str,
    name: str,
    at: datetime,
    read_at: datetime | None,
    chance: Random,
    more: dict[str, object],
) -> CardPicture:
    about = {
        "digitized": at,
        "modified": at,
        "software": "Ver.1.00",
        "thumbnail_ncc": chance.uniform(0.8, 1.0),
        "thumbnail_distance": chance.randrange(8),
        "dhash64": f"{chance.getrandbits(64):016x}",
        "dhash256": f"{chance.getrandbits(256):064x}",
        "sha256": sha256(chance.randbytes(8)).hexdigest(),
    }
    facts = a_photo(name=name, captured=at, **{**about, **more})
    return CardPicture(folder=folder, facts=facts, imported_at=read_at)


def one_week() -> Shots:
    return a_camera()


def counter_over_the_end_in_one_folder() -> Shots:
    return a_camera(9940)


def counter_over_the_end_in_a_new_folder() -> Shots:
    shots = a_camera(9940)
    return [
        shot if shot.facts.name > "DSC_9000" else replace(shot, folder="DCIM/101NIKON")
        for shot in shots
    ]


def card_formatted_and_counted_anew() -> Shots:
    """Many Nikons begin at 0001 on every empty card; the library remembers the card's past."""
    first = a_camera(read_at=datetime(2026, 3, 14, 18, tzinfo=KST))
    second = a_camera(begins=on(3, 16, 8), read_at=datetime(2026, 3, 18, 17, tzinfo=KST), count=60)
    return [*first, *second]


def two_cameras_one_card_on_different_days() -> Shots:
    return [
        *a_camera(serial="1", count=20),
        *a_camera(5001, folder="DCIM/101CANON", begins=on(3, 17), serial="2", model="Canon EOS"),
    ]


def photos_of_two_workers_in_one_folder() -> Shots:
    """Same model, taken at the same hours, gathered by the office in one folder without a card."""
    return [
        *a_camera(serial="1", folder="용접 사진"),
        *a_camera(60, serial="2", folder="용접 사진"),
        *a_camera(30, folder="조립 사진", model="COOLPIX S3100"),
        *a_camera(300, folder="조립 사진", begins=on(3, 6, 8), model="COOLPIX S3100"),
    ]


def raw_and_jpeg_pairs() -> Shots:
    shots = a_camera(serial="4410077")
    raws = [
        replace(
            shot,
            facts=replace(
                shot.facts,
                name=shot.facts.name.replace("JPG", "NEF"),
                mime="image/tiff",
                sha256=shot.facts.sha256[::-1],
            ),
        )
        for shot in shots
    ]
    return [*shots, *raws]


def films_between_the_photos() -> Shots:
    """A film carries its camera's local clock where UTC should stand."""
    films = [
        CardPicture(
            folder="DCIM/100NIKON",
            facts=a_video(name=f"DSC_{number:04}.MOV", captured=at, mvhd=at, make="NIKON"),
        )
        for number, at in ((7, on(3, 9, 9)), (40, on(3, 11, 9)))
    ]
    return [*a_camera(), *films]


def an_iphone_with_copies_and_edits() -> Shots:
    chance = Random(1)
    phone = {"make": "Apple", "model": "iPhone 15", "software": "17.4"}
    shots = a_camera(3000, folder="DCIM/103APPLE", **phone)
    copies = [
        _shot("DCIM/103APPLE", f"IMG_{n}.HEIC", on(3, 9, 9), None, chance, phone)
        for n in range(3200, 3210)
    ]
    return [*shots, *copies]


def a_bracketed_series() -> Shots:
    """The same scene five times within seconds: a worker who made sure."""
    shots = a_camera(count=5)
    start = shots[0].facts
    return [
        replace(
            shot,
            facts=replace(
                shot.facts,
                dhash64=start.dhash64,
                dhash256=start.dhash256,
                captured=on(3, 10, 9) + timedelta(seconds=20 * place),
                modified=on(3, 10, 9) + timedelta(seconds=20 * place),
            ),
        )
        for place, shot in enumerate(shots)
    ]


def folders_of_each_day() -> Shots:
    return [
        shot
        for day in range(5)
        for shot in a_camera(
            1 + 30 * day,
            folder=f"DCIM/{100 + day}_0{309 + day}",
            begins=on(3, 9 + day, 8),
            count=5,
        )
    ]


def cameras_that_cannot_be_told_apart() -> Shots:
    """Two old compacts without serial numbers, each with its own card of the same folder."""
    return a_camera(make="", model="", software="", digitized=None)


CARDS: tuple[Callable[[], Shots], ...] = (
    one_week,
    counter_over_the_end_in_one_folder,
    counter_over_the_end_in_a_new_folder,
    card_formatted_and_counted_anew,
    two_cameras_one_card_on_different_days,
    photos_of_two_workers_in_one_folder,
    raw_and_jpeg_pairs,
    films_between_the_photos,
    an_iphone_with_copies_and_edits,
    a_bracketed_series,
    folders_of_each_day,
    cameras_that_cannot_be_told_apart,
)


def remarks(card: Shots) -> Iterator[Finding]:
    """Every remark on every picture: its own, and those that the whole card adds."""
    known: list[Known] = []
    for picture, of_card in zip(card, weigh_card(card), strict=True):
        yield from weigh(picture.facts, a_promise(known=tuple(known)))
        yield from of_card
        known.append(Known.of(picture.facts))


def accusations(card: Shots) -> Counter[str]:
    return Counter(
        found.code
        for found in remarks(card)
        if found.code.startswith(ACCUSING) and found.level in (Level.WARN, Level.FAIL)
    )


@pytest.mark.parametrize("card", CARDS, ids=[card.__name__ for card in CARDS])
def test_an_honest_card_is_not_accused(card: Callable[[], Shots]) -> None:
    assert accusations(card()) == {}


def test_the_same_look_finds_what_is_wrong() -> None:
    """The measure measures: a clock set back, another body, a copy and a converted film."""
    back = a_camera(500, begins=on(3, 9, 8), count=3)
    other = a_camera(600, begins=on(3, 9, 8), count=3, serial="2")
    one = a_camera(700, begins=on(3, 9, 8), count=3, serial="1")
    film = CardPicture(folder="DCIM/100NIKON", facts=Facts(name="A.MP4", encoder="Lavf60"))
    card = [*a_camera(1, begins=on(3, 12), count=9), *back, *other, *one, back[0], film]
    found = {remark.code for remark in remarks(card)}
    assert {"S_ORDER", "M_SERIAL", "D_EXACT", "V_REENCODED"} <= found
