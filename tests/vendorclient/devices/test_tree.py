"""A folder tree is read safely: never beyond its root, never a pipe, never in silence."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import DeviceGone, NotReadable

from tests.vendorclient.builders import write
from vendorclient.devices import Entry, open_folder
from vendorclient.devices.tree import Tree, as_windows_takes_it, disk_of, open_below, unaltered

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def names(root: Path) -> list[str]:
    return [entry.path for entry in Tree(root).entries()]


def entry(path: str) -> Entry:
    return Entry(path=path, name=path, size_bytes=0)


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """Return a card of which one folder may not be opened by whoever runs the test."""
    root = Path(mkdtemp())
    write(root / "DCIM" / "open" / "a.jpg")
    write(root / "DCIM" / "shut" / "b.jpg")
    root.chmod(0o755)
    (root / "DCIM" / "shut").chmod(0)
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    yield root
    os.seteuid(was)
    shutil.rmtree(root)


@on_posix
def test_a_link_is_neither_listed_nor_followed(tmp_path: Path) -> None:
    write(tmp_path / "secret" / "diary.jpg")
    card = tmp_path / "card"
    write(card / "a.jpg")
    (card / "link.jpg").symlink_to(tmp_path / "secret" / "diary.jpg")
    (card / "folder").symlink_to(tmp_path / "secret")

    assert names(card) == ["a.jpg"]
    for path in ("link.jpg", "folder/diary.jpg", "../secret/diary.jpg"):
        with pytest.raises(NotReadable):
            list(Tree(card).read(entry(path)))


@on_posix
def test_a_pipe_does_not_make_us_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")

    assert names(tmp_path) == []
    with pytest.raises(NotReadable):
        list(Tree(tmp_path).read(entry("pipe.jpg")))


@on_posix
def test_a_folder_that_may_not_be_opened_is_told(locked_folder: Path) -> None:
    told = {one.path: one.problem for one in Tree(locked_folder).entries()}

    assert told == {"DCIM/open/a.jpg": "", "DCIM/shut": "not-readable"}


@on_posix
def test_a_root_that_may_not_be_opened_is_refused(locked_folder: Path) -> None:
    with pytest.raises(NotReadable):
        open_folder(locked_folder / "DCIM" / "shut")


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotReadable):
        open_folder(tmp_path / "none")


def test_a_missing_file_fails_alone(tmp_path: Path) -> None:
    with pytest.raises(NotReadable):
        list(Tree(tmp_path).read(entry("none.jpg")))


def test_a_vanished_tree_is_a_vanished_device(tmp_path: Path) -> None:
    with pytest.raises(DeviceGone):
        list(Tree(tmp_path / "none").read(entry("a.jpg")))
    with pytest.raises(DeviceGone):
        list(Tree(tmp_path / "none").entries())


@pytest.mark.parametrize(
    "name",
    [
        "용접 사진.jpg",
        unicodedata.normalize("NFD", "용접.jpg"),
        "🏭👷.jpg",
        "x" * 251 + ".jpg",
        pytest.param("a\nb.jpg", marks=on_posix),
        " .jpg",
    ],
)
def test_names_of_every_kind_are_read(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, b"bytes")

    found = list(Tree(tmp_path).entries())

    assert b"".join(Tree(tmp_path).read(found[0])) == b"bytes"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know only names of text")
def test_a_name_that_is_no_text_is_read(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xb0\xa1.jpg")).write_bytes(b"euc-kr")

    found = list(Tree(tmp_path).entries())

    assert b"".join(Tree(tmp_path).read(found[0])) == b"euc-kr"


def test_reading_goes_on_where_it_was(tmp_path: Path) -> None:
    write(tmp_path / "a.jpg", b"0123456789")

    assert b"".join(Tree(tmp_path).read(entry("a.jpg"), offset=7)) == b"789"


class Held(PermissionError):
    """What Windows answers while somebody else looks at a file."""

    def __init__(self, winerror: int) -> None:
        super().__init__(13, "held")
        self.winerror = winerror


class Scanner:
    """A virus scanner that holds each new file until it was asked so often."""

    def __init__(self, refusals: int, winerror: int = 32) -> None:
        self._left = refusals
        self._winerror = winerror
        self.waited: list[float] = []

    def open(self, root: Path, path: str) -> int:
        if not self._left:
            return open_below(root, path)
        self._left -= 1
        raise Held(self._winerror)

    def read(self, root: Path) -> bytes:
        tree = Tree(root, opener=self.open, wait=self.waited.append)
        return b"".join(tree.read(entry("a.jpg")))


@pytest.mark.parametrize("winerror", [32, 33])
def test_a_file_that_a_virus_scanner_holds_is_tried_again(tmp_path: Path, winerror: int) -> None:
    write(tmp_path / "a.jpg", b"held for a moment")
    scanner = Scanner(3, winerror)

    assert scanner.read(tmp_path) == b"held for a moment"
    assert scanner.waited == sorted(scanner.waited)
    assert len(scanner.waited) == 3


def test_a_file_that_is_held_for_good_fails_alone(tmp_path: Path) -> None:
    write(tmp_path / "a.jpg")
    scanner = Scanner(99)

    with pytest.raises(NotReadable):
        scanner.read(tmp_path)
    assert 1 < sum(scanner.waited) < 10


def test_a_file_that_may_not_be_read_is_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path / "a.jpg")
    scanner = Scanner(99, winerror=5)

    with pytest.raises(NotReadable):
        scanner.read(tmp_path)
    assert scanner.waited == []


@pytest.mark.parametrize("path", ["NUL.JPG", "con.jpg", "100CANON./IMG_0001.JPG", "1. /a.jpg"])
def test_names_that_windows_keeps_for_itself_are_read(tmp_path: Path, path: str) -> None:
    """A camera or another system wrote them; each is a photo like any other."""
    whole = tmp_path / path
    if whole.parent != tmp_path:
        Path(unaltered(whole.parent)).mkdir()
    Path(unaltered(whole)).write_bytes(b"a photo")

    (found,) = Tree(tmp_path).entries()

    assert (found.path, found.size_bytes) == (path, 7)
    assert b"".join(Tree(tmp_path).read(found)) == b"a photo"


def test_windows_is_told_to_take_a_path_as_it_is() -> None:
    given = (r"D:\DCIM\NUL.JPG", r"\\nas\card", r"\\?\D:\a")

    told = [as_windows_takes_it(text) for text in given]

    assert told == [r"\\?\D:\DCIM\NUL.JPG", r"\\?\UNC\nas\card", r"\\?\D:\a"]


@on_posix
def test_a_card_that_was_exchanged_meanwhile_is_gone(tmp_path: Path) -> None:
    """The same place and the same name, but the photo of another card."""
    write(tmp_path / "a.jpg", b"another photo")
    before = Tree(tmp_path, disk=disk_of(tmp_path) + 1)

    assert not before.is_there()
    with pytest.raises(DeviceGone):
        list(before.read(entry("a.jpg")))
    assert list(Tree(tmp_path, disk=disk_of(tmp_path)).read(entry("a.jpg"))) == [b"another photo"]
