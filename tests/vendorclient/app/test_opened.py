"""The library while a window is open: copying, reading and watching go on below."""

from __future__ import annotations

import os
from queue import SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import Cancelled

from tests.vendorclient.builders import a_picture, files_below, write
from vendorclient import devices
from vendorclient.app.changed import Changed, Kind
from vendorclient.app.opened import OpenLibrary, active_account
from vendorclient.app.second_copy import choose_place
from vendorclient.app.watched import add_rule
from vendorclient.devices import Device, DeviceKind, FakePhone, open_folder
from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vendorcore.errors import VendorError

    from vendorclient.app.copying import Copying
    from vendorclient.app.looking import Sight

PATIENCE_S = 30


class Ears:
    """Hears announcements and can wait for one."""

    def __init__(self) -> None:
        self.heard: list[Changed] = []
        self.media = Event()

    def __call__(self, change: Changed) -> None:
        self.heard.append(change)
        if Kind.MEDIA in change.kinds:
            self.media.set()


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def opened(tmp_path: Path, ears: Ears) -> Iterator[OpenLibrary]:
    made = OpenLibrary(tmp_path / "data", ears)
    yield made
    made.close()


def a_card(folder: Path, count: int = 3) -> Path:
    for number in range(count):
        write(folder / "DCIM" / "100CANON" / f"IMG_{number}.JPG", a_picture(10 + number))
    return folder


