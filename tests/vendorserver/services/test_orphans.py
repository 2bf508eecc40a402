"""What lies on the shelf without a row: told, removed only when asked to and only when old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.vendorserver.builders import a_computer, a_stored_contract, an_attachment
from vendorserver.models import Blob, Upload
from vendorserver.services import fsck, orphans, uploads
from vendorserver.services.uploads import Wish
from vendorserver.storage import blobs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorserver.builders import Computer

pytestmark = pytest.mark.django_db
LATER = datetime.now(UTC) + timedelta(days=8)
STRAY = "ab" * 32


@pytest.fixture
def computer(data_dir: Path) -> Computer:
    one = a_computer()
    an_attachment(one, a_stored_contract(one.viewer))
    return one


def stray(data_dir: Path, name: str = STRAY) -> Path:
    place = blobs().path(name)  # type: ignore[attr-defined]  # the shelf of files has paths
    assert place.is_relative_to(data_dir)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"left behind")
    return place


def names() -> list[str]:
    return [one.name for one in orphans.orphans()]


def test_a_whole_server_has_no_orphans(computer: Computer) -> None:
    upload = uploads.create(computer.viewer, Wish(length=5))
    blobs().begin(upload.id)
    assert names() == []


def test_an_original_and_a_part_without_rows_are_told(computer: Computer, data_dir: Path) -> None:
    part = "cd" * 16
    stray(data_dir)
    stray(data_dir, part)
    assert sorted(names()) == sorted([STRAY, part])
    assert list(fsck.damaged_records()) == []


def test_a_part_whose_upload_is_forgotten_is_an_orphan(computer: Computer) -> None:
    upload = uploads.create(computer.viewer, Wish(length=5))
    blobs().begin(upload.id)
    Upload.objects.filter(id=upload.id).delete()
    assert names() == [upload.id]


def test_strange_files_are_left_alone(computer: Computer, data_dir: Path) -> None:
    (data_dir / "parts").mkdir(exist_ok=True)
    (data_dir / "parts" / "lent-abc").write_bytes(b"x")
    (data_dir / "parts" / ("ef" * 16)).symlink_to(data_dir)
    assert names() == []


def test_a_young_orphan_stays(computer: Computer, data_dir: Path) -> None:
    place = stray(data_dir)
    (orphan,) = orphans.orphans()
    assert not orphans.remove(orphan, datetime.now(UTC))
    assert place.exists()


def test_an_old_orphan_goes(computer: Computer, data_dir: Path) -> None:
    place = stray(data_dir)
    (orphan,) = orphans.orphans()
    assert orphans.remove(orphan, LATER)
    assert not place.exists()
    assert names() == []


def test_an_orphan_that_got_its_row_meanwhile_stays(computer: Computer, data_dir: Path) -> None:
    place = stray(data_dir)
    (orphan,) = orphans.orphans()
    Blob.objects.create(sha256=STRAY, size_bytes=11, stored_at=LATER)
    assert not orphans.remove(orphan, LATER)
    assert place.exists()


def test_evidence_is_never_an_orphan_though_its_upload_is_forgotten(computer: Computer) -> None:
    uploads.terminate(computer.viewer, Upload.objects.get().id)
    assert names() == []
