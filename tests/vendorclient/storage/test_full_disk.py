"""A disk that is really full: nothing half is kept, and the sentence names the sizes."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import NoSpace, NotWritable
from vendorcore.text import problem_sentence

from tests.vendorclient.builders import Library, files_below, write
from tests.vendorclient.cli.terminal import Terminal
from vendorclient.paths import open_data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(tmp_path / "data", capsys)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of two megabytes; only root may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    line = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if subprocess.run(line, check=False, capture_output=True).returncode:
        pytest.skip("this computer lets nobody mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_keeps_what_was_complete(small_disk: Path) -> None:
    library = Library(small_disk / "library", free=lambda _: 1 << 40)
    first = library.originals.receive([b"first"])

    with pytest.raises(NoSpace):
        library.originals.receive([b"x" * 100_000] * 50, size_hint=5_000_000)

    assert library.originals.verify(first.sha256)
    assert files_below(library.folder.parts_dir) == []
    library.close()


def fill(disk: Path) -> None:
    with suppress(OSError), (disk / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


@pytest.mark.parametrize("command", ["status", "contracts", "submit --contract x"])
def test_a_full_disk_is_named_by_every_command(
    small_disk: Path, terminal: Terminal, command: str
) -> None:
    terminal.data = small_disk / "library"
    terminal("status")
    fill(small_disk)

    said = terminal.json(*command.split())

    assert (said.code, said.row["error"]["code"]) == (1, "no-space")
    assert "…" not in said.row["error"]["detail"]


def test_the_doctor_finds_a_full_disk(small_disk: Path, terminal: Terminal) -> None:
    terminal.data = small_disk / "library"
    terminal("status")
    fill(small_disk)

    found = {row["check"]: row["code"] for row in terminal.json("doctor").rows}

    assert (found["free-space"], found["database"]) == ("no-space", "no-space")


def test_a_new_library_on_a_full_disk_says_that_it_is_full(small_disk: Path) -> None:
    fill(small_disk)

    with pytest.raises(NoSpace):
        open_data_folder(small_disk / "another")


def test_an_import_that_does_not_fit_is_refused_before_it_begins(
    small_disk: Path, tmp_path: Path
) -> None:
    library = Library(small_disk / "library", reserve=0)
    write(tmp_path / "card" / "big.jpg", b"x" * 3_000_000)

    with pytest.raises(NoSpace) as refused:
        library.bring(tmp_path / "card")

    sentence = str(problem_sentence(refused.value.code, refused.value.details))
    assert "2.9 MB" in sentence
    assert library.heard.files == []
    library.close()


def test_a_library_that_turned_read_only_says_so(small_disk: Path, tmp_path: Path) -> None:
    library = Library(small_disk / "library", reserve=0)
    write(tmp_path / "card" / "a.jpg")
    library.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    with pytest.raises(NotWritable):
        library.originals.receive([b"anything"])
    with pytest.raises(NotWritable):
        Library(small_disk / "another")


def test_a_read_only_card_is_read(small_disk: Path, library: Library) -> None:
    write(small_disk / "DCIM" / "100CANON" / "IMG_0001.JPG")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    assert library.bring(small_disk).imported == 1
