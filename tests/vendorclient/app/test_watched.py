"""A watched folder is imported, a process is suggested, nothing is decided, all is written down."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import NeedsPerson, NotReadable, NotWritable

from tests.vendorclient.builders import Library, a_contract, at_noon, write
from vendorclient.app.overview import table
from vendorclient.app.watched import (
    Watch,
    WatchRule,
    add_rule,
    dry_run,
    remove_rule,
    rule_named,
    rules,
    suggest_by_rules,
)
from vendorclient.storage.contracts import Contracts

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "재단" / "a.jpg", b"one")
    write(tmp_path / "재단" / "오전" / "b.jpg", b"two")
    return tmp_path / "재단"


def a_rule(library: Library, folder: Path, below: str = "") -> WatchRule:
    contract = library.sign(a_contract())
    process = contract.processes[0]
    return add_rule(
        library.db,
        source=str(folder),
        contract_id=contract.id,
        process_id=process.id,
        below=below,
    )


def a_watch(library: Library, wait: Callable[[float], None] = lambda _seconds: None) -> Watch:
    return Watch(
        folder=library.folder,
        db=library.db,
        writer=library.writer,
        originals=library.originals,
        now=at_noon,
        wait=wait,
    )


def test_dry_run_shows_what_would_happen_and_does_nothing(library: Library, folder: Path) -> None:
    rule = a_rule(library, folder)

    shown = dry_run(library.db, library.originals, rule)

    assert {one.path for one in shown} == {"a.jpg", "오전/b.jpg"}
    assert {one.process_id for one in shown} == {rule.process_id}
    assert list(library.media.all()) == []
    assert a_watch(library).log() == []


def test_running_imports_suggests_and_writes_down(library: Library, folder: Path) -> None:
    rule = a_rule(library, folder)
    watch = a_watch(library)

    summary = watch.run(rule)

    assert summary.imported == 2
    assert [row["action"] for row in watch.log()] == ["import", "suggest", "suggest"]
    assert library.db.row("SELECT count(*) AS n FROM attachment")["n"] == 0  # type: ignore[index]  # counted


def test_rule_for_a_subfolder_leaves_the_rest_alone(library: Library, folder: Path) -> None:
    rule = a_rule(library, folder, below="오전")

    a_watch(library).run(rule)

    [file] = library.media.all()
    assert file.device_path == "오전/b.jpg"
    assert [one.process_id for one in suggest_by_rules(library.db, [file.sha256])] == [
        rule.process_id
    ]


def test_photo_from_elsewhere_gets_no_suggestion(library: Library, folder: Path) -> None:
    a_rule(library, folder)
    sha256 = library.one(folder.parent / "other")

    assert suggest_by_rules(library.db, [sha256]) == []


def test_device_can_have_a_rule_too(library: Library) -> None:
    rule = add_rule(library.db, source="card-1234-abcd", contract_id="c", process_id="p")

    assert rule.fits("card-1234-abcd", "DCIM/100CANON/IMG_0001.JPG")
    assert not rule.fits("card-other", "DCIM/100CANON/IMG_0001.JPG")


def test_forgotten_rule_suggests_nothing(library: Library, folder: Path) -> None:
    rule = a_rule(library, folder)
    a_watch(library).run(rule)
    remove_rule(library.db, rule.id)

    assert rules(library.db) == []
    assert suggest_by_rules(library.db, [one.sha256 for one in library.media.all()]) == []


def test_folder_that_is_not_there_is_refused(library: Library, tmp_path: Path) -> None:
    with pytest.raises(NotReadable):
        a_rule(library, tmp_path / "nowhere")


def test_rule_that_fits_nothing_imports_nothing(library: Library, folder: Path) -> None:
    rule = a_rule(library, folder, below="오후")

    assert a_watch(library).run(rule).imported == 0
    assert list(library.media.all()) == []


def test_file_that_is_still_being_copied_waits(library: Library, folder: Path) -> None:
    rule = a_rule(library, folder)
    half = write(folder / "film.mp4", b"first half")

    def goes_on(_seconds: float) -> None:
        half.write_bytes(b"first half, second half")

    done = a_watch(library, goes_on).run(rule)
    later = a_watch(library).run(rule)

    assert (done.imported, done.waiting) == (2, 1)
    assert (later.imported, later.waiting) == (1, 0)
    assert max(one.size_bytes for one in library.media.all()) == 23


def test_second_look_imports_and_notes_nothing(library: Library, folder: Path) -> None:
    rule, watch = a_rule(library, folder), a_watch(library)
    watch.run(rule)
    noted = watch.log()

    assert watch.run(rule).imported == 0
    assert watch.log() == noted


def test_unknown_rule_is_named(library: Library) -> None:
    with pytest.raises(NeedsPerson) as raised:
        rule_named(library.db, "none")

    assert raised.value.code == "rule-unknown"


def test_table_shows_what_the_rule_suggests(library: Library, folder: Path) -> None:
    rule = a_rule(library, folder)
    a_watch(library).run(rule)
    contract = Contracts(library.db).get(rule.contract_id)

    shown = table(library.db, contract)

    assert set(shown.suggested.values()) == {rule.process_id}
    assert {one.code for one in shown.suggestions.values()} == {"P_RULE"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_names_that_are_no_text_come_in_too(library: Library, tmp_path: Path) -> None:
    """An archive packed on a Korean Windows leaves names in its old code page."""
    (tmp_path / "w").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path / "w") + b"/\xbb\xe7\xc1\xf8.jpg")).write_bytes(b"one")

    assert a_watch(library).run(a_rule(library, tmp_path / "w")).imported == 1


def test_full_disk_under_the_log_is_named(library: Library, folder: Path) -> None:
    (library.folder.logs_dir / "watched.jsonl").mkdir()

    with pytest.raises(NotWritable):
        a_watch(library).run(a_rule(library, folder))
