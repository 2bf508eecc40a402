"""Import: everything once, a bad file alone fails, a pulled card keeps what came in."""

from __future__ import annotations

import shutil
from threading import Event
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from vendorcore.domain import MediaKind
from vendorcore.errors import Cancelled, DeviceGone, DeviceLocked, NeedsPerson, NoSpace, NotReadable

from tests.vendorclient.builders import NOON, Heard, Library, files_below, write
from vendorclient.app.changed import Changed, Kind
from vendorclient.app.importing import ImportedFile, Result
from vendorclient.devices import DeviceKind, Entry, FakePhone, open_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = some.sampled_from(["a.jpg", "B.JPG", "사진.heic", "🏭.mp4", "sub/a.jpg"])


class Shaky:
    """A folder in which single files cannot be read, or end too early."""

    kind = DeviceKind.FOLDER
    key = "shaky"
    label = "shaky"

    def __init__(self, bad: str, problem: str) -> None:
        self._bad = bad
        self._problem = problem

    def entries(self) -> Iterator[Entry]:
        for name in ("a.jpg", "b.jpg", "c.jpg"):
            yield Entry(path=name, name=name, size_bytes=5)

    def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
        assert offset == 0
        if entry.name == self._bad and self._problem == "not-readable":
            raise NotReadable(path=entry.path)
        yield b"12" if entry.name == self._bad else entry.name.encode()


def a_card(root: Path) -> Path:
    write(root / "DCIM" / "100CANON" / "IMG_0001.JPG", b"one")
    write(root / "DCIM" / "100CANON" / "MVI_0002.MOV", b"two")
    return root


def results(library: Library) -> dict[str, Result]:
    return {file.path: file.result for file in library.heard.files}


def test_a_file_is_in_the_library_with_its_origin(library: Library, tmp_path: Path) -> None:
    library.bring(a_card(tmp_path / "card"))

    photo, video = library.media.all()

    assert (photo.name, photo.kind, photo.size_bytes) == ("IMG_0001.JPG", MediaKind.PHOTO, 3)
    assert (video.device_path, video.kind) == ("DCIM/100CANON/MVI_0002.MOV", MediaKind.VIDEO)
    assert photo.imported_at == NOON
    assert library.originals.verify(photo.sha256)


def test_the_second_import_reads_nothing(library: Library, tmp_path: Path) -> None:
    first = library.bring(a_card(tmp_path / "card"))

    second = library.bring(tmp_path / "card")

    assert (first.imported, second.imported, second.known) == (2, 0, 2)
    assert library.heard.wanted == (0, 0)


def test_content_decides_not_the_name(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "one" / "IMG_0001.JPG", b"same")
    write(tmp_path / "two" / "IMG_0001.JPG", b"other")
    write(tmp_path / "two" / "IMG_0009.JPG", b"same")
    library.bring(tmp_path / "one")

    library.bring(tmp_path / "two")

    assert results(library) == {"IMG_0001.JPG": Result.IMPORTED, "IMG_0009.JPG": Result.KNOWN}


def test_a_changed_file_under_the_same_name_comes_in(library: Library, tmp_path: Path) -> None:
    library.one(tmp_path / "card", "a.jpg", b"before")

    library.one(tmp_path / "card", "a.jpg", b"after it was changed")

    assert results(library) == {"a.jpg": Result.IMPORTED}


def test_a_lost_original_is_read_again(library: Library, tmp_path: Path) -> None:
    sha256 = library.one(tmp_path / "card")
    library.originals.path(sha256).unlink()

    library.bring(tmp_path / "card")

    assert library.originals.verify(sha256)
    assert results(library) == {"a.jpg": Result.KNOWN}


@pytest.mark.parametrize("problem", ["not-readable", "read-short"])
def test_a_bad_file_fails_alone(library: Library, problem: str) -> None:
    summary = library.bring(Shaky("b.jpg", problem))

    assert (summary.imported, summary.failed) == (2, 1)
    assert [(file.path, file.code) for file in library.heard.files if file.code] == [
        ("b.jpg", problem)
    ]


def test_what_cannot_even_be_listed_is_told(library: Library) -> None:
    class Shut(Shaky):
        def entries(self) -> Iterator[Entry]:
            yield Entry(path="DCIM/shut", name="shut", size_bytes=0, problem="not-readable")
            yield from super().entries()

    summary = library.bring(Shut("", ""))

    assert (summary.imported, summary.failed) == (3, 1)


