"""New is what was never here: a counter that begins again, same names, renamed copies."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.vendorclient.builders import Library, write
from vendorclient.app.importing import Result
from vendorclient.devices import DeviceKind, Entry, open_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Growing:
    """A folder whose file is still being written while it is read for the first times."""

    kind = DeviceKind.FOLDER
    key = label = "growing"

    def __init__(self, root: Path, times: int) -> None:
        self._folder, self._root, self._times = open_folder(root), root, times

    def entries(self) -> Iterator[Entry]:
        return self._folder.entries()

    def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
        pieces = self._folder.read(entry, offset)
        yield next(pieces)
        if self._times:
            self._times -= 1
            with (self._root / entry.path).open("ab") as file:
                file.write(b"+")
        yield from pieces


def test_counter_that_begins_again_hides_nothing(library: Library, tmp_path: Path) -> None:
    photo = write(tmp_path / "card" / "DCIM" / "100CANON" / "IMG_0001.JPG", b"before the wrap")
    write(tmp_path / "card" / "DCIM" / "100CANON" / "IMG_9999.JPG", b"the last")
    library.bring(tmp_path / "card")
    photo.write_bytes(b"after the wrap!")  # as long as the first of this name
    os.utime(photo, (1_800_000_000, 1_800_000_000))

    summary = library.bring(tmp_path / "card")

    assert (summary.imported, summary.known) == (1, 1)
    assert len(list(library.media.all())) == 3


def test_same_name_from_two_cameras_and_two_folders_is_four_photos(
    library: Library, tmp_path: Path
) -> None:
    for camera in ("one", "two"):
        for folder in ("100CANON", "101CANON"):
            content = f"{camera} {folder}".encode()
            write(tmp_path / camera / "DCIM" / folder / "IMG_0001.JPG", content)
        library.bring(tmp_path / camera)

    assert len(list(library.media.all())) == 4


def test_renamed_copy_is_known(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "card" / "DCIM" / "100CANON" / "IMG_0001.JPG", b"one")
    library.bring(tmp_path / "card")
    write(tmp_path / "usb" / "용접 사진 (1).jpg", b"one")

    summary = library.bring(tmp_path / "usb")

    assert (summary.imported, summary.known) == (0, 1)


def test_file_that_changes_meanwhile_is_read_anew(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "film.mp4", b"film")

    library.bring(Growing(tmp_path, times=2))

    [file] = library.media.all()
    assert library.originals.path(file.sha256).read_bytes() == b"film++"


def test_file_that_never_rests_is_left_for_the_next_time(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "film.mp4", b"film")

    library.bring(Growing(tmp_path, times=9))

    [file] = library.heard.files
    assert (file.result, file.code) == (Result.FAILED, "file-changing")
