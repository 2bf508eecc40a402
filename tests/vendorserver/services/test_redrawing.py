"""After a restore or a move the pictures for looking are there again."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from vendorcore.media import Workshop

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_stored_contract,
    an_attachment,
    quietly,
)
from tests.vendorserver.services.test_weighing import a_photo
from vendorserver import models
from vendorserver.services import backup, backup_files, derived, redrawing, runner, viewing
from vendorserver.settings import current
from vendorserver.settings.folder import prepare_empty

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def photo(data: Path) -> str:
    """Return the hash of a photo that was weighed and copied."""
    computer = a_computer()
    piece, _ = an_attachment(computer, a_stored_contract(computer.viewer), a_photo())
    work()
    return models.Attachment.objects.get(id=piece).sha256


def work() -> None:
    with Workshop() as shop:
        runner.run_due(shop, lambda: NOW.replace(year=2100))


def has_pictures(sha256: str) -> tuple[bool, bool]:
    return derived.thumbnail_path(sha256).exists(), viewing.of_original(sha256) is not None


def test_a_restored_server_makes_its_pictures_again(
    photo: str, tmp_path: Path, settings: Settings
) -> None:
    backup.back_up(tmp_path / "backup", NOW, quietly)
    told = models.Change.objects.count()
    settings.SERVER = dataclasses.replace(current(), data_dir=tmp_path / "fresh")
    prepare_empty(tmp_path / "fresh")
    backup_files.lay_out(tmp_path / "backup", tmp_path / "fresh")
    (tmp_path / "backup" / "now" / "rows.jsonl").unlink(missing_ok=True)
    backup.bring_back(tmp_path / "backup", quietly)
    assert has_pictures(photo) == (False, False)
    work()
    assert has_pictures(photo) == (True, True)
    assert models.Change.objects.count() == told


def test_no_picture_is_made_of_what_was_erased(photo: str) -> None:
    derived.thumbnail_path(photo).unlink()
    models.Attachment.objects.filter(sha256=photo).update(erased_at=NOW)
    redrawing.ask_for_all({photo}, NOW)
    with Workshop() as shop:
        redrawing.draw(photo, shop, NOW)
    assert not derived.thumbnail_path(photo).exists()
    assert not models.Job.objects.filter(kind=redrawing.JOB).exists()
