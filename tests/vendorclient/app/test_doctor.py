"""The doctor: what is broken is named, and never stops the next check."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from vendorcore.media import Workshop

from tests.vendorclient.app.signed import a_sent_photo
from tests.vendorclient.builders import write
from vendorclient.app.doctor import Examined, Health, examine
from vendorclient.app.way import Way
from vendorclient.paths import open_data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.vendorclient.builders import Library


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop() as shop:
        yield shop


def examined(root: Path, workshop: Workshop) -> dict[str, Examined]:
    return {one.name: one for one in examine(root, workshop=workshop, way_of=Way.of)}


def test_a_new_library_is_well(tmp_path: Path, workshop: Workshop) -> None:
    found = examined(tmp_path / "data", workshop)

    well = [name for name, one in found.items() if one.health is Health.OK]
    assert {"program", "data-folder", "database", "worker"} <= set(well)
    assert found["server"].code == "not-enrolled"
    assert found["secrets"].values == {"place": "files"}


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_a_folder_open_to_others_is_remarked(tmp_path: Path, workshop: Workshop) -> None:
    open_data_folder(tmp_path).root.chmod(0o755)

    assert examined(tmp_path, workshop)["data-folder"].code == "folder-not-private"


def test_a_damaged_database_is_found(tmp_path: Path, workshop: Workshop) -> None:
    write(open_data_folder(tmp_path).database_path, b"this is no database" * 500)

    found = examined(tmp_path, workshop)

    assert found["database"].code == "data-damaged"
    assert found["worker"].health is Health.OK


def test_a_strange_folder_ends_the_visit(tmp_path: Path, workshop: Workshop) -> None:
    write(tmp_path / "letter.docx")

    found = examined(tmp_path, workshop)

    assert found["data-folder"].code == "folder-not-ours"
    assert "database" not in found


def test_a_full_disk_is_found_before_it_hurts(tmp_path: Path, workshop: Workshop) -> None:
    open_data_folder(tmp_path)

    told = [
        next(
            one.code
            for one in examine(tmp_path, workshop=workshop, way_of=Way.of, free=lambda _, n=n: n)  # type: ignore[misc]  # mypy cannot see the default's type
            if one.name == "free-space"
        )
        for n in (1 << 20, 1 << 30, 1 << 40)
    ]

    assert told == ["no-space", "little-space", ""]


def test_a_folder_that_cannot_be_written_is_found(tmp_path: Path, workshop: Workshop) -> None:
    folder = open_data_folder(tmp_path)
    folder.parts_dir.rmdir()
    folder.parts_dir.write_bytes(b"no folder")

    found = examined(tmp_path, workshop)

    assert found["data-folder"].code == "not-writable"


def test_a_worker_that_does_not_answer_is_found(tmp_path: Path) -> None:
    with Workshop([sys.executable, "-c", "pass"]) as silent:
        found = examined(tmp_path / "data", silent)

    assert found["worker"].code == "worker-silent"


def test_a_server_that_is_away_is_found(
    library: Library, tmp_path: Path, workshop: Workshop
) -> None:
    a_sent_photo(library, tmp_path / "card")

    found = examined(library.folder.root, workshop)

    assert (found["server"].health, found["server"].code) == (Health.BAD, "offline")
