"""Several devices are copied at once, each with its own progress, end and return."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import Cancelled, DeviceGone

from tests.vendorclient.builders import Heard, Library, at_noon
from vendorclient.app.importing import ImportListener, ImportSummary, import_media
from vendorclient.devices import Device, DeviceKind, FakePhone
from vendorclient.devices.returning import Returning
from vendorclient.storage.lane import Lane

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.vendorclient.builders import Library as ALibrary


@pytest.fixture
def lane(library: Library) -> Iterator[Lane]:
    lane = Lane(library.folder.database_path)
    yield lane
    lane.close()


def a_camera(key: str, files: int = 8) -> FakePhone:
    content = {f"DCIM/100CANON/IMG_{n:04}.JPG": os.urandom(200_000) for n in range(files)}
    return FakePhone(content, key=key, label=key, kind=DeviceKind.CAMERA)


def bring(library: ALibrary, lane: Lane, device: Device, listener: ImportListener) -> ImportSummary:
    return import_media(
        device, writer=lane, originals=library.originals, now=at_noon, listener=listener
    )


class Stopped(ImportListener):
    """A person who stops the copy in the middle of the second file."""

    def __init__(self) -> None:
        self.pieces = 0

    def read(self, size_bytes: int) -> None:
        self.pieces += 1
        if self.pieces > 6:
            raise Cancelled


def test_two_cameras_are_copied_at_once_each_with_its_own_progress(
    library: Library, lane: Lane
) -> None:
    one, two = Heard(), Heard()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(bring, library, lane, a_camera("one"), one)
        second = pool.submit(bring, library, lane, a_camera("two"), two)

    assert (first.result().imported, second.result().imported) == (8, 8)
    assert len(one.files) == len(two.files) == 8
    assert len(list(library.media.all())) == 16


def test_stopping_one_leaves_the_other_alone(library: Library, lane: Lane) -> None:
    with ThreadPoolExecutor(2) as pool:
        stopped = pool.submit(bring, library, lane, a_camera("one"), Stopped())
        other = pool.submit(bring, library, lane, a_camera("two"), Heard())
        with pytest.raises(Cancelled):
            stopped.result()

    assert other.result().imported == 8


def test_pulling_one_leaves_the_other_alone(library: Library, lane: Lane) -> None:
    shaky = a_camera("one")
    shaky.unplug_after_bytes = 500_000
    with ThreadPoolExecutor(2) as pool:
        pulled = pool.submit(bring, library, lane, shaky, Heard())
        other = pool.submit(bring, library, lane, a_camera("two"), Heard())
        with pytest.raises(DeviceGone):
            pulled.result()

    assert other.result().imported == 8


def test_import_goes_on_in_the_middle_of_a_film_when_the_camera_comes_back(
    library: Library, lane: Lane
) -> None:
    film = os.urandom(3_000_000)
    path = "DCIM/100CANON/MVI_0001.MOV"
    camera = FakePhone({path: film}, key="one", kind=DeviceKind.CAMERA, unplug_after_bytes=1 << 20)
    again = FakePhone({path: film}, key="one", kind=DeviceKind.CAMERA)

    summary = bring(library, lane, Returning(camera, lambda _key: again), Heard())

    assert summary.imported == 1
    [file] = library.media.all()
    assert library.originals.path(file.sha256).read_bytes() == film


def test_card_put_in_instead_never_stands_for_the_one_that_was_pulled(
    library: Library, lane: Lane
) -> None:
    """Some cameras give each card the same number, and each begins with the same names."""
    names = [f"DCIM/100CANON/IMG_{n:04}.JPG" for n in (1, 2)]
    mine = {name: os.urandom(50_000) for name in names}
    other = {name: os.urandom(60_000) for name in names}
    pulled = FakePhone(mine, key="card-1", kind=DeviceKind.CAMERA, unplug_after_bytes=50_000)
    instead = FakePhone(other, key="card-1", kind=DeviceKind.CAMERA)
    bring(library, lane, Returning(pulled, lambda _key: instead), Heard())

    bring(library, lane, FakePhone(mine, key="card-1", kind=DeviceKind.CAMERA), Heard())

    here = {file.sha256 for file in library.media.all()}
    assert {sha256(content).hexdigest() for content in mine.values()} <= here
