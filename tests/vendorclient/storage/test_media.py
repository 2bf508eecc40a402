"""What the library remembers of its photos."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import MediaFile, MediaKind
from vendorcore.errors import InvalidEntry
from vendorcore.evidence import Facts, Zone

from tests.vendorclient.builders import INSIDE, NOON, Library
from vendorclient.storage.media import Sighting
from vendorclient.storage.names import plain
from vendorclient.storage.originals import Stored

if TYPE_CHECKING:
    from typing import Any

SHA = "ab" * 32


def a_file(**changes: Any) -> MediaFile:
    file = MediaFile(
        sha256=SHA,
        size_bytes=7,
        name="a.jpg",
        kind=MediaKind.PHOTO,
        device_key="card-1",
        device_path="DCIM/100CANON/a.jpg",
        imported_at=NOON,
        modified_at=NOON,
    )
    return replace(file, **changes)


def seen(path: str = "DCIM/100CANON/a.jpg", size_bytes: int = 7) -> Sighting:
    return Sighting(device_key="card-1", path=path, size_bytes=size_bytes, modified_at=NOON)


@pytest.fixture
def known(library: Library) -> Library:
    library.media.remember_device("card-1", "card", "카드", NOON)
    library.media.add(a_file(), seen())
    return library


def test_a_file_is_new_once(known: Library) -> None:
    assert known.media.add(a_file(name="again.jpg"), seen("DCIM/again.jpg")) is False
    assert known.media.get(SHA) == a_file()


def test_a_file_written_in_a_year_without_clocks_has_no_time(library: Library) -> None:
    library.media.remember_device("card-1", "card", "카드", NOON)
    library.media.add(a_file(modified_at=NOON.replace(year=1601)), seen())

    assert library.media.get(SHA).modified_at is None


def test_an_unknown_file_is_named(library: Library) -> None:
    with pytest.raises(InvalidEntry, match="media-unknown"):
        library.media.get(SHA)


def test_the_shortcut_knows_path_size_and_time(known: Library) -> None:
    sightings = known.media.sightings("card-1")

    assert sightings[seen().mark] == Stored(SHA, 7)
    assert seen(size_bytes=8).mark not in sightings


def test_a_forgotten_sighting_is_read_again(known: Library) -> None:
    known.media.forget_sightings(SHA)

    assert known.media.sightings("card-1") == {}


def test_a_film_is_of_the_day_that_its_cameras_own_clock_shows(known: Library) -> None:
    film = Facts(
        name="20261020_200000.mp4",
        sha256=SHA,
        captured=INSIDE.replace(hour=20, minute=0, second=5),
        zone=Zone.NOMINAL_UTC,
    )
    known.media.set_facts(film, NOON)

    row = known.db.row("SELECT captured_on, captured_at_utc FROM facts")
    assert row is not None
    assert tuple(row) == ("2026-10-20", "2026-10-20T11:00:05.000000Z")


def test_facts_are_kept_whole(known: Library) -> None:
    facts = Facts(name="a.jpg", sha256=SHA, captured=INSIDE, kind=MediaKind.VIDEO, latitude=37.5)

    known.media.set_facts(facts, NOON)

    assert known.media.facts(SHA) == facts
    assert known.media.get(SHA).kind is MediaKind.VIDEO


def test_files_without_facts_wait_to_be_read(known: Library) -> None:
    waiting = known.media.without_facts()
    known.know(SHA)

    assert [file.sha256 for file in waiting] == [SHA]
    assert known.media.without_facts() == []


def test_a_device_has_the_label_it_had_last(known: Library) -> None:
    known.media.remember_device("card-1", "card", "새 카드", NOON)

    assert known.media.device_label("card-1") == "새 카드"
    assert known.media.device_label("card-2") == ""


@pytest.mark.parametrize("name", ["한글 사진.jpg", "🏭.jpg", "가나.jpg", "x" * 255, "\udcff.jpg"])
def test_names_from_anywhere_can_be_stored(known: Library, name: str) -> None:
    other = a_file(sha256="cd" * 32, name=name, device_path=name)
    known.media.add(other, seen(name))

    assert known.media.get("cd" * 32).name == plain(name)
    assert seen(name).mark in known.media.sightings("card-1")
