"""The six verbs of a shelf: the same tests on files and on a real S3-compatible store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from vendorcore.errors import Conflict, Refused

from tests.vendorserver.storage.shelves import OTHER, PART, PIECE, put, sha
from vendorserver.storage import Blobs

Reopened = Callable[[], Blobs]

pytestmark = pytest.mark.django_db


def test_finished_part_is_found_under_its_hash(shelf: Blobs) -> None:
    found = put(shelf, b"photo")
    assert found == sha(b"photo")
    assert b"".join(shelf.open_range(found)) == b"photo"
    assert shelf.size(PART) == -1


def test_part_grows_piece_by_piece(shelf: Blobs) -> None:
    shelf.begin(PART)
    assert shelf.append(PART, 0, [b"ab", b"cd"]) == 4
    assert shelf.append(PART, 4, [b"ef"]) == 6
    assert shelf.finish(PART, sha(b"abcdef")) == sha(b"abcdef")


def test_begin_cuts_off_what_was_never_confirmed(shelf: Blobs) -> None:
    shelf.begin(PART)
    shelf.append(PART, 0, [b"good", b"lost"])
    assert shelf.begin(PART, 4) == 4
    shelf.append(PART, 4, [b"more"])
    assert shelf.finish(PART) == sha(b"goodmore")


def test_begin_tells_where_a_shortened_part_ends(shelf: Blobs) -> None:
    shelf.begin(PART)
    shelf.append(PART, 0, [b"abc"])
    assert shelf.begin(PART, 10) == 3


def test_append_overwrites_what_lies_beyond_the_offset(shelf: Blobs) -> None:
    shelf.begin(PART)
    shelf.append(PART, 0, [b"abcdef"])
    assert shelf.append(PART, 2, [b"X"]) == 3
    assert shelf.finish(PART) == sha(b"abX")


def test_hash_is_rebuilt_after_a_restart(shelf: Blobs, reopened: Reopened) -> None:
    shelf.begin(PART)
    shelf.append(PART, 0, [b"before "])
    again = reopened()
    again.begin(PART, 7)
    again.append(PART, 7, [b"after"])
    assert again.finish(PART) == sha(b"before after")


def test_adding_nothing_makes_ready_to_finish(shelf: Blobs, reopened: Reopened) -> None:
    shelf.begin(PART)
    shelf.append(PART, 0, [b"abc"])
    again = reopened()
    again.begin(PART, 3)
    assert again.append(PART, 3, []) == 3
    assert again.finish(PART) == sha(b"abc")


def test_wrong_hash_is_refused_and_the_part_stays(shelf: Blobs) -> None:
    shelf.begin(PART)
    shelf.append(PART, 0, [b"abc"])
    with pytest.raises(Refused, match="hash-mismatch"):
        shelf.finish(PART, "0" * 64)
    assert shelf.size(PART) == 3


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [(0, None, b"abcdef"), (2, None, b"cdef"), (1, 3, b"bc"), (4, 99, b"ef"), (6, None, b"")],
)
def test_range_starts_and_stops_where_asked(
    shelf: Blobs, start: int, stop: int | None, expected: bytes
) -> None:
    found = put(shelf, b"abcdef")
    assert b"".join(shelf.open_range(found, start, stop)) == expected


def test_empty_file_is_a_file(shelf: Blobs) -> None:
    shelf.begin(PART)
    found = shelf.finish(PART)
    assert shelf.size(found) == 0


def test_deleting_twice_is_no_error(shelf: Blobs) -> None:
    found = put(shelf, b"x")
    shelf.delete(found)
    shelf.delete(found)
    assert shelf.size(found) == -1


def test_a_large_file_is_cut_into_pieces_and_comes_back_whole(shelf: Blobs) -> None:
    content = bytes(range(256)) * (PIECE // 100)
    shelf.begin(PART)
    end, step = 0, PIECE // 3 + 7
    while end < len(content):
        end = shelf.append(PART, end, [content[end : end + step]])
    found = shelf.finish(PART, sha(content))
    assert shelf.size(found) == len(content)
    assert b"".join(shelf.open_range(found)) == content
    assert b"".join(shelf.open_range(found, PIECE - 5, PIECE + 5)) == content[PIECE - 5 : PIECE + 5]


def test_going_back_over_several_pieces_keeps_what_was_confirmed(
    shelf: Blobs, reopened: Reopened
) -> None:
    content = b"0123456789abcdef" * (PIECE // 4)
    shelf.begin(PART)
    shelf.append(PART, 0, [content])
    again, kept = reopened(), PIECE + 11
    assert again.begin(PART, kept) == kept
    assert b"".join(again.open_range(PART)) == content[:kept]
    again.append(PART, kept, [b"tail"])
    assert again.finish(PART) == sha(content[:kept] + b"tail")


def test_a_part_is_read_where_asked_while_it_grows(shelf: Blobs) -> None:
    content = b"0123456789" * (PIECE // 5)
    shelf.begin(PART)
    shelf.append(PART, 0, [content])
    asked = slice(PIECE - 3, PIECE + 4)
    assert b"".join(shelf.open_range(PART, asked.start, asked.stop)) == content[asked]


def test_the_same_content_from_two_senders_is_one_file(shelf: Blobs) -> None:
    assert put(shelf, b"same") == put(shelf, b"same", OTHER)
    assert shelf.size(PART) == shelf.size(OTHER) == -1


@pytest.mark.parametrize("name", ["", "../x", "a" * 31, "A" * 32, "g" * 64, "CON"])
def test_other_names_are_no_files(shelf: Blobs, name: str) -> None:
    for verb in (shelf.size, shelf.delete):
        with pytest.raises(ValueError, match="neither"):
            verb(name)


def test_whoever_opened_a_part_before_may_not_go_on(shelf: Blobs, reopened: Reopened) -> None:
    shelf.begin(PART)
    shelf.append(PART, 0, [b"mine"])
    again = reopened()
    again.begin(PART, 4)
    again.append(PART, 4, [b" and theirs"])
    try:
        shelf.append(PART, 4, [b" lost"])
    except (Conflict, Refused):
        assert again.finish(PART) == sha(b"mine and theirs")


def test_what_lies_there_is_found_with_its_size_and_age(shelf: Blobs) -> None:
    whole = put(shelf, b"whole file")
    shelf.begin(OTHER)
    shelf.append(OTHER, 0, [b"growing"])
    found = {one.name: one for one in shelf.found()}
    assert {name: one.size_bytes for name, one in found.items()} == {whole: 10, OTHER: 7}
    age = datetime.now(UTC) - found[whole].touched_at
    assert timedelta(minutes=-5) < age < timedelta(minutes=5)
    shelf.delete(whole)
    shelf.delete(OTHER)
    assert list(shelf.found()) == []
