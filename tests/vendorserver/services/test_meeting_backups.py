"""Two that meet in one backup folder, and a power cut right after a backup."""

from __future__ import annotations

import errno
import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from vendorcore.domain import Role
from vendorcore.errors import Conflict

from tests.vendorserver.builders import (
    NOW,
    an_account,
    quietly,
)
from vendorserver import models
from vendorserver.cli import making
from vendorserver.cli.output import Output
from vendorserver.services import backing_up, backup, backup_files, notices
from vendorserver.services.access import viewer_of
from vendorserver.services.notice_words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_who_comes_second_into_a_folder_is_told_and_spoils_nothing(
    data: Path, tmp_path: Path
) -> None:
    target, admin = tmp_path / "backup", an_account(Role.ADMIN)

    def meeting(names: Iterable[str], _total: int) -> Iterable[str]:
        with pytest.raises(Conflict, match="backup-running"):
            backing_up.run(target, NOW, quietly)
        return names

    for _ in range(2):
        backup.back_up(target, NOW, meeting)
        backup_files.check_small_files(target)
    assert [run.ok for run in models.BackupRun.objects.all()] == [False, False]
    told = [sentence(one.kind, one.values) for one in notices.read(viewer_of(admin), NOW)]
    assert all(f"다른 백업이나 되돌리기가 진행되고 있습니다: {target}" in one for one in told)
    assert backing_up.run(target, NOW, quietly).originals == 1


def test_nothing_is_restored_from_a_folder_that_is_being_written(
    data: Path, tmp_path: Path
) -> None:
    target, fresh = tmp_path / "backup", tmp_path / "fresh"
    asked = Namespace(data=fresh, source=target)

    def meeting(names: Iterable[str], _total: int) -> Iterable[str]:
        with pytest.raises(Conflict, match="backup-running"):
            making.restore(asked, Output(as_json=True))
        return names

    for _ in range(2):
        backup.back_up(target, NOW, meeting)
        assert not fresh.exists()


def test_nobody_writes_while_a_backup_is_read(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    backup.back_up(target, NOW, quietly)
    with (
        backup_files.held_to_read(target),
        pytest.raises(Conflict, match="backup-running"),
    ):
        backup.back_up(target, NOW, quietly)


def test_reading_leaves_no_lock_in_a_folder_that_has_none(tmp_path: Path) -> None:
    with backup_files.held_to_read(tmp_path / "nowhere"), backup_files.held_to_read(tmp_path):
        assert list(tmp_path.iterdir()) == []


def test_a_backup_that_got_no_further_than_its_lock_is_begun_again(
    data: Path, tmp_path: Path
) -> None:
    for folder in ("backup", "other"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / backup_files.LOCK).touch()
    assert backup.back_up(tmp_path / "backup", NOW, quietly).originals == 1
    (tmp_path / "other" / "mine.txt").touch()
    with pytest.raises(Conflict, match="already-there"):
        backup.back_up(tmp_path / "other", NOW, quietly)


@pytest.mark.parametrize("reason", [errno.ENOLCK, errno.EIO])
def test_a_file_system_without_locks_takes_backups_and_a_broken_one_does_not(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    def refusing(_lock: object) -> None:
        raise OSError(reason, os.strerror(reason))

    monkeypatch.setattr(FileLock, "acquire", refusing)
    if reason == errno.ENOLCK:
        assert backup.back_up(tmp_path / "backup", NOW, quietly).originals == 1
        return
    with pytest.raises(OSError, match=os.strerror(reason)):
        backup.back_up(tmp_path / "backup", NOW, quietly)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks Linux what is synced")
def test_everything_is_synced_before_it_is_the_backup(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, synced, real = tmp_path / "backup", [], os.fsync

    def noted(handle: int) -> None:
        real(handle)
        synced.append(os.path.relpath(Path(f"/proc/self/fd/{handle}").readlink(), target))

    monkeypatch.setattr(os, "fsync", noted)
    backup.back_up(target, NOW, quietly)
    files = {str(path.relative_to(target / "now")) for path in (target / "now").rglob("*")}
    assert {f"next/{name}" for name in files} <= set(synced)
    assert any(name.startswith("keys/") for name in files)
    # The names of what `next` holds, and after the renames its own.
    assert synced[-2:] == ["next", "."]
