"""The place of the second copies is looked after while the window is open."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import NotReadable

from tests.vendorclient.builders import Library, files_below
from vendorclient.app.second_copy import choose_place, copies, copy_missing
from vendorclient.app.second_place import SecondPlace

if TYPE_CHECKING:
    from pathlib import Path

    from vendorclient.app.changed import Changed


def test_a_place_that_comes_back_gets_what_it_missed(library: Library, tmp_path: Path) -> None:
    (tmp_path / "nas").mkdir()
    choose_place(library.db, tmp_path / "nas")
    (tmp_path / "nas").rename(tmp_path / "unplugged")
    library.one(tmp_path / "card", "a.jpg", b"one")
    told: list[Changed] = []
    away, copied, stop = Event(), Event(), Event()

    def announce(change: Changed) -> None:
        told.append(change)
        away.set()

    place = SecondPlace(library.folder.database_path, lambda: library.originals, announce)
    assert place.caution() == ""
    thread = Thread(target=place.follow, args=(copied.set, stop))
    thread.start()
    assert away.wait(30)
    assert "닿을 수 없습니다" in place.caution()

    (tmp_path / "unplugged").rename(tmp_path / "nas")
    place.look_again()
    assert copied.wait(30)
    assert place.caution() == ""
    assert len(told) == 2
    assert len(files_below(tmp_path / "nas")) == 1 + 1
    stop.set()
    place.look_again()
    thread.join(30)
    assert not thread.is_alive()


def test_a_place_that_refuses_is_told_too(library: Library, tmp_path: Path) -> None:
    (tmp_path / "nas").mkdir()
    choose_place(library.db, tmp_path / "nas")
    sha256 = library.one(tmp_path / "card", "a.jpg", b"one")
    (tmp_path / "nas" / "vendorclient-originals" / sha256[:2]).write_bytes(b"in the way")
    place = SecondPlace(library.folder.database_path, lambda: library.originals, lambda _: None)

    assert not place.copy_again()

    assert "만들지 못하고" in place.caution()


def test_missing_original_is_told_at_the_place(library: Library, tmp_path: Path) -> None:
    (tmp_path / "nas").mkdir()
    choose_place(library.db, tmp_path / "nas")
    sha256 = library.one(tmp_path / "card", "a.jpg", b"one")
    library.originals.path(sha256).unlink()
    place = SecondPlace(library.folder.database_path, lambda: library.originals, lambda _: None)

    assert not place.copy_again()

    assert "만들지 못하고" in place.caution()


def test_mark_that_a_full_disk_left_empty_is_written_anew(library: Library, tmp_path: Path) -> None:
    """Without a mark an unmounted drive's empty folder would be taken for the place."""
    (tmp_path / "nas" / "vendorclient-originals").mkdir(parents=True)
    (tmp_path / "nas" / "vendorclient-originals" / "place").touch()
    choose_place(library.db, tmp_path / "nas")
    (tmp_path / "nas").rename(tmp_path / "unplugged")
    (tmp_path / "nas").mkdir()

    place = copies(library.db)

    assert place is not None
    assert not place.is_there()


def test_missing_original_keeps_no_other_from_its_second_copy(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "nas").mkdir()
    choose_place(library.db, tmp_path / "nas")
    missing = library.one(tmp_path / "card", "a.jpg", b"one")
    other = library.one(tmp_path / "card", "b.jpg", b"two")
    library.originals.path(missing).unlink()

    with pytest.raises(NotReadable):
        copy_missing(library.db, library.originals)

    place = copies(library.db)
    assert place is not None
    assert place.verify(other)


def test_damaged_original_is_no_second_copy(library: Library, tmp_path: Path) -> None:
    (tmp_path / "nas").mkdir()
    choose_place(library.db, tmp_path / "nas")
    sha256 = library.one(tmp_path / "card", "a.jpg", b"one")
    library.originals.path(sha256).write_bytes(b"eno")

    with pytest.raises(NotReadable):
        copy_missing(library.db, library.originals)

    assert [path.name for path in files_below(tmp_path / "nas")] == ["place"]
