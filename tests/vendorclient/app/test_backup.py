"""A library copied into a folder and taken over from there, here or on another computer."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

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


def test_a_backup_of_a_newer_program_is_refused_at_once(full, tmp_path):
    """Noted for the next start, it would keep the window from opening ever again."""
    back_up(full.folder, tmp_path / "to", now=at_noon)
    newer = sqlite3.connect(tmp_path / "to" / "client.db")
    newer.execute("PRAGMA user_version = 999")
    newer.close()
    with pytest.raises(NeedsPerson):
        plan_restore(full.folder, tmp_path / "to")
    assert not restore_planned(full.folder)


def test_a_backup_that_is_gone_is_told_once(full, tmp_path):
    back_up(full.folder, tmp_path / "to", now=at_noon)
    plan_restore(full.folder, tmp_path / "to")
    (tmp_path / "to").rename(tmp_path / "unplugged")
    with pytest.raises(NotReadable):
        restore_planned(full.folder)
    assert not restore_planned(full.folder)


def test_a_second_restore_keeps_what_was_here_before_the_first(full, tmp_path):
    back_up(full.folder, tmp_path / "to", now=at_noon)
    late = full.sign(a_contract(number="2026-2"))
    full.db.close()
    for _ in range(2):
        plan_restore(full.folder, tmp_path / "to")
        restore_planned(full.folder)
    known = set()
    for path in full.folder.root.glob("client.db.before-restore*"):
        with closing(sqlite3.connect(path)) as before:
            known |= {row[0] for row in before.execute("SELECT id FROM contract")}
    assert late.id in known


def test_what_another_program_has_open_goes_on(full, tmp_path):
    """A command may be at work while the window starts and takes a backup over."""
    back_up(full.folder, tmp_path / "to", now=at_noon)
    plan_restore(full.folder, tmp_path / "to")
    restore_planned(full.folder)
    late = full.sign(a_contract(number="2026-2"))
    full.db.close()
    with closing(sqlite3.connect(full.folder.database_path)) as anew:
        found = anew.execute("SELECT count(*) FROM contract WHERE id = ?", (late.id,))
        assert found.fetchone()[0] == 1


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "{sha256}.part", "._{sha256}"])
def test_what_systems_leave_among_originals_is_passed_over(full, tmp_path, name):
    made = back_up(full.folder, tmp_path / "to", now=at_noon)
    place = next((tmp_path / "to" / "originals").glob("??"))
    for shard in (place, full.originals.path(full.photo).parent):
        (shard / name.format(sha256=full.photo)).write_bytes(b"rubbish")
    assert verify(made) == []
    assert back_up(full.folder, tmp_path / "to", now=at_noon).files == 1


def test_a_full_disk_is_told_in_words_when_a_backup_is_taken_over(full, tmp_path):
    back_up(full.folder, tmp_path / "to", now=at_noon)
    plan_restore(full.folder, tmp_path / "to")
    (full.folder.root / "client.db.restored").mkdir()
    with pytest.raises(NotWritable):
        restore_planned(full.folder)


def test_a_damaged_original_may_come_from_the_card_again(full, tmp_path):
    full.originals.path(full.photo).write_bytes(b"other")
    with pytest.raises(NotReadable):
        back_up(full.folder, tmp_path / "to", now=at_noon)
    full.bring(tmp_path / "card")
    assert back_up(full.folder, tmp_path / "to", now=at_noon).files == 1


def test_a_damaged_database_is_no_backup(full, tmp_path):
    back_up(full.folder, tmp_path / "to", now=at_noon)
    database = tmp_path / "to" / "client.db"
    whole = database.read_bytes()
    database.write_bytes(whole[:8192] + bytes(8192) + whole[16384:])
    with pytest.raises(NotReadable, match="library-backup-damaged"):
        plan_restore(full.folder, tmp_path / "to")


def test_a_backup_takes_the_place_of_a_damaged_database(full, tmp_path):
    back_up(full.folder, tmp_path / "to", now=at_noon)
    plan_restore(full.folder, tmp_path / "to")
    full.db.close()
    full.folder.database_path.write_bytes(b"no database at all" * 1000)
    restore_planned(full.folder)
    there = Library(full.folder.root)
    assert Contracts(there.db).get(full.contract.id) == full.contract
    there.close()
    kept = full.folder.root / "client.db.before-restore"
    assert kept.read_bytes().startswith(b"no database")


@pytest.mark.parametrize("said", ["", "[]", "{}"])
def test_a_note_that_a_power_cut_spoilt_is_told_once(full, said):
    (full.folder.root / "restore.json").write_text(said)
    with pytest.raises(NotReadable):
        restore_planned(full.folder)
    assert not restore_planned(full.folder)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system which file it is")
def test_a_stick_may_be_pulled_once_a_backup_is_made(full, tmp_path, monkeypatch):
    durable = []
    monkeypatch.setattr(os, "fsync", lambda file: durable.append(_path_of(file)))
    back_up(full.folder, tmp_path / "to", now=at_noon)
    shard = next((tmp_path / "to" / "originals").glob("??"))
    assert {shard, shard.parent, tmp_path / "to" / "backup.new", tmp_path / "to"} <= set(durable)


def _path_of(file):
    return Path(f"/proc/self/fd/{file}").readlink()
