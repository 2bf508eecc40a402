"""What is lost or changed holds nothing else up: neither a backup nor the way back."""

from __future__ import annotations

import dataclasses
import errno
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import Role
from vendorcore.errors import NoSpace

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_stored_contract,
    an_account,
    an_attachment,
    later,
    quietly,
)
from vendorserver import models
from vendorserver.services import backing_up, backup, backup_files, erasing, fsck, notices
from vendorserver.services.access import viewer_of
from vendorserver.services.notice_words import sentence
from vendorserver.settings import current
from vendorserver.settings.folder import prepare_empty
from vendorserver.storage import LocalBlobs, blobs, lots

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.mark.sqlite  # another database is brought back into an empty one: test_postgresql.py
@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_damaged_original_of_a_backup_holds_no_other_up(
    data: Path, tmp_path: Path, settings: Settings, harm: str
) -> None:
    target, computer = tmp_path / "backup", a_computer()
    an_attachment(computer, a_stored_contract(computer.viewer), content=b"another photo")
    backup.back_up(target, NOW, quietly)
    bad, good = fsck.originals()
    path = target / "blobs" / bad[:2] / bad
    path.write_bytes(b"rotten") if harm == "changed" else path.unlink()
    settings.SERVER = dataclasses.replace(current(), data_dir=tmp_path / "fresh")
    prepare_empty(tmp_path / "fresh")
    backup_files.lay_out(target, tmp_path / "fresh")
    done = backup.bring_back(target, quietly)
    assert (done.originals, done.damaged) == (1, (bad,))
    assert (blobs().size(bad), blobs().size(good) > 0) == (-1, True)
    assert list(fsck.damaged_originals(fsck.originals())) == [fsck.Damage("original", bad)]


def test_a_backup_says_what_it_could_not_take_and_keeps_what_it_has(
    data: Path, tmp_path: Path
) -> None:
    target, computer, admin = tmp_path / "backup", a_computer(), an_account(Role.ADMIN)
    backing_up.run(target, NOW, quietly)
    held = fsck.originals()[0]
    an_attachment(computer, a_stored_contract(computer.viewer), content=b"another photo")
    lost = next(name for name in fsck.originals() if name != held)
    for name in (held, lost):
        blobs().delete(name)
    for hours in (1, 2):
        done = backing_up.run(target, later(hours=hours), quietly)
        assert (done.originals, done.damaged) == (1, (lost,))
    assert backup_files.sums(target)[f"blobs/{held[:2]}/{held}"] == held
    told = [sentence(one.kind, one.values) for one in notices.read(viewer_of(admin), NOW)]
    assert ["원본 1개는 서버에서 없어졌거나" in line for line in told] == [True]


def test_what_was_erased_is_in_no_later_backup(data: Path, tmp_path: Path) -> None:
    target, row = tmp_path / "backup", models.Attachment.objects.get()
    backup.back_up(target, NOW, quietly)
    erasing.erase_evidence(an_account(Role.ADMIN), row.id, "법원의 결정", NOW)
    done = backup.back_up(target, NOW, quietly)
    assert (done.originals, done.damaged) == (0, ())
    assert not [name for name in backup_files.sums(target) if name.startswith("blobs/")]


def test_a_full_disk_is_told_by_its_place_and_leaves_the_backup_before(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    target, computer, admin = tmp_path / "backup", a_computer(), an_account(Role.ADMIN)
    backup.back_up(target, NOW, quietly)
    an_attachment(computer, a_stored_contract(computer.viewer), content=b"another photo")
    monkeypatch.setattr(lots, "_sync", full)
    with pytest.raises(NoSpace, match="backup-full"):
        backing_up.run(target, NOW, quietly)
    (told,) = notices.read(viewer_of(admin), NOW)
    assert f"백업할 곳에 자리가 모자랍니다: {target}" in sentence(told.kind, told.values)
    backup_files.check_small_files(target)


def unreadable(monkeypatch: pytest.MonkeyPatch, method: str, bad: str) -> None:
    """Let the disk of the server fail at one original: a bad sector below it, or its inode."""
    real = getattr(LocalBlobs, method)

    def failing(self: LocalBlobs, name: str) -> object:
        if name == bad:
            raise OSError(errno.EIO, "bad sector")
        return real(self, name)

    monkeypatch.setattr(LocalBlobs, method, failing)


@pytest.mark.parametrize("method", ["open_range", "size"])
def test_an_original_that_cannot_be_read_holds_no_other_up(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    target, computer, admin = tmp_path / "backup", a_computer(), an_account(Role.ADMIN)
    for content in (b"another photo", b"a third photo"):
        an_attachment(computer, a_stored_contract(computer.viewer), content=content)
    bad, *good = fsck.originals()
    if method == "size":
        blobs().delete(bad)
    unreadable(monkeypatch, method, bad)
    done = backing_up.run(target, NOW, quietly)
    assert (done.originals, done.damaged) == (2, (bad,))
    assert sorted(name for name in backup_files.sums(target) if name.startswith("blobs/")) == [
        f"blobs/{name[:2]}/{name}" for name in sorted(good)
    ]
    assert models.BackupRun.objects.get().ok
    (told,) = notices.read(viewer_of(admin), NOW)
    assert "원본 1개는 서버에서 없어졌거나" in sentence(told.kind, told.values)


def test_a_backup_disk_that_fails_is_no_damaged_original(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_part: object, _chunks: object, _sha256: object) -> int:
        raise OSError(errno.EIO, "the backup's disk")

    monkeypatch.setattr(lots, "_written", failing)
    with pytest.raises(OSError, match="the backup's disk"):
        backing_up.run(tmp_path / "backup", NOW, quietly)
    assert not models.BackupRun.objects.get().ok
    assert not (tmp_path / "backup" / "now").exists()
