"""A library copied into a folder and taken over from there, here or on another computer."""

import json
import sqlite3

import pytest

from vendorcore.errors import NeedsPerson, NotReadable, NotWritable

from tests.vendorclient.builders import Library, a_contract, at_noon
from vendorclient.app.backup import back_up, describe, plan_restore, restore_planned, verify
from vendorclient.paths import open_data_folder
from vendorclient.storage.contracts import Contracts


@pytest.fixture
def full(library, tmp_path):
    library.contract = library.sign(a_contract())
    library.photo = library.one(tmp_path / "card", "a.jpg", b"first")
    return library


def test_a_backup_holds_everything_and_says_so(full, tmp_path):
    made = back_up(full.folder, tmp_path / "to", now=at_noon)
    assert (made.files, made.size_bytes) == (1, 5)
    assert describe(tmp_path / "to") == made
    assert verify(made) == []


def test_a_second_backup_adds_only_what_is_new(full, tmp_path):
    back_up(full.folder, tmp_path / "to", now=at_noon)
    kept = next((tmp_path / "to" / "originals").glob("??/*"))
    before = kept.stat().st_ino
    full.one(tmp_path / "card2", "b.jpg", b"second")
    assert back_up(full.folder, tmp_path / "to", now=at_noon).files == 2
    assert kept.stat().st_ino == before


def test_another_computer_takes_it_over(full, tmp_path):
    made = back_up(full.folder, tmp_path / "to", now=at_noon)
    other = open_data_folder(tmp_path / "other")
    assert not restore_planned(other)
    assert plan_restore(other, tmp_path / "to") == made
    assert restore_planned(other)
    assert not restore_planned(other)
    there = Library(tmp_path / "other")
    assert Contracts(there.db).get(full.contract.id) == full.contract
    assert there.originals.verify(full.photo)
    there.close()


def test_what_was_here_before_is_kept_beside_it(full, tmp_path):
    back_up(full.folder, tmp_path / "to", now=at_noon)
    late = full.sign(a_contract(number="2026-2"))
    plan_restore(full.folder, tmp_path / "to")
    full.db.close()
    restore_planned(full.folder)
    before = sqlite3.connect(full.folder.root / "client.db.before-restore")
    assert before.execute("SELECT count(*) FROM contract WHERE id = ?", (late.id,)).fetchone()[0]
    before.close()


def test_a_damaged_backup_is_refused(full, tmp_path):
    back_up(full.folder, tmp_path / "to", now=at_noon)
    next((tmp_path / "to" / "originals").glob("??/*")).write_bytes(b"other")
    with pytest.raises(NotReadable) as refused:
        plan_restore(full.folder, tmp_path / "to")
    assert refused.value.code == "library-backup-damaged"


def test_a_damaged_original_is_not_called_a_backup(full, tmp_path):
    full.originals.path(full.photo).write_bytes(b"other")
    with pytest.raises(NotReadable) as refused:
        back_up(full.folder, tmp_path / "to", now=at_noon)
    assert refused.value.code == "original-damaged"
    with pytest.raises(NotReadable):
        describe(tmp_path / "to")


@pytest.mark.parametrize("said", ["", "[]", '{"kind": "other"}', '{"kind": "vendorclient-backup"}'])
def test_a_folder_that_is_no_backup_is_refused(full, tmp_path, said):
    (tmp_path / "backup.json").write_text(said)
    with pytest.raises(NotReadable):
        plan_restore(full.folder, tmp_path)


def test_somebodys_folder_is_not_written_into(full, tmp_path):
    (tmp_path / "diary.txt").write_text("x")
    with pytest.raises(NeedsPerson):
        back_up(full.folder, tmp_path, now=at_noon)


def test_a_place_that_cannot_be_written_is_told(full, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotWritable):
        back_up(full.folder, tmp_path / "file", now=at_noon)


def test_a_backup_of_a_newer_program_is_left_alone(full, tmp_path):
    back_up(full.folder, tmp_path / "to", now=at_noon)
    newer = sqlite3.connect(tmp_path / "to" / "client.db")
    newer.execute("PRAGMA user_version = 999")
    newer.close()
    plan_restore(full.folder, tmp_path / "to")
    with pytest.raises(NeedsPerson):
        restore_planned(full.folder)
    assert json.loads((full.folder.root / "restore.json").read_text())["from"]
