"""What is written past the system's cache is, byte for byte, what was given."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

import pytest

from vendorclient.storage.pouring import BLOCK_BYTES, HELD_BYTES, Pouring
from vendorclient.storage.whole_disk import whole_disk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DIRECT = getattr(os, "O_DIRECT", 0)
PIECE = 100_003  # no piece ends where a block does
SIZES = (0, 1, BLOCK_BYTES, HELD_BYTES - 1, HELD_BYTES, HELD_BYTES + 1, 3 * HELD_BYTES + 5)


def pieces(content: bytes) -> Iterator[bytes]:
    return (content[at : at + PIECE] for at in range(0, len(content), PIECE))


def poured(path: Path, content: bytes) -> bytes:
    """Return what lies there after it was written past the cache."""
    with Pouring(path, past_cache=True) as pouring:
        for piece in pieces(content):
            pouring.write(piece)
        pouring.end()
    return path.read_bytes()


def flags_of(file: int) -> int:
    if sys.platform == "win32":
        return 0
    import fcntl

    return fcntl.fcntl(file, fcntl.F_GETFL)


@pytest.mark.parametrize("size", SIZES)
def test_what_comes_out_is_what_went_in(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)

    assert poured(tmp_path / "part", content) == content


def test_one_piece_may_be_larger_than_what_is_held(tmp_path: Path) -> None:
    content = os.urandom(5 * HELD_BYTES + 7)
    with Pouring(tmp_path / "part", past_cache=True) as pouring:
        pouring.write(content)
        pouring.end()

    assert (tmp_path / "part").read_bytes() == content


def test_a_disk_without_such_a_way_is_written_through_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(path: Path, flags: int, mode: int = 0o777) -> int:
        file = os_open(path, flags & ~DIRECT, mode)
        if not flags & DIRECT:
            return file
        os.close(file)
        raise OSError(errno.EINVAL, "refused")

    os_open = os.open
    monkeypatch.setattr(os, "open", refusing)

    assert poured(tmp_path / "part", b"x" * 3_000_000) == b"x" * 3_000_000


@pytest.mark.parametrize("taken", [0, 512, 1_000, BLOCK_BYTES])
def test_a_disk_that_takes_less_than_it_is_given_gets_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: int
) -> None:
    def sparing(file: int, content: bytes | memoryview) -> int:
        if len(content) < HELD_BYTES or not flags_of(file) & DIRECT:
            return os_write(file, content)
        if not taken:
            raise OSError(errno.EINVAL, "other blocks, please")
        return os_write(file, content[:taken])

    os_write, content = os.write, os.urandom(2_500_000)
    monkeypatch.setattr(os, "write", sparing if DIRECT else os_write)

    assert poured(tmp_path / "part", content) == content


@pytest.mark.parametrize("listed", [1, 1_999_999, 2_000_000, 9_000_000])
def test_a_wrong_size_in_the_list_changes_nothing(tmp_path: Path, listed: int) -> None:
    with Pouring(tmp_path / "part", past_cache=True) as pouring:
        pouring.reserve(listed)
        pouring.write(b"x" * 2_000_000)
        pouring.end()

    assert (tmp_path / "part").read_bytes() == b"x" * 2_000_000


@pytest.mark.skipif(not DIRECT, reason="only Linux has such a way")
def test_large_files_leave_the_cache_alone(tmp_path: Path) -> None:
    if whole_disk(tmp_path) is None:
        pytest.skip("nothing is known of this disk")
    with Pouring(tmp_path / "part", past_cache=True) as pouring:
        assert flags_of(pouring.descriptor) & DIRECT


def test_other_refusals_are_told(tmp_path: Path) -> None:
    (tmp_path / "part").touch()

    with pytest.raises(FileExistsError):
        Pouring(tmp_path / "part", past_cache=True)
