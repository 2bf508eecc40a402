"""The library while a window is open: copying, reading and watching go on below."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import Cancelled

from tests.vendorclient.builders import a_picture, write
from vendorclient.app.changed import Changed, Kind
from vendorclient.app.opened import OpenLibrary, active_account
from vendorclient.devices import open_folder
from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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


def test_an_original_without_a_small_picture_has_none(opened: OpenLibrary) -> None:
    assert opened.thumbnail("0" * 64) == b""


def test_what_is_plugged_in_is_seen_and_again_after_a_copy(
    opened: OpenLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VENDORCLIENT_CARDS", str(a_card(tmp_path / "card")))
    seen: list[tuple[Sight, ...]] = []
    looked = Event()

    def see(sights: tuple[Sight, ...]) -> None:
        seen.append(sights)
        looked.set()

    watching = Thread(target=opened.watch, args=(see,))
    watching.start()
    assert looked.wait(PATIENCE_S)
    (sight,) = seen[0]
    assert (sight.total, sight.new) == (3, 3)
    looked.clear()
    opened.copy_in(sight.device, lambda _copying: None)
    assert looked.wait(PATIENCE_S)
    assert seen[-1][0].new == 0
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
