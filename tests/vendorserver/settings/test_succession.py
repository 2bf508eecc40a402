"""Changing the key: whenever it breaks off, the next try finishes it with the same new key."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from vendorcore.protocol import SigningKey
from vendorcore.protocol.succession import followed

from vendorserver.settings.key_files import SERVER, make_keys
from vendorserver.settings.succession import FILE, former_keys, links, rotate

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_keys(tmp_path / "keys")
    return tmp_path / "keys"


def test_each_key_vouches_for_the_next(folder: Path) -> None:
    first = SigningKey((folder / SERVER).read_bytes()).public
    second, third = (rotate(folder, "server", NOW) for _ in range(2))
    assert SigningKey((folder / SERVER).read_bytes()).public == third
    assert set(former_keys(folder)) == {first.key_id, second.key_id}
    found = followed(links(folder), {first.key_id: first}, "server")
    assert list(found.values()) == [second, third]


def test_the_new_secret_is_nobody_elses_to_read(folder: Path) -> None:
    rotate(folder, "server", NOW)
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}


@pytest.mark.parametrize("said", [False, True])
def test_a_change_that_broke_off_is_finished(folder: Path, *, said: bool) -> None:
    old = (folder / SERVER).read_bytes()
    new = rotate(folder, "server", NOW)
    (folder / SERVER).rename(folder / f"{SERVER}.next")
    (folder / SERVER).write_bytes(old)
    if not said:
        (folder / FILE).unlink()
    assert rotate(folder, "server", NOW) == new
    assert len(links(folder)) == 1