def test_a_copy_tells_how_far_it_is(opened: OpenLibrary, ears: Ears, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def heard(copying: Copying) -> None:
        told.append((copying.files_done, copying.files))

    summary = opened.copy_in(open_folder(a_card(tmp_path / "card")), heard)
    assert summary.imported == 3
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert ears.media.is_set()


def test_a_bad_file_is_named_when_the_copy_is_over(opened: OpenLibrary, tmp_path: Path) -> None:
    card = a_card(tmp_path / "card", 1)
    write(card / "DCIM" / "100CANON" / "IMG_9.JPG", b"")
    last: list[Copying] = []
    opened.copy_in(open_folder(card), last.append)
    assert last[-1].files_done >= 1


def test_closing_ends_a_copy(opened: OpenLibrary, tmp_path: Path) -> None:
    device = open_folder(a_card(tmp_path / "card"))
    opened.end()
    with pytest.raises(Cancelled):
        opened.copy_in(device, lambda _copying: None)


def test_new_files_are_read_while_the_window_is_open(
    opened: OpenLibrary, ears: Ears, tmp_path: Path
) -> None:
    reading = Thread(target=opened.read_what_came)
    reading.start()
    opened.copy_in(open_folder(a_card(tmp_path / "card")), lambda _copying: None)
    while opened.lane.do(lambda db: Media(db).without_facts()):
        ears.media.clear()
        assert ears.media.wait(PATIENCE_S)
    (first, *_rest) = opened.lane.do(lambda db: list(Media(db).all()))
    assert opened.thumbnail(first.sha256).startswith(b"\xff\xd8")
    assert opened.original_path(first.sha256).is_file()
    opened.end()
    reading.join(PATIENCE_S)
    assert not reading.is_alive()


def test_lost_originals_keep_no_new_ones_from_being_read(
    opened: OpenLibrary, ears: Ears, tmp_path: Path
) -> None:
    opened.copy_in(open_folder(a_card(tmp_path / "card", 9)), lambda _copying: None)
    for photo in opened.lane.do(lambda db: list(Media(db).all())):
        opened.original_path(photo.sha256).unlink()
    reading = Thread(target=opened.read_what_came)
    reading.start()
    write(tmp_path / "late" / "late.jpg", a_picture(200))
    opened.copy_in(open_folder(tmp_path / "late"), lambda _copying: None)
    while len(opened.lane.do(lambda db: Media(db).without_facts())) > 9:
        ears.media.clear()
        assert ears.media.wait(PATIENCE_S)
    assert reading.is_alive()
    opened.end()
    reading.join(PATIENCE_S)
    assert not reading.is_alive()


def test_an_original_without_a_small_picture_has_none(opened: OpenLibrary) -> None:
    assert opened.thumbnail("0" * 64) == b""


def test_what_is_plugged_in_is_seen_and_again_after_a_copy(
    opened: OpenLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VENDORCLIENT_CARDS", str(a_card(tmp_path / "card")))
    seen: SimpleQueue[Sight] = SimpleQueue()
    watching = Thread(target=opened.watch, args=(lambda sights: seen.put(sights[0]),))
    watching.start()
    at_once, counted = seen.get(timeout=PATIENCE_S), seen.get(timeout=PATIENCE_S)
    opened.copy_in(counted.device, lambda _copying: None)
    while (later := seen.get(timeout=PATIENCE_S)).new:
        pass
    assert (at_once.state, at_once.total) == ("ready", None)
    assert (counted.total, counted.new) == (3, 3)
    assert (later.total, later.new) == (3, 0)
    opened.end()
    watching.join(PATIENCE_S)
    assert not watching.is_alive()


def test_sending_waits_for_a_server_and_ends_with_the_window(opened: OpenLibrary) -> None:
    bells = []
    rung = Event()

    def hang(ring: object) -> None:
        bells.append(ring)
        rung.set()

    sending = Thread(target=opened.send, args=(hang,))
    sending.start()
    assert rung.wait(PATIENCE_S)
    opened.end()
    bells[0]()
    sending.join(PATIENCE_S)
    assert not sending.is_alive()


def test_there_is_always_somebody_at_work(opened: OpenLibrary) -> None:
    assert opened.lane.do(active_account)


def test_second_copies_are_made_after_a_copy(opened: OpenLibrary, tmp_path: Path) -> None:
    (tmp_path / "nas").mkdir()
    opened.lane.do(lambda db: choose_place(db, tmp_path / "nas"))

    opened.copy_in(open_folder(a_card(tmp_path / "card")), lambda _copying: None)

    assert len(files_below(tmp_path / "nas")) == 3 + 1  # the mark of the place


def test_second_place_that_is_away_stops_nothing(opened: OpenLibrary, tmp_path: Path) -> None:
    (tmp_path / "nas").mkdir()
    opened.lane.do(lambda db: choose_place(db, tmp_path / "nas"))
    (tmp_path / "nas").rename(tmp_path / "unplugged")

    done = opened.copy_in(open_folder(a_card(tmp_path / "card")), lambda _copying: None)

    assert done.imported == 3
    assert "닿을 수 없습니다" in opened.second.caution()


def test_watched_folder_is_followed_while_the_window_is_open(
    opened: OpenLibrary, ears: Ears, tmp_path: Path
) -> None:
    write(tmp_path / "재단" / "a.jpg", a_picture(10))
    watching = Thread(target=opened.watch_folders)
    watching.start()
    source = str(tmp_path / "재단")
    opened.lane.do(lambda db: add_rule(db, source=source, contract_id="c", process_id="p"))
    opened.look_at_rules()
    assert ears.media.wait(PATIENCE_S)
    opened.end()
    watching.join(PATIENCE_S)

    assert len(opened.lane.do(lambda db: list(Media(db).all()))) == 1


def test_pulled_camera_is_told_at_once_and_goes_on_when_it_is_back(
    opened: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = os.urandom(3_000_000)
    path = "DCIM/100CANON/MVI_0001.MOV"
    pulled = FakePhone({path: film}, key="one", kind=DeviceKind.CAMERA, unplug_after_bytes=1 << 20)
    again = FakePhone({path: film}, key="one", kind=DeviceKind.CAMERA)
    there: list[Device] = [pulled]
    monkeypatch.setattr(devices, "find", lambda: there)
    watching = Thread(target=opened.watch, args=(lambda _sights: None,))
    watching.start()
    told: list[str] = []

    def gone(error: VendorError) -> None:
        told.append(error.code)
        there[:] = [again]

    summary = opened.copy_in(pulled, lambda _copying: None, gone=gone)
    opened.end()
    watching.join(PATIENCE_S)

    assert (summary.imported, told) == (1, ["device-gone"])
    [file] = opened.lane.do(lambda db: list(Media(db).all()))
    assert opened.original_path(file.sha256).read_bytes() == film


def test_nobody_waits_for_a_pulled_camera_when_the_window_closes(opened: OpenLibrary) -> None:
    pulled = FakePhone(
        {"DCIM/100CANON/MVI_0001.MOV": bytes(3_000_000)},
        kind=DeviceKind.CAMERA,
        unplug_after_bytes=1 << 20,
    )

    done = opened.copy_in(pulled, lambda _copying: None, gone=lambda _error: opened.stop.set())

    assert done.imported == 0
