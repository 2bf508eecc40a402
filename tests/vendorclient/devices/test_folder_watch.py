"""A file that comes into a watched folder rings the bell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorclient.devices.events.bell import Bell
from vendorclient.devices.folder_watch import FolderWatch

if TYPE_CHECKING:
    from pathlib import Path


def test_bell_rings_for_a_new_file(tmp_path: Path) -> None:
    bell = Bell()
    watch = FolderWatch(bell, [tmp_path])
    assert watch.start()

    (tmp_path / "용접.jpg").write_bytes(b"x")

    assert bell.wait(10)
    watch.stop()


def test_folder_that_is_not_there_is_left_out(tmp_path: Path) -> None:
    assert not FolderWatch(Bell(), [tmp_path / "nowhere"]).start()
