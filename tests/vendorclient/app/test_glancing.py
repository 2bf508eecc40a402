"""A first look at what comes in, while it comes in."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from vendorcore.errors import InvalidEntry
from vendorcore.media import Workshop

from tests.vendorclient.builders import a_picture, at_noon
from vendorclient.app.glancing import Glances
from vendorclient.app.reading import unread
from vendorclient.storage.lane import Lane
from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.vendorclient.builders import Library


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop() as shop:
        yield shop


@pytest.fixture
def glances(library: Library, workshop: Workshop) -> Iterator[Glances]:
    lane = Lane(library.folder.database_path)
    yield Glances(
        writer=lane,
        originals=library.originals,
        thumbs=library.thumbs,
        workshop=workshop,
        now=at_noon,
    )
    lane.close()


def look(glances: Glances, *sha256s: str) -> None:
    with glances.beside():
        for sha256 in sha256s:
            glances.came(sha256)


def a_noisy_jpeg() -> bytes:
    target = BytesIO()
    Image.effect_noise((640, 480), 60).save(target, "JPEG", quality=95)
    return target.getvalue()


def test_a_first_look_is_kept_but_still_waits_to_be_read(
    library: Library, tmp_path: Path, glances: Glances
) -> None:
    sha256 = library.one(tmp_path / "card", "a.jpg", a_picture())

    look(glances, sha256)

    ((file, facts),) = library.media.read_of_device(library.media.get(sha256).device_key)
    assert (file.sha256, facts.sha256, facts.name, facts.width) == (sha256, sha256, "a.jpg", 64)
    assert library.media.not_looked_at() == []
    assert library.media.facts(sha256) is None
    assert [file.sha256 for file in unread(library.db, [sha256])] == [sha256]


def test_a_first_look_takes_no_whole_reading_away(
    library: Library, tmp_path: Path, glances: Glances
) -> None:
    sha256 = library.one(tmp_path / "card", "a.jpg", a_picture())
    library.know(sha256, make="read before")

    look(glances, sha256)

    facts = library.media.facts(sha256)
    assert facts is not None
    assert facts.make == "read before"


def test_a_cut_photo_is_named_while_the_card_is_here(
    library: Library, tmp_path: Path, glances: Glances
) -> None:
    cut = library.one(tmp_path / "card", "a.jpg", a_noisy_jpeg()[:-9000])
    good = library.one(tmp_path / "card", "b.jpg", a_noisy_jpeg())
    bad = library.one(tmp_path / "card", "c.jpg", b"no picture")

    look(glances, cut, good, bad)

    assert [(facts.name, facts.problem) for facts in glances.bad] == [
        ("a.jpg", "I_TRUNCATED"),
        ("c.jpg", "I_UNREADABLE"),
    ]
    assert library.media.facts(cut) is not None


def test_more_than_fit_into_one_job_are_all_looked_at(
    library: Library, tmp_path: Path, glances: Glances
) -> None:
    sha256s = [
        library.one(tmp_path / "card", f"{n}.jpg", a_picture() + bytes([n])) for n in range(120)
    ]

    look(glances, *sha256s)

    assert Media(library.db).not_looked_at() == []


def test_what_goes_wrong_in_the_thread_is_told(glances: Glances) -> None:
    with pytest.raises(InvalidEntry, match="media-unknown"):
        look(glances, "0" * 64)