def test_a_slow_file_does_not_hold_back_the_rows_before_it(library: Library) -> None:
    class Slow(Shaky):
        def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
            if entry.name == "c.jpg":
                seen_before.wait(20)
            yield from super().read(entry, offset)

    class Watching(Heard):
        def finished(self, file: ImportedFile) -> None:
            super().finished(file)
            if file.path == "b.jpg":
                seen_before.set()

    seen_before, watching = Event(), Watching()

    summary = library.bring(Slow("", ""), listener=watching)

    assert seen_before.is_set()
    assert summary.imported == 3


def test_a_person_who_stops_keeps_what_came_in(library: Library) -> None:
    class Impatient(Heard):
        def read(self, size_bytes: int) -> None:
            if size_bytes == len(b"c.jpg!"):
                raise Cancelled

    class Marked(Shaky):
        def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
            yield from (piece + b"!" * (entry.name == "c.jpg") for piece in super().read(entry))

    with pytest.raises(Cancelled):
        library.bring(Marked("", ""), listener=Impatient())

    assert [file.name for file in library.media.all()] == ["a.jpg", "b.jpg"]


def test_a_pulled_phone_keeps_what_came_in(library: Library) -> None:
    files = {f"DCIM/{n}.jpg": bytes([n]) * 100 for n in range(10)}
    phone = FakePhone(files, unplug_after_bytes=450)

    with pytest.raises(DeviceGone):
        library.bring(phone, picked=frozenset(files))

    kept = [file.name for file in library.media.all()]
    assert kept == ["0.jpg", "1.jpg", "2.jpg", "3.jpg"]
    assert files_below(library.folder.parts_dir) == []


def test_after_plugging_in_again_the_rest_comes(library: Library) -> None:
    files = {f"DCIM/{n}.jpg": bytes([n]) * 100 for n in range(10)}
    phone = FakePhone(files, unplug_after_bytes=450)
    with pytest.raises(DeviceGone):
        library.bring(phone, picked=frozenset(files))
    phone.plugged, phone.unplug_after_bytes = True, None

    summary = library.bring(phone, picked=frozenset(files))

    assert (summary.imported, summary.known) == (6, 4)


def test_nothing_of_a_phone_is_read_that_was_not_picked(library: Library) -> None:
    phone = FakePhone({"DCIM/a.jpg": b"a", "DCIM/private.jpg": b"p"})

    with pytest.raises(NeedsPerson, match="pick-first"):
        library.bring(phone)
    library.bring(phone, picked=frozenset({"DCIM/a.jpg"}))

    assert [file.name for file in library.media.all()] == ["a.jpg"]


def test_a_locked_phone_says_so(library: Library) -> None:
    phone = FakePhone({"DCIM/a.jpg": b"a"}, locked=True)

    with pytest.raises(DeviceLocked):
        library.bring(phone, picked=frozenset({"DCIM/a.jpg"}))


def test_space_is_counted_for_new_files_only(tmp_path: Path) -> None:
    write(tmp_path / "card" / "a.jpg", b"x" * 600)
    library = Library(tmp_path / "library", free=lambda _: 1000, reserve=0)
    library.bring(tmp_path / "card")
    write(tmp_path / "card" / "b.jpg", b"y" * 600)

    assert library.bring(tmp_path / "card").imported == 1
    write(tmp_path / "card" / "c.jpg", b"z" * 1001)
    with pytest.raises(NoSpace):
        library.bring(tmp_path / "card")
    library.close()


def test_whoever_shows_photos_is_told(library: Library, tmp_path: Path) -> None:
    told: list[Changed] = []

    library.bring(a_card(tmp_path / "card"), announce=told.append)

    assert told == [Changed.of(Kind.MEDIA)]


def test_a_killed_import_leaves_no_file_twice(library: Library, tmp_path: Path) -> None:
    """The bytes were durable, the row was not yet written when the plug was pulled."""
    library.originals.receive([b"one"])

    summary = library.bring(a_card(tmp_path / "card"))

    assert summary.imported == 2
    assert len(files_below(library.folder.originals_dir)) == 2


@settings(max_examples=15)
@given(rounds=some.lists(some.dictionaries(NAMES, some.binary(max_size=8)), min_size=1, max_size=3))
def test_any_sequence_of_imports_holds_every_content_once(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[dict[str, bytes]]
) -> None:
    library = Library(tmp_path_factory.mktemp("library"))
    card = tmp_path_factory.mktemp("card")
    contents: set[bytes] = set()
    for files in rounds:
        shutil.rmtree(card)
        card.mkdir()
        for name, content in files.items():
            write(card / name, content)
        library.bring(open_folder(card))
        contents |= set(files.values())

    kept = [library.originals.path(file.sha256).read_bytes() for file in library.media.all()]

    assert sorted(kept) == sorted(contents)
    library.close()
