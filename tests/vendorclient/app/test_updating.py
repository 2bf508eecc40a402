"""New versions: refused in words when anything is wrong, gone on with after a cut."""

from __future__ import annotations

import errno
import hashlib
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import Busy, NeedsPerson, NoSpace, Offline, Untrusted
from vendorcore.protocol import SigningKey
from vendorcore.protocol.updates import Installer, Release
from vendorcore.text import problem_sentence

from vendorclient.app import updating
from vendorclient.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = SigningKey.generate()
KEYS = {KEY.public.key_id: KEY.public}
NOW = datetime(2026, 4, 1, tzinfo=UTC)
CONTENT = bytes(range(256)) * 40
FILE = Installer(
    system="linux-x86_64",
    name="vendorclient_0.2.0_amd64.deb",
    url="/api/v1/client/updates/vendorclient_0.2.0_amd64.deb",
    size_bytes=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
)
RELEASE = Release(
    sequence=3,
    version="0.2.0",
    minimum_version="0.1.0",
    issued_at="2026-03-01T00:00:00Z",
    expires_at="2026-05-01T00:00:00Z",
    files=(FILE,),
)


class Shelf:
    """A source whose line may be cut after so many bytes."""

    def __init__(self, text: bytes = b"", content: bytes = CONTENT, cut_after: int = -1) -> None:
        self.text, self._content, self.cut_after = text, content, cut_after
        self.offsets: list[int] = []

    def small(self, url: str) -> bytes:
        assert url == updating.MANIFEST
        return self.text

    def content(self, url: str, offset: int) -> Iterator[bytes]:
        assert url == FILE.url
        self.offsets.append(offset)
        for at in range(offset, len(self._content), 1000):
            if 0 <= self.cut_after <= at:
                raise Offline(reason="ConnectionError")
            yield self._content[at : at + 1000]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path / "client.db")) as db:
        yield db


def look(db: Database, release: Release, version: str = "0.1.0") -> updating.Update | None:
    shelf = Shelf(release.signed(KEY).text.encode())
    return updating.look(db, shelf, version=version, now=NOW, keys=KEYS, system="linux-x86_64")


def test_a_newer_version_is_found(db: Database) -> None:
    found = look(db, RELEASE)
    assert found is not None
    assert (found.installer, found.required) == (FILE, False)
    assert look(db, RELEASE, version="0.2.0") is None


def test_what_was_seen_once_is_never_followed_by_something_older(db: Database) -> None:
    look(db, RELEASE)
    with pytest.raises(Untrusted, match="update-older"):
        look(db, replace(RELEASE, sequence=2))


def test_a_refused_manifest_changes_nothing(db: Database) -> None:
    with pytest.raises(Untrusted, match="update-expired"):
        look(db, replace(RELEASE, sequence=99, expires_at="2026-03-02T00:00:00Z"))
    assert look(db, RELEASE) is not None


@pytest.mark.parametrize("text", [b"", b"<html>", b"\xff", b'{"payload": 1}'])
def test_a_strange_answer_is_refused(db: Database, text: bytes) -> None:
    with pytest.raises(Untrusted, match="update-untrusted"):
        updating.look(db, Shelf(text), version="0.1.0", now=NOW, keys=KEYS)


def test_a_minimum_version_may_be_demanded(db: Database) -> None:
    found = look(db, replace(RELEASE, minimum_version="0.2.0"))
    assert found is not None
    assert found.required
    with pytest.raises(NeedsPerson, match="update-needed"):
        updating.refuse_too_old(db, "0.1.0")
    updating.refuse_too_old(db, "0.2.0")


def test_later_is_a_day(db: Database) -> None:
    assert not updating.is_put_off(db, NOW)
    updating.put_off(db, NOW)
    assert updating.is_put_off(db, NOW + timedelta(hours=23))
    assert not updating.is_put_off(db, NOW + timedelta(hours=25))


