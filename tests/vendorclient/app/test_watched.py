"""A watched folder is imported, a process is suggested, nothing is decided, all is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import NotReadable

from tests.vendorclient.builders import Library, a_contract, at_noon, write
from vendorclient.app.watched import (
    Watch,
    WatchRule,
    add_rule,
    dry_run,
    remove_rule,
    rules,
    suggest_by_rules,
)

if TYPE_CHECKING:
    from pathlib import Path


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


def a_watch(library: Library) -> Watch:
    return Watch(
        folder=library.folder,
        db=library.db,
        writer=library.writer,
        originals=library.originals,
        now=at_noon,
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
