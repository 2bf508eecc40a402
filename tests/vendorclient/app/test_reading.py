"""Facts and small pictures of what came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import NotReadable
from vendorcore.media import Workshop

from tests.vendorclient.builders import a_picture, at_noon
from vendorclient.app.reading import read_facts, unread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.vendorclient.builders import Library


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop() as shop:
        yield shop


def read(library: Library, workshop: Workshop) -> None:
    read_facts(
        unread(library.db),
        writer=library.writer,
        originals=library.originals,
        thumbs=library.thumbs,
        workshop=workshop,
        now=at_noon,
    )


def test_a_photo_is_read_once(library: Library, tmp_path: Path, workshop: Workshop) -> None:
    sha256 = library.one(tmp_path / "card", "a.jpg", a_picture())

    read(library, workshop)

    facts = library.media.facts(sha256)
    assert facts is not None
    assert (facts.sha256, facts.width, facts.name) == (sha256, 64, "a.jpg")
    assert unread(library.db) == []


def test_the_time_of_the_file_is_that_of_the_card(
    library: Library, tmp_path: Path, workshop: Workshop
) -> None:
    sha256 = library.one(tmp_path / "card", "a.jpg", a_picture())

    read(library, workshop)

    facts = library.media.facts(sha256)
    assert facts is not None
    assert facts.modified_at == library.media.get(sha256).modified_at


def test_a_small_picture_is_kept(library: Library, tmp_path: Path, workshop: Workshop) -> None:
    good = library.one(tmp_path / "card", "a.jpg", a_picture())
    bad = library.one(tmp_path / "card", "b.jpg", b"no picture")

    read(library, workshop)

    assert library.thumbs.path(good).read_bytes().startswith(b"\xff\xd8")
    assert not library.thumbs.path(bad).exists()


def test_a_lost_original_is_named(library: Library, tmp_path: Path, workshop: Workshop) -> None:
    sha256 = library.one(tmp_path / "card", "a.jpg", a_picture())
    library.originals.path(sha256).unlink()

    with pytest.raises(NotReadable, match="source-missing"):
        read(library, workshop)


def test_a_lost_original_keeps_no_other_from_being_read(
    library: Library, tmp_path: Path, workshop: Workshop
) -> None:
    lost = library.one(tmp_path / "card", "a.jpg", a_picture())
    other = library.one(tmp_path / "card", "b.jpg", a_picture(99))
    library.originals.path(lost).unlink()

    with pytest.raises(NotReadable):
        read(library, workshop)

    assert library.media.facts(other) is not None


def test_named_files_alone_can_be_asked_for(library: Library, tmp_path: Path) -> None:
    first = library.one(tmp_path / "card", "a.jpg", b"a")
    library.one(tmp_path / "card", "b.jpg", b"b")

    assert [file.sha256 for file in unread(library.db, [first])] == [first]
