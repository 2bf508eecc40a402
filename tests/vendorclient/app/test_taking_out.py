"""A card may be taken out when all that is new on it is safe, in the second place as well."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import instant_text
from vendorcore.errors import NeedsDevice, NotReadable

from tests.vendorclient.builders import Library, at_noon, files_below, write
from vendorclient.app.arrivals import hidden_sentence, sift
from vendorclient.app.second_copy import choose_place, copies, copy_missing
from vendorclient.app.taking_out import Checker
from vendorclient.devices import Device, DeviceKind, Entry, FakePhone, open_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Tray:
    """A card that notes whether it was taken out."""

    kind = DeviceKind.CARD

    def __init__(self, root: Path) -> None:
        self._folder = open_folder(root)
        self.key = self._folder.key
        self.label = "카드"
        self.is_out = False

    def entries(self) -> Iterator[Entry]:
        return self._folder.entries()

    def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
        return self._folder.read(entry, offset)

    def eject(self) -> None:
        self.is_out = True


@pytest.fixture
def card(tmp_path: Path) -> Tray:
    write(tmp_path / "card" / "DCIM" / "1" / "a.jpg", b"one")
    write(tmp_path / "card" / "DCIM" / "1" / "b.jpg", b"two")
    return Tray(tmp_path / "card")


def a_checker(library: Library) -> Checker:
    return Checker(library.db, library.originals)


def test_new_photos_keep_the_card_in(library: Library, card: Tray) -> None:
    safety = a_checker(library).safety_of(card)

    assert safety.waiting == 2
    assert "2장을 더 가져와야" in safety.sentence()
    with pytest.raises(NeedsDevice) as raised:
        a_checker(library).take_out(card)
    assert raised.value.code == "eject-unsafe"
    assert not card.is_out


def test_card_is_let_go_when_all_is_verified(library: Library, card: Tray) -> None:
    library.bring(card)

    safety = a_checker(library).take_out(card)

    assert safety.safe == 2
    assert safety.sentence() == "꺼내도 됩니다"
    assert card.is_out


def test_damaged_original_keeps_the_card_in(library: Library, card: Tray) -> None:
    library.bring(card)
    [one, _] = sift(library.db, library.originals, card)
    library.originals.path(one.sha256).write_bytes(b"eno")

    safety = a_checker(library).safety_of(card)

    assert safety.damaged == 1
    assert "온전하지 않아" in safety.sentence()


def test_damaged_original_comes_from_the_card_again(library: Library, card: Tray) -> None:
    library.bring(card)
    [one, _] = sift(library.db, library.originals, card)
    library.originals.path(one.sha256).write_bytes(b"eno")
    a_checker(library).safety_of(card)

    library.bring(card)

    assert a_checker(library).safety_of(card).may_be_taken_out


def test_damaged_original_comes_when_it_is_picked_from_the_phone_again(library: Library) -> None:
    phone = FakePhone({"DCIM/Camera/a.jpg": b"private"})
    library.bring(phone, picked=["DCIM/Camera/a.jpg"])
    library.originals.path(library.heard.files[0].sha256).write_bytes(b"etavirp")
    assert a_checker(library).safety_of(phone).damaged == 1

    library.bring(phone, picked=["DCIM/Camera/a.jpg"])

    assert a_checker(library).safety_of(phone).safe == 1


def test_missing_second_copy_keeps_the_card_in(
    library: Library, card: Tray, tmp_path: Path
) -> None:
    (tmp_path / "nas").mkdir()
    choose_place(library.db, tmp_path / "nas")
    library.bring(card)
    checker = a_checker(library)

    assert checker.safety_of(card).without_copy == 2
    assert "두 번째 사본" in checker.safety_of(card).sentence()

    assert len(copy_missing(library.db, library.originals)) == 2
    assert checker.safety_of(card).may_be_taken_out


def test_damaged_second_copy_counts_as_none(library: Library, card: Tray, tmp_path: Path) -> None:
    (tmp_path / "nas").mkdir()
    choose_place(library.db, tmp_path / "nas")
    library.bring(card)
    [sha256, _] = copy_missing(library.db, library.originals)
    second = copies(library.db)
    assert second is not None
    second.path(sha256).write_bytes(b"")

    assert a_checker(library).safety_of(card).without_copy == 1


def test_damaged_second_copy_is_made_anew(library: Library, card: Tray, tmp_path: Path) -> None:
    (tmp_path / "nas").mkdir()
    choose_place(library.db, tmp_path / "nas")
    library.bring(card)
    [sha256, _] = copy_missing(library.db, library.originals)
    second = copies(library.db)
    assert second is not None
    second.path(sha256).write_bytes(b"eno")
    a_checker(library).safety_of(card)

    assert copy_missing(library.db, library.originals) == [sha256]
    assert a_checker(library).safety_of(card).may_be_taken_out


def test_original_that_was_given_up_needs_no_second_copy(
    library: Library, card: Tray, tmp_path: Path
) -> None:
    library.bring(card)
    [one, _] = sift(library.db, library.originals, card)
    with library.db.transaction() as connection:
        connection.execute(
            "UPDATE media_file SET released_at = ? WHERE sha256 = ?",
            (instant_text(at_noon()), one.sha256),
        )
    library.originals.path(one.sha256).unlink()
    (tmp_path / "nas").mkdir()
    choose_place(library.db, tmp_path / "nas")
    copy_missing(library.db, library.originals)

    assert a_checker(library).safety_of(card).may_be_taken_out


def test_second_place_that_is_away_is_told(library: Library, card: Tray, tmp_path: Path) -> None:
    (tmp_path / "nas").mkdir()
    choose_place(library.db, tmp_path / "nas")
    library.bring(card)
    shutil.move(tmp_path / "nas", tmp_path / "unplugged")

    with pytest.raises(NeedsDevice, match="copies-away"):
        copy_missing(library.db, library.originals)
    with pytest.raises(NeedsDevice, match="copies-away"):
        a_checker(library).take_out(card)
    assert not card.is_out


def test_card_with_every_copy_stays_in_while_their_place_is_away(
    library: Library, card: Tray, tmp_path: Path
) -> None:
    (tmp_path / "nas").mkdir()
    choose_place(library.db, tmp_path / "nas")
    library.bring(card)
    copy_missing(library.db, library.originals)
    checker = a_checker(library)
    assert checker.safety_of(card).may_be_taken_out
    shutil.move(tmp_path / "nas", tmp_path / "unplugged")

    safety = checker.safety_of(card)

    assert not safety.may_be_taken_out
    assert "닿을 수 없습니다" in safety.sentence()


def test_nothing_is_copied_where_a_drive_was_mounted(
    library: Library, card: Tray, tmp_path: Path
) -> None:
    """An unmounted drive leaves an empty folder: a copy there would lie on the same disk."""
    (tmp_path / "nas").mkdir()
    choose_place(library.db, tmp_path / "nas")
    library.bring(card)
    shutil.move(tmp_path / "nas", tmp_path / "unplugged")
    (tmp_path / "nas").mkdir()

    with pytest.raises(NeedsDevice, match="copies-away"):
        copy_missing(library.db, library.originals)

    assert files_below(tmp_path / "nas") == []


def test_two_libraries_may_share_one_place(library: Library, tmp_path: Path) -> None:
    (tmp_path / "nas").mkdir()
    choose_place(library.db, tmp_path / "nas")
    other = Library(tmp_path / "other")
    choose_place(other.db, tmp_path / "nas")

    for one in (library, other):
        second = copies(one.db)
        assert second is not None
        assert second.is_there()
    other.close()


def test_copying_twice_copies_nothing_twice(library: Library, card: Tray, tmp_path: Path) -> None:
    (tmp_path / "nas").mkdir()
    choose_place(library.db, tmp_path / "nas")
    library.bring(card)
    copy_missing(library.db, library.originals)

    assert copy_missing(library.db, library.originals) == []
    assert len(files_below(tmp_path / "nas")) == 2 + 1  # the mark of the place


def test_place_that_is_no_folder_is_refused(library: Library, tmp_path: Path) -> None:
    with pytest.raises(NotReadable):
        choose_place(library.db, tmp_path / "nowhere")
    choose_place(library.db, None)

    assert copies(library.db) is None
    assert copy_missing(library.db, library.originals) == []


def test_private_phone_never_waits(library: Library) -> None:
    phone = FakePhone({"DCIM/Camera/a.jpg": b"private"})

    assert a_checker(library).safety_of(phone).may_be_taken_out


def test_imported_photos_can_be_hidden(library: Library, card: Tray, tmp_path: Path) -> None:
    library.bring(card)
    write(tmp_path / "card" / "DCIM" / "1" / "c.jpg", b"three")
    found = list(sift(library.db, library.originals, card))

    assert [one.entry.name for one in found if one.is_new] == ["c.jpg"]
    assert hidden_sentence(sum(not one.is_new for one in found)) == "2장 숨김: 이미 가져옴"


def again(library: Library, card: Device) -> tuple[int, int]:
    """Import and return how many were new and how many known."""
    summary = library.bring(card)
    return summary.imported, summary.known


def test_counter_that_began_again_brings_new_photos(
    library: Library, card: Tray, tmp_path: Path
) -> None:
    library.bring(card)
    write(tmp_path / "card" / "DCIM" / "1" / "a.jpg", b"another photo under the old name")

    assert again(library, card) == (1, 1)


def test_same_names_from_two_cameras_are_two_photos(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "one" / "DCIM" / "1" / "IMG_0001.JPG", b"first camera")
    write(tmp_path / "two" / "DCIM" / "1" / "IMG_0001.JPG", b"second camera")
    library.bring(Tray(tmp_path / "one"))

    assert again(library, Tray(tmp_path / "two")) == (1, 0)


def test_renamed_copy_is_the_same_photo(library: Library, card: Tray, tmp_path: Path) -> None:
    library.bring(card)
    write(tmp_path / "card" / "DCIM" / "2" / "renamed.jpg", b"one")

    assert again(library, card) == (0, 3)