def test_a_cut_download_goes_on_where_it_stopped(tmp_path: Path) -> None:
    shelf = Shelf(cut_after=4000)
    with pytest.raises(Offline):
        updating.fetch(FILE, shelf, tmp_path)
    shelf.cut_after = -1
    path = updating.fetch(FILE, shelf, tmp_path)
    assert (path.name, path.read_bytes()) == (FILE.name, CONTENT)
    assert shelf.offsets == [0, 4000]
    assert list(tmp_path.iterdir()) == [path]
    assert updating.fetch(FILE, shelf, tmp_path) == path
    assert shelf.offsets == [0, 4000]


def test_a_download_that_ends_early_is_told(tmp_path: Path) -> None:
    with pytest.raises(Offline, match="update-cut"):
        updating.fetch(FILE, Shelf(content=CONTENT[:-1]), tmp_path)
    assert updating.fetch(FILE, Shelf(), tmp_path).read_bytes() == CONTENT


@pytest.mark.parametrize("content", [bytes(len(CONTENT)), CONTENT + b"x"])
def test_a_changed_file_is_thrown_away(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Untrusted, match="update-changed"):
        updating.fetch(FILE, Shelf(content=content), tmp_path)
    assert not (tmp_path / FILE.name).exists()
    assert updating.fetch(FILE, Shelf(), tmp_path).read_bytes() == CONTENT


def test_a_full_disk_is_told_before_anything_is_fetched(tmp_path: Path) -> None:
    shelf = Shelf()
    with pytest.raises(NoSpace):
        updating.fetch(FILE, shelf, tmp_path, free_bytes=lambda _: 1000)
    assert shelf.offsets == []


class FullDisk(Shelf):
    """A source during whose answer the disk is filled by somebody else."""

    def content(self, url: str, offset: int) -> Iterator[bytes]:
        yield from self.taken(url, offset)
        raise OSError(errno.ENOSPC, "No space left on device")

    def taken(self, url: str, offset: int) -> Iterator[bytes]:
        yield CONTENT[offset : offset + 1000]


def test_a_disk_that_fills_up_meanwhile_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSpace):
        updating.fetch(FILE, FullDisk(), tmp_path)
    assert not (tmp_path / FILE.name).exists()
    assert updating.fetch(FILE, Shelf(), tmp_path).read_bytes() == CONTENT


def test_windows_and_macos_start_the_installer(tmp_path: Path) -> None:
    started: list[list[str]] = []

    def start(line: list[str], **_options: object) -> None:
        started.append(line)

    updating.install(tmp_path / "a.exe", sending=0, system="win32", start=start)
    updating.install(tmp_path / "a.dmg", sending=0, system="darwin", start=start)
    assert started == [[str(tmp_path / "a.exe"), "/S", "/RUN"], ["open", str(tmp_path / "a.dmg")]]


def test_nothing_is_installed_while_something_is_sent(tmp_path: Path) -> None:
    with pytest.raises(Busy, match="update-while-sending"):
        updating.install(tmp_path / "a.exe", sending=2, system="win32")


def test_linux_asks_for_an_administrator(tmp_path: Path) -> None:
    with pytest.raises(NeedsPerson, match="update-by-hand"):
        updating.install(tmp_path / "a.deb", sending=0, system="linux")


def test_every_refusal_says_that_the_old_program_goes_on() -> None:
    for code in (
        "update-untrusted",
        "update-older",
        "update-expired",
        "update-changed",
        "update-cut",
    ):
        said = str(problem_sentence(code, {"version": "0.1", "on": "2026-01-01", "name": "a.exe"}))
        assert "계속 쓰실 수 있습니다" in said


def test_the_keys_of_this_program_can_be_read() -> None:
    assert all(name == key.key_id for name, key in updating.trusted_keys().items())
    assert updating.this_system().split("-")[0] in ("windows", "macos", "linux")
