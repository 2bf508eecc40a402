"""Originals: each once, by content, durable, never half."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from vendorcore.errors import DeviceGone, NoSpace, NotReadable, NotWritable

from tests.vendorclient.builders import Library, files_below
from vendorclient.storage.originals import Originals, Stored
from vendorclient.storage.parts import Parts, sweep

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@settings(max_examples=25)
@given(chunks=some.lists(some.binary(max_size=300), max_size=6))
def test_what_comes_out_is_what_went_in(
    tmp_path_factory: pytest.TempPathFactory, chunks: list[bytes]
) -> None:
    library = Library(tmp_path_factory.mktemp("library"))
    content = b"".join(chunks)

    stored = library.originals.receive(chunks)

    assert stored == Stored(sha(content), len(content))
    assert library.originals.path(stored.sha256).read_bytes() == content
    library.close()


def test_the_same_content_is_kept_once(library: Library) -> None:
    library.originals.receive([b"same"])
    library.originals.receive([b"sa", b"me"])

    assert len(files_below(library.folder.originals_dir)) == 1
    assert files_below(library.folder.parts_dir) == []


def test_many_threads_may_bring_the_same_file(library: Library) -> None:
    with ThreadPoolExecutor(8) as pool:
        stored = set(pool.map(lambda _: library.originals.receive([b"same"] * 50), range(32)))

    assert len(stored) == 1
    assert library.originals.verify(stored.pop().sha256)


def test_a_read_that_breaks_off_leaves_nothing(library: Library) -> None:
    def torn() -> Iterator[bytes]:
        yield b"half"
        raise DeviceGone

    with pytest.raises(DeviceGone):
        library.originals.receive(torn())

    assert files_below(library.folder.parts_dir) == []
    assert files_below(library.folder.originals_dir) == []


def test_space_is_checked_before_anything_is_read(tmp_path: Path) -> None:
    library = Library(tmp_path / "library", free=lambda _: 1000, reserve=400)

    with pytest.raises(NoSpace) as refused:
        library.originals.receive(iter([b"never"]), size_hint=601)

    told = refused.value.details  # what must stay free is part of what is needed
    assert (told["needed"], told["free"]) == (1001, 1000)
    library.close()


def test_a_store_that_cannot_be_written_says_so(library: Library) -> None:
    library.folder.originals_dir.rmdir()
    library.folder.originals_dir.touch()

    with pytest.raises(NotWritable):
        library.originals.receive([b"anything"])


def test_one_changed_byte_is_noticed(library: Library) -> None:
    stored = library.originals.receive([b"original"])
    library.originals.path(stored.sha256).write_bytes(b"0riginal")

    assert not library.originals.verify(stored.sha256)
    assert library.originals.holds(stored)


def test_reading_again_heals_a_damaged_original(library: Library) -> None:
    stored = library.originals.receive([b"original"])
    library.originals.path(stored.sha256).write_bytes(b"0riginal")

    library.originals.receive([b"original"])

    assert library.originals.verify(stored.sha256)


def busy(_part: Path, _target: Path) -> None:
    """Be Windows, where nobody replaces a file that somebody reads."""
    raise PermissionError


def test_an_older_damaged_copy_is_replaced_once_nobody_reads_it(library: Library) -> None:
    stored = library.originals.receive([b"original"])
    library.originals.path(stored.sha256).write_bytes(b"0riginal")
    waited: list[float] = []

    def busy_at_first(part: Path, target: Path) -> None:
        if not waited:
            raise PermissionError
        part.replace(target)

    windows = Originals(library.folder, replace=busy_at_first, wait=waited.append)
    windows.receive([b"original"])

    assert windows.verify(stored.sha256)
    assert len(waited) == 1


def test_an_original_that_is_being_read_stays_where_it_is(library: Library) -> None:
    library.originals.receive([b"original"])
    windows = Originals(library.folder, replace=busy)

    stored = windows.receive([b"original"])

    assert windows.verify(stored.sha256)
    assert files_below(library.folder.parts_dir) == []
    windows.close()


def test_a_damaged_original_that_is_being_read_is_told(library: Library) -> None:
    stored = library.originals.receive([b"original"])
    library.originals.path(stored.sha256).write_bytes(b"0riginal")
    windows = Originals(library.folder, replace=busy)

    with pytest.raises(NotWritable):
        windows.receive([b"original"])

    windows.close()


def test_what_cannot_be_opened_is_not_called_changed(library: Library) -> None:
    stored = library.originals.receive([b"original"])
    library.originals.path(stored.sha256).unlink()
    library.originals.path(stored.sha256).mkdir()

    with pytest.raises(NotReadable):
        library.originals.verify(stored.sha256)


def test_a_missing_or_cut_original_is_not_held(library: Library) -> None:
    stored = library.originals.receive([b"original"])
    path = library.originals.path(stored.sha256)
    path.write_bytes(b"cut")
    cut = library.originals.holds(stored)
    path.unlink()

    assert (cut, library.originals.holds(stored)) == (False, False)
    assert not library.originals.verify(stored.sha256)


def test_parts_of_a_dead_process_are_removed(library: Library) -> None:
    script = (
        "import os, sys; from pathlib import Path; from vendorclient.storage.parts import Parts;"
        "Parts(Path(sys.argv[1])).new().write_bytes(b'half'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, library.folder.parts_dir], check=False)
    left = files_below(library.folder.parts_dir)

    library.originals.receive([b"new"])

    assert len(left) == 1
    assert files_below(library.folder.parts_dir) == []


def test_parts_of_a_living_process_are_left_alone(tmp_path: Path) -> None:
    other = Parts(tmp_path)
    part = other.new()
    part.write_bytes(b"half")

    removed = sweep(tmp_path)

    assert removed == 0
    assert part.exists()
    other.close()
    assert not part.exists()


def test_two_stores_of_one_folder_work_side_by_side(library: Library) -> None:
    other = Originals(library.folder)

    stored = {other.receive([b"a"]), library.originals.receive([b"a"])}

    assert len(stored) == 1
    other.close()
