import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from vendorcore.errors import NoSpace

from vendorserver.storage import LocalBlobs, local

PART = "0123456789abcdef" * 2
OTHER = "f" * 32


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def shelf(tmp_path: Path) -> LocalBlobs:
    return LocalBlobs(tmp_path)


def put(shelf: LocalBlobs, content: bytes, name: str = PART) -> str:
    shelf.begin(name)
    shelf.append(name, 0, [content])
    return shelf.finish(name)


def test_opening_a_part_reads_nothing(shelf: LocalBlobs, tmp_path: Path) -> None:
    shelf.begin(PART)
    shelf.append(PART, 0, [b"abc"])
    again = LocalBlobs(tmp_path)
    again.begin(PART, 3)
    assert again._hashes == {}


def test_hashes_in_memory_are_bounded(shelf: LocalBlobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "MOST_HASHES", 1)
    shelf.begin(PART)
    shelf.append(PART, 0, [b"first"])
    shelf.begin(OTHER)
    shelf.append(OTHER, 0, [b"second"])
    assert len(shelf._hashes) == 1
    assert shelf.finish(PART) == sha(b"first")


def test_same_content_is_stored_once(shelf: LocalBlobs, tmp_path: Path) -> None:
    first, second = put(shelf, b"same"), put(shelf, b"same", OTHER)
    assert first == second
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [first]


def test_fresh_copy_heals_a_rotten_one(shelf: LocalBlobs) -> None:
    found = put(shelf, b"sound")
    shelf.path(found).write_bytes(b"rotte")
    put(shelf, b"sound", OTHER)
    assert b"".join(shelf.open_range(found)) == b"sound"


@pytest.mark.parametrize("name", ["", "../x", "a" * 31, "A" * 32, "g" * 64, "a" * 32 + "/", "CON"])
def test_other_names_are_no_files(shelf: LocalBlobs, name: str) -> None:
    with pytest.raises(ValueError, match="neither"):
        shelf.path(name)


def test_data_is_synced_before_the_end_is_told(
    shelf: LocalBlobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths: list[int] = []
    monkeypatch.setattr(local, "_sync", lambda handle: lengths.append(os.fstat(handle).st_size))
    shelf.begin(PART)
    end = shelf.append(PART, 0, [b"abc", b"def"])
    assert lengths == [end] == [6]


def test_full_disk_is_told_and_the_part_can_go_on(shelf: LocalBlobs) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.ENOSPC, "full")

    shelf.begin(PART)
    with pytest.raises(NoSpace, match="server-full"):
        shelf.append(PART, 0, chunks())
    assert shelf.begin(PART, 0) == 0
    shelf.append(PART, 0, [b"whole"])
    assert shelf.finish(PART) == sha(b"whole")
