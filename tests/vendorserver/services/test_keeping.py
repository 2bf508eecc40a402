"""Backup, restore, move, fsck and doctor: nothing entrusted is lost, and damage is found."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from vendorcore.errors import Conflict, NotReadable, NotWritable, Untrusted

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_finished_upload,
    a_stored_contract,
    an_attachment,
    quietly,
)
from vendorserver import models
from vendorserver.models.encrypted import opened
from vendorserver.services import (
    audit,
    backup,
    backup_files,
    changes,
    doctor,
    fsck,
    jobs,
    moving,
    receipts,
    rows,
    schema,
)
from vendorserver.settings import current
from vendorserver.settings.folder import prepare_empty

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pytest_django.fixtures import Settings

# A backup is taken outside of any transaction, as the command takes it.
pytestmark = [pytest.mark.django_db(transaction=True)]


def all_damage() -> list[tuple[str, str]]:
    found = [*fsck.damaged_records(), *fsck.damaged_originals(fsck.originals())]
    return [(damage.kind, damage.subject) for damage in found]


def test_a_whole_server_has_no_damage(data: Path) -> None:
    assert all_damage() == []


def test_a_changed_original_is_found(data: Path) -> None:
    name = fsck.originals()[0]
    path = next((data / "blobs").rglob(name))
    path.chmod(0o600)
    path.write_bytes(b"A photo")
    assert all_damage() == [("original", name)]


def test_a_missing_original_is_found(data: Path) -> None:
    name = fsck.originals()[0]
    next((data / "blobs").rglob(name)).unlink()
    assert all_damage() == [("original", name)]


def test_a_broken_chain_is_found(data: Path) -> None:
    models.Receipt.objects.update(text="{}")
    models.AuditEntry.objects.filter(number=2).update(action="x")
    assert all_damage() == [("receipt", "1"), ("audit", "2")]


def test_evidence_without_its_original_is_found(data: Path) -> None:
    models.Upload.objects.all().delete()
    models.Blob.objects.all().delete()
    row = models.Attachment.objects.get()
    assert all_damage() == [("attachment", row.id), ("quota", row.vendor_id)]


def test_a_backup_holds_everything_with_its_hash(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    done = backup.back_up(target, NOW, quietly)
    name = fsck.originals()[0]
    assert (done.originals, done.bytes) == (1, 7)
    assert (target / "blobs" / name[:2] / name).read_bytes() == b"a photo"
    assert json.loads((target / "now" / "backup.json").read_text())["server_id"] == "memory"
    assert {"keys/field_key", "settings.toml"} <= set(backup_files.sums(target))
    backup_files.check_small_files(target)


def test_a_second_backup_reuses_the_first(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    backup.back_up(target, NOW, quietly)
    name = fsck.originals()[0]
    before = (target / "blobs" / name[:2] / name).stat()
    backup.back_up(target, NOW, quietly)
    after = (target / "blobs" / name[:2] / name).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_backup_leaves_strange_folders_alone(data: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(Conflict, match="already-there"):
        backup.back_up(tmp_path, NOW, quietly)


def test_a_backup_says_when_its_target_cannot_be_made(data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotWritable):
        backup.back_up(tmp_path / "file" / "backup", NOW, quietly)


@pytest.mark.parametrize("name", ["settings.toml", "keys/server_ed25519"])
def test_a_damaged_backup_is_not_laid_out(data: Path, tmp_path: Path, name: str) -> None:
    target, fresh = tmp_path / "backup", tmp_path / "fresh"
    backup.back_up(target, NOW, quietly)
    (backup_files.latest(target) / name).write_bytes(b"x")
    prepare_empty(fresh)
    with pytest.raises(Untrusted, match="backup-damaged"):
        backup_files.lay_out(target, fresh)


def test_a_folder_that_is_no_backup_is_not_readable(tmp_path: Path) -> None:
    with pytest.raises(NotReadable):
        backup_files.lay_out(tmp_path, tmp_path / "fresh")


def test_originals_come_back_and_are_hashed_again(
    data: Path, tmp_path: Path, settings: Settings
) -> None:
    target = tmp_path / "backup"
    backup.back_up(target, NOW, quietly)
    settings.SERVER = dataclasses.replace(current(), data_dir=tmp_path / "fresh")
    prepare_empty(tmp_path / "fresh")
    backup_files.lay_out(target, tmp_path / "fresh")
    (backup_files.latest(target) / "rows.jsonl").unlink(missing_ok=True)
    done = backup.bring_back(target, quietly)
    assert (done.originals, all_damage()) == (1, [])


def test_an_upload_whose_bytes_are_lost_is_begun_anew(
    data: Path, tmp_path: Path, settings: Settings
) -> None:
    target, computer = tmp_path / "backup", a_computer()
    backup.back_up(target, NOW, quietly)
    (backup_files.latest(target) / "rows.jsonl").unlink(missing_ok=True)
    late = a_finished_upload(computer.viewer, b"came after the backup")
    settings.SERVER = dataclasses.replace(current(), data_dir=tmp_path / "fresh")
    backup.bring_back(target, quietly)
    assert not models.Upload.objects.filter(id=late.id).exists()
    assert models.Attachment.objects.count() == 1


def test_rows_as_lines_hold_personal_fields_only_in_sealed_form(data: Path) -> None:
    lines = list(rows.lines())
    assert not any("홍길동" in line for line in lines)
    account = next(json.loads(line) for line in lines if "vendorserver.account" in line)
    assert opened(account["fields"]["name"]) == "홍길동"


def test_rows_come_back_exactly_as_they_were(data: Path) -> None:
    jobs.enqueue("weigh", "x", NOW)
    before = list(rows.lines())
    wipe()
    assert rows.load(before) == len(before)
    assert unsealed(rows.lines()) == unsealed(before)
    assert (receipts.first_broken(), audit.first_broken()) == (0, 0)
    computer = a_computer(models.Account.objects.get())
    an_attachment(computer, a_stored_contract(computer.viewer))
    assert receipts.first_broken() == 0


def unsealed(lines: Iterable[str]) -> list[str]:
    """Return lines with their sealed fields opened: no two seals are alike."""
    return [re.sub(r"e1\.[\w-]+", lambda seal: opened(seal[0]), line) for line in lines]


def wipe() -> None:
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        tables = [connection.ops.quote_name(model._meta.db_table) for model in rows.tables()]
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
            return
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own tables


def test_rows_are_loaded_into_an_empty_database_only(data: Path) -> None:
    with pytest.raises(Conflict, match="already-there"):
        rows.load(rows.lines())


def test_a_server_does_not_move_onto_something(data: Path, tmp_path: Path) -> None:
    with pytest.raises(Conflict, match="already-there"):
        moving.move(data, "", quietly)


def test_a_healthy_server_is_well(data: Path, settings: Settings) -> None:
    data.chmod(0o700)
    (data / "keys").chmod(0o700)
    settings.SERVER = dataclasses.replace(current(), reserve_bytes=0)
    assert [check.name for check in doctor.examine() if not check.well] == []


def test_the_doctor_sees_an_edited_receipt(data: Path) -> None:
    models.Receipt.objects.update(text="x")
    assert "receipts" in {check.name for check in doctor.examine() if not check.well}


def test_the_doctor_sees_what_is_wrong(data: Path, settings: Settings) -> None:
    data.chmod(0o755)
    (data / "keys" / "field_key").chmod(0o644)
    models.Receipt.objects.update(text="{}")
    models.Counter.objects.filter(name="receipt").update(value=7)
    models.AuditEntry.objects.filter(number=1).delete()
    jobs.enqueue("weigh", "x", NOW)
    models.Job.objects.update(state=models.JobState.FAILED)
    public = "http://example.com"
    settings.SERVER = dataclasses.replace(current(), reserve_bytes=2**60, public_url=public)
    ill = {check.name for check in doctor.examine() if not check.well}
    assert ill == {"folder", "keys", "disk", "receipts", "audit", "jobs", "address"}


def test_a_look_that_cannot_be_taken_is_a_bad_sign(settings: Any) -> None:
    settings.SERVER = dataclasses.replace(current(), data_dir=None)
    assert not doctor.examine()[0].well


def test_an_up_to_date_database_lacks_no_step(data: Path) -> None:
    assert schema.pending() == []
    assert schema.bring_up_to_date() == []


def test_cursors_end_with_a_new_epoch() -> None:
    changes.begin_epoch(1)
    changes.begin_epoch(2)
    assert models.Counter.objects.get(name=changes.EPOCH).value == 2
