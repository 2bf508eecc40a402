"""Backups by themselves, a standby before the receipt, a migration that puts itself back."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from vendorcore.domain import Role, new_id
from vendorcore.errors import Busy, NotWritable

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_stored_contract,
    a_submission,
    a_wish,
    an_account,
    later,
)
from vendorserver import models
from vendorserver.services import (
    attaching,
    backing_up,
    backup_files,
    drill,
    metrics,
    notices,
    standing_by,
    uploads,
)
from vendorserver.services.access import viewer_of
from vendorserver.services.notice_words import sentence
from vendorserver.settings import current

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_backups_are_made_in_time_and_written_down(
    data: Path, tmp_path: Path, settings: Settings
) -> None:
    target = tmp_path / "backup"
    settings.SERVER = dataclasses.replace(current(), backup_dir=str(target))
    backing_up.keep_up(NOW)
    backing_up.keep_up(later(hours=2))
    assert models.BackupRun.objects.filter(ok=True).count() == 1
    backing_up.keep_up(later(hours=25))
    assert models.BackupRun.objects.filter(ok=True).count() == 2
    backup_files.check_small_files(target)


def test_without_a_folder_none_is_made(data: Path) -> None:
    backing_up.keep_up(NOW)
    assert not models.BackupRun.objects.exists()


def test_a_failed_backup_is_told_at_once_and_tried_again_within_the_hour(
    data: Path, tmp_path: Path, settings: Settings
) -> None:
    admin = an_account(Role.ADMIN)
    (tmp_path / "file").touch()
    broken = tmp_path / "file" / "backup"
    settings.SERVER = dataclasses.replace(current(), backup_dir=str(broken))
    backing_up.keep_up(NOW)
    (told,) = notices.read(viewer_of(admin), NOW)
    assert told.kind == "backup-failed"
    assert "쓸 수 없습니다" in sentence(told.kind, told.values)
    assert "not-writable" not in sentence(told.kind, told.values)
    assert not backing_up.due(later(minutes=59))
    assert backing_up.due(later(minutes=60))
    with pytest.raises(NotWritable):
        backing_up.run(broken, NOW, lambda names, _total: names)


def test_a_backup_that_never_came_is_told_as_well(
    data: Path, tmp_path: Path, settings: Settings
) -> None:
    admin = an_account(Role.ADMIN)
    settings.SERVER = dataclasses.replace(current(), backup_dir=str(tmp_path / "b"))
    models.BackupRun.objects.create(target="x", started_at=NOW)
    backing_up.watch(later(hours=24))
    assert notices.unread(admin.id) == 0
    for hours in (26, 27):
        backing_up.watch(later(hours=hours))
    (told,) = notices.read(viewer_of(admin), NOW)
    assert "정해 둔 때가 지나도록" in sentence(told.kind, told.values)


def test_no_receipt_before_the_standby_has_the_file(
    data: Path, tmp_path: Path, settings: Settings
) -> None:
    settings.SERVER = dataclasses.replace(current(), standby_url=str(tmp_path / "file" / "x"))
    (tmp_path / "file").touch()
    computer, content = a_computer(), b"another photo"
    contract, op_id = a_stored_contract(computer.viewer), new_id()
    submission = a_submission(computer.viewer, contract, op_id)
    wish = a_wish(computer, contract, submission, op_id, content)
    with pytest.raises(Busy, match="standby-away"):
        attaching.attach(computer.viewer, wish, NOW)
    assert not models.Receipt.objects.filter(attachment_id=op_id).exists()
    (tmp_path / "file").unlink()
    assert len(standing_by.missing()) >= 1
    attaching.attach(computer.viewer, wish, NOW)
    copied = tmp_path / "file" / "x" / "blobs" / wish.sha256[:2] / wish.sha256
    assert copied.read_bytes() == content
    assert models.Receipt.objects.filter(attachment_id=op_id).exists()


def test_the_standby_lacks_also_evidence_whose_upload_its_sender_took_away(
    data: Path, tmp_path: Path, settings: Settings
) -> None:
    computer = a_computer()
    op_id, contract = new_id(), a_stored_contract(computer.viewer)
    submission = a_submission(computer.viewer, contract, op_id)
    wish = a_wish(computer, contract, submission, op_id, b"another photo")
    attaching.attach(computer.viewer, wish, NOW)
    uploads.terminate(computer.viewer, wish.upload)
    settings.SERVER = dataclasses.replace(current(), standby_url=str(tmp_path / "empty"))
    assert wish.sha256 in standing_by.missing()


def test_the_limit_of_a_drill_grows_with_the_data() -> None:
    assert drill.limit_seconds(0) == drill.START_SECONDS
    assert drill.limit_seconds(10**12) == 4 * 3600 + drill.START_SECONDS


def test_figures_name_nobody(data: Path) -> None:
    text = metrics.text(NOW)
    assert "vendor_originals 1\n" in text
    assert "vendor_backup_age_seconds -1\n" in text
    assert 'vendor_jobs{state="ready"} 1' in text
    assert "한빛" not in text


def test_figures_are_given_for_the_token_alone(data: Path, settings: Settings) -> None:
    settings.SERVER = dataclasses.replace(current(), metrics_token="secret")
    assert Client().get("/metrics").status_code == 404
    right = Client().get("/metrics", headers={"authorization": "Bearer secret"})
    assert right.status_code == 200
    assert b"vendor_contracts 1" in right.content


def test_the_backup_before_stays_whole_until_the_next_is(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    for _ in range(2):
        backing_up.run(target, NOW, lambda names, _total: names)
    (target / "now" / "backup.json").unlink()
    assert backup_files.latest(target) == target / "before"
    backup_files.check_small_files(target)
