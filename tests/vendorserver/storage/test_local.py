import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from vendorcore.errors import NoSpace, Refused

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


def test_finished_part_is_found_under_its_hash(shelf: LocalBlobs) -> None:
    found = put(shelf, b"photo")
    assert found == sha(b"photo")
    assert b"".join(shelf.open_range(found)) == b"photo"
    assert shelf.size(PART) == -1


def test_part_grows_piece_by_piece(shelf: LocalBlobs) -> None:
    shelf.begin(PART)
    assert shelf.append(PART, 0, [b"ab", b"cd"]) == 4
    assert shelf.append(PART, 4, [b"ef"]) == 6
    assert shelf.finish(PART, sha(b"abcdef")) == sha(b"abcdef")


def test_begin_cuts_off_what_was_never_confirmed(shelf: LocalBlobs) -> None:
    shelf.begin(PART)
    shelf.append(PART, 0, [b"good", b"lost"])
    assert shelf.begin(PART, 4) == 4
    shelf.append(PART, 4, [b"more"])
    assert shelf.finish(PART) == sha(b"goodmore")


def test_begin_tells_where_a_shortened_part_ends(shelf: LocalBlobs) -> None:
    shelf.begin(PART)
    shelf.append(PART, 0, [b"abc"])
    assert shelf.begin(PART, 10) == 3


def test_append_overwrites_what_lies_beyond_the_offset(shelf: LocalBlobs) -> None:
    shelf.begin(PART)
    shelf.append(PART, 0, [b"abcdef"])
    assert shelf.append(PART, 2, [b"X"]) == 3
    assert shelf.finish(PART) == sha(b"abX")


def test_hash_is_rebuilt_after_a_restart(shelf: LocalBlobs, tmp_path: Path) -> None:
    shelf.begin(PART)
    shelf.append(PART, 0, [b"before "])
    again = LocalBlobs(tmp_path)
    again.begin(PART, 7)
    again.append(PART, 7, [b"after"])
    assert again.finish(PART) == sha(b"before after")


def test_opening_a_part_reads_nothing(shelf: LocalBlobs, tmp_path: Path) -> None:
    shelf.begin(PART)
    shelf.append(PART, 0, [b"abc"])
    again = LocalBlobs(tmp_path)
    again.begin(PART, 3)
    assert again._hashes == {}


def test_adding_nothing_makes_ready_to_finish(shelf: LocalBlobs, tmp_path: Path) -> None:
    shelf.begin(PART)
    shelf.append(PART, 0, [b"abc"])
    again = LocalBlobs(tmp_path)
    assert again.append(PART, 3, []) == 3
    assert again.finish(PART) == sha(b"abc")


def test_hashes_in_memory_are_bounded(shelf: LocalBlobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "MOST_HASHES", 1)
    shelf.begin(PART)
    shelf.append(PART, 0, [b"first"])
    shelf.begin(OTHER)
    shelf.append(OTHER, 0, [b"second"])
    assert len(shelf._hashes) == 1
    assert shelf.finish(PART) == sha(b"first")


def test_wrong_hash_is_refused_and_the_part_stays(shelf: LocalBlobs) -> None:
    shelf.begin(PART)
    shelf.append(PART, 0, [b"abc"])
    with pytest.raises(Refused, match="hash-mismatch"):
        shelf.finish(PART, "0" * 64)
    assert shelf.size(PART) == 3


def test_same_content_is_stored_once(shelf: LocalBlobs, tmp_path: Path) -> None:
    first, second = put(shelf, b"same"), put(shelf, b"same", OTHER)
    assert first == second
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [first]


def test_fresh_copy_heals_a_rotten_one(shelf: LocalBlobs) -> None:
    found = put(shelf, b"sound")
    shelf.path(found).write_bytes(b"rotte")
    put(shelf, b"sound", OTHER)
    assert b"".join(shelf.open_range(found)) == b"sound"


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [(0, None, b"abcdef"), (2, None, b"cdef"), (1, 3, b"bc"), (4, 99, b"ef"), (6, None, b"")],
)
def test_range_starts_and_stops_where_asked(
    shelf: LocalBlobs, start: int, stop: int | None, expected: bytes
) -> None:
    found = put(shelf, b"abcdef")
    assert b"".join(shelf.open_range(found, start, stop)) == expected


def test_empty_file_is_a_file(shelf: LocalBlobs) -> None:
    shelf.begin(PART)
    found = shelf.finish(PART)
    assert shelf.size(found) == 0


def test_deleting_twice_is_no_error(shelf: LocalBlobs) -> None:
    found = put(shelf, b"x")
    shelf.delete(found)
    shelf.delete(found)
    assert shelf.size(found) == -1


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
