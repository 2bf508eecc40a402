"""Many originals laid down together: whole and safe, or not there at all."""

from __future__ import annotations

import errno
import hashlib
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import NoSpace, Refused

from vendorserver.storage import Lots, lots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_a_name_is_there_once_its_lot_is_settled(tmp_path: Path) -> None:
    with Lots(tmp_path) as several:
        assert several.add(sha(b"one"), [b"o", b"ne"]) == 3
        assert names(tmp_path) == {f"{sha(b'one')}.part"}
    assert names(tmp_path) == {sha(b"one")}
    assert several.path(sha(b"one")).read_bytes() == b"one"


@pytest.mark.parametrize(("limit", "value"), [("LOT_FILES", 2), ("LOT_BYTES", 6)])
def test_a_full_lot_is_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(lots, limit, value)
    with Lots(tmp_path) as several:
        for content in (b"one", b"two", b"odd"):
            several.add(sha(content), [content])
        assert names(tmp_path) == {sha(b"one"), sha(b"two"), f"{sha(b'odd')}.part"}


def test_another_content_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with Lots(tmp_path) as several:
        with pytest.raises(Refused, match="hash-mismatch"):
            several.add(sha(b"one"), [b"other"])
        several.add(sha(b"two"), [b"two"])
    assert names(tmp_path) == {sha(b"two")}


def cut() -> Iterator[bytes]:
    yield b"half"
    raise OSError(errno.EIO, "the disk is gone")


def lay_down(folder: Path, *several: Iterable[bytes]) -> None:
    with Lots(folder) as lot:
        for number, chunks in enumerate(several):
            lot.add(sha(f"{number}".encode()), chunks)


def test_one_that_breaks_off_is_never_taken_for_whole(tmp_path: Path) -> None:
    with Lots(tmp_path) as several:
        with pytest.raises(OSError, match="gone"):
            several.add(sha(b"half"), cut())
        several.add(sha(b"two"), [b"two"])
    assert names(tmp_path) == {sha(b"two")}


def test_what_breaks_off_leaves_what_was_settled_alone(tmp_path: Path) -> None:
    lay_down(tmp_path, [b"0"])
    with pytest.raises(OSError, match="gone"):
        lay_down(tmp_path, [b"0"], [b"1"], cut())
    assert names(tmp_path) == {sha(b"0")}


def test_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    lay_down(tmp_path, [b"0"])
    monkeypatch.setattr(lots, "_sync", full)
    with pytest.raises(NoSpace, match="server-full"):
        lay_down(tmp_path, [b"0"], [b"1"])
    assert names(tmp_path) == {sha(b"0")}
