"""파기: what was erased does not come back by work that was begun before or is asked for later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from vendorcore.domain import Role
from vendorcore.media import Workshop

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_stored_contract,
    an_account,
    an_attachment,
    later,
    quietly,
)
from tests.vendorserver.services.test_weighing import a_photo
from vendorserver.models import Attachment, Job, JobState
from vendorserver.services import (
    backup,
    contracts,
    derived,
    erasing,
    runner,
    standing_by,
    tidying,
    weighing,
)
from vendorserver.services.contracts import Precondition
from vendorserver.settings import current
from vendorserver.storage import blobs, standby

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from vendorcore.media import Reading

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("data_dir")]


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with Workshop() as opened:
        yield opened


@dataclass
class Meanwhile:
    """A workshop during whose reading something else happens."""

    shop: Workshop
    happens: Callable[[], object]

    def read(self, path: Path, name: str) -> Reading:
        reading = self.shop.read(path, name)
        self.happens()
        return reading


def erase(attachment: str) -> None:
    erasing.erase_evidence(an_account(Role.ADMIN), attachment, "사유", NOW)


def test_nothing_is_kept_of_what_is_erased_while_it_is_read(shop: Workshop) -> None:
    computer = a_computer()
    attachment, _ = an_attachment(computer, a_stored_contract(computer.viewer), a_photo())
    slow: Any = Meanwhile(shop, lambda: erase(attachment))
    weighing.weigh(attachment, slow, later(minutes=1))
    row = Attachment.objects.get()
    assert (row.facts, row.weighed_at) == ({}, None)
    assert not derived.thumbnail_path(row.sha256).exists()


def test_what_was_erased_is_not_read_again_where_its_content_stays(shop: Workshop) -> None:
    computer, photo = a_computer(), a_photo()
    contract = a_stored_contract(computer.viewer)
    attachment, _ = an_attachment(computer, contract, photo)
    an_attachment(computer, a_stored_contract(computer.viewer), photo)
    runner.run_due(shop, lambda: later(minutes=1))
    erase(attachment)
    present = contracts.one(computer.viewer, contract.id)
    changed = replace(present, due_on=present.due_on + timedelta(days=9), reason="늦어짐")
    known = Precondition(if_match=f'"{present.version}"')
    contracts.put(computer.viewer, changed, known, later(minutes=2))
    runner.run_due(shop, lambda: later(minutes=3))
    assert Attachment.objects.get(id=attachment).facts == {}


def test_no_work_fails_because_of_an_erased_original(shop: Workshop) -> None:
    computer = a_computer()
    attachment, _ = an_attachment(computer, a_stored_contract(computer.viewer), a_photo())
    runner.run_due(shop, lambda: later(minutes=1), ("weigh",))
    erase(attachment)
    Job.objects.update(state=JobState.READY)
    runner.run_due(shop, lambda: later(minutes=2))
    assert set(Job.objects.values_list("kind", "state")) == {("weigh", "done"), ("view", "done")}


def test_an_erased_original_goes_from_the_standby_too(
    shop: Workshop, settings: Settings, tmp_path: Path
) -> None:
    settings.SERVER = replace(current(), standby_url=str(tmp_path / "standby"))
    computer = a_computer()
    attachment, _ = an_attachment(computer, a_stored_contract(computer.viewer))
    beside, _ = an_attachment(computer, a_stored_contract(computer.viewer), b"another photo")
    erase(attachment)
    runner.run_due(shop, lambda: later(minutes=1))
    shelf = standby()
    assert shelf is not None
    there = {row.id: shelf.size(row.sha256) for row in Attachment.objects.all()}
    assert there == {attachment: -1, beside: len(b"another photo")}


def test_a_standby_that_was_away_is_asked_again(settings: Settings, tmp_path: Path) -> None:
    settings.SERVER = replace(current(), standby_url=str(tmp_path / "standby"))
    standing_by.ask_to_forget("0" * 64, NOW)
    Job.objects.update(state=JobState.FAILED)
    tidying.tidy(later(hours=1))
    assert Job.objects.get().state == JobState.READY


def test_an_erased_original_leaves_a_backup_once_neither_of_its_sets_names_it(
    data: Path, tmp_path: Path
) -> None:
    target, row = tmp_path / "backup", Attachment.objects.get()
    kept = target / "blobs" / row.sha256[:2] / row.sha256
    backup.back_up(target, NOW, quietly)
    erase(row.id)
    backup.back_up(target, NOW, quietly)
    assert kept.exists()
    backup.back_up(target, NOW, quietly)
    assert not kept.exists()


def test_a_lost_original_stays_in_a_backup(data: Path, tmp_path: Path) -> None:
    target, row = tmp_path / "backup", Attachment.objects.get()
    backup.back_up(target, NOW, quietly)
    blobs().delete(row.sha256)
    for _ in range(3):
        backup.back_up(target, NOW, quietly)
    assert (target / "blobs" / row.sha256[:2] / row.sha256).exists()
