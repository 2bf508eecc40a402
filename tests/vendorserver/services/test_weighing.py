"""The server reads each file itself: facts, findings, thumbnails, duplicates."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from vendorcore.domain import Role, instant_text
from vendorcore.media import Workshop

from tests.vendorcore.media.builders import a_movie_header, a_track, box
from tests.vendorserver.builders import (
    NOW,
    Computer,
    a_computer,
    a_manifest,
    a_stored_contract,
    a_viewer,
    an_attachment,
    an_institution,
    later,
)
from vendorserver import models
from vendorserver.services import evidence, jobs, runner, weighing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from vendorserver.services.access import Viewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with Workshop() as opened:
        yield opened


def a_photo(taken: str = "2026:11:03 10:00:00") -> bytes:
    image, out = Image.effect_noise((320, 240), 40).convert("RGB"), BytesIO()
    exif = Image.Exif()
    exif[0x0110] = "EOS"
    exif.get_ifd(0x8769)[0x9003] = taken
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def weighed(computer: Computer, shop: Workshop, content: bytes) -> models.Attachment:
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer), content)
    weighing.weigh(op_id, shop, later(minutes=1))
    return models.Attachment.objects.get(id=op_id)


def codes(row: models.Attachment) -> list[str]:
    return [finding["code"] for finding in row.findings]


def test_a_photo_of_the_planned_days_passes(shop: Workshop) -> None:
    row = weighed(a_computer(), shop, a_photo())
    assert (row.verdict, row.kind, row.captured_text) == ("pass", "photo", "2026-11-03T10:00:00")
    assert row.facts["model"] == "EOS"


@pytest.mark.parametrize(
    ("taken", "code"),
    [("2026:10:20 10:00:00", "T_BEFORE_PLAN"), ("2026:11:15 10:00:00", "T_AFTER_PLAN")],
)
def test_a_photo_of_other_days_is_remarked_on(shop: Workshop, taken: str, code: str) -> None:
    row = weighed(a_computer(), shop, a_photo(taken))
    assert code in codes(row)
    assert row.verdict == "warn"


def test_a_film_is_of_the_time_that_its_cameras_own_clock_shows(shop: Workshop) -> None:
    computer = a_computer()
    film = box(b"moov", a_movie_header(3_876_580_805), a_track())
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer), film)
    models.Attachment.objects.filter(id=op_id).update(name="20261103_200000.mp4")
    weighing.weigh(op_id, shop, later(minutes=1))
    row = models.Attachment.objects.get(id=op_id)
    assert row.captured_text == "2026-11-03T20:00:05"
    assert instant_text(row.captured_at or NOW) == "2026-11-03T11:00:05.000000Z"


def test_a_file_that_is_no_photo_fails(shop: Workshop) -> None:
    row = weighed(a_computer(), shop, b"<html>")
    assert (codes(row), row.verdict) == (["I_UNREADABLE"], "fail")


def test_the_same_photo_in_another_contract_of_the_vendor_fails(shop: Workshop) -> None:
    computer, content = a_computer(), a_photo()
    weighed(computer, shop, content)
    second = weighed(computer, shop, content)
    assert "D_EXACT" in codes(second)
    assert second.cross_findings == []


def test_the_first_of_two_is_not_the_duplicate(shop: Workshop) -> None:
    computer, content = a_computer(), a_photo()
    first, _ = an_attachment(computer, a_stored_contract(computer.viewer), content)
    an_attachment(computer, a_stored_contract(computer.viewer), content)
    weighing.weigh(first, shop, NOW)
    assert "D_EXACT" not in codes(models.Attachment.objects.get(id=first))


def test_a_duplicate_of_another_vendor_is_told_to_the_institution_only(shop: Workshop) -> None:
    content, institution, computer = a_photo(), an_institution(), a_computer()
    weighed(a_computer(), shop, content)
    contract = a_stored_contract(computer.viewer, institution)
    op_id, _ = an_attachment(computer, contract, content)
    weighing.weigh(op_id, shop, NOW)
    officer = a_viewer(Role.MANAGER, institution)
    told = [shown_codes(viewer, op_id) for viewer in (computer.viewer, officer)]
    assert ["D_EXACT" in one for one in told] == [False, True]
    news = models.Change.objects.filter(kind="findings", subject=op_id).get()
    assert "D_EXACT" not in str(news.data)


def shown_codes(viewer: Viewer, op_id: str) -> list[str]:
    findings: Any = evidence.one(viewer, op_id)["findings"]
    return [str(finding["code"]) for finding in findings]


def test_a_thumbnail_is_kept_without_the_cameras_notes(shop: Workshop) -> None:
    computer = a_computer()
    row = weighed(computer, shop, a_photo())
    jpeg = evidence.thumbnail(computer.viewer, row.id)
    with Image.open(BytesIO(jpeg)) as picture:
        assert max(picture.size) <= 512
        assert not picture.getexif()


def test_places_of_capture_are_sealed_in_the_database(shop: Workshop) -> None:
    from django.db import connection

    row = weighed(a_computer(), shop, a_photo())
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts FROM vendorserver_attachment WHERE id = %s", [row.id])
        stored = cursor.fetchone()[0]
    assert stored.startswith("e1.")
    assert "ExifIFD:DateTimeOriginal" not in stored


def test_the_findings_are_told_to_the_vendor(shop: Workshop) -> None:
    row = weighed(a_computer(), shop, b"")
    news = models.Change.objects.get(kind="findings")
    assert news.subject == row.id
    assert news.data == {
        "contract": row.contract_id,
        "process": row.process_id,
        "sha256": row.sha256,
        "findings": row.findings,
        "verdict": "fail",
    }


def test_the_runner_does_what_is_due_and_puts_it_away(shop: Workshop) -> None:
    computer = a_computer()
    an_attachment(computer, a_stored_contract(computer.viewer))
    assert runner.run_due(shop, lambda: NOW) == 1
    assert jobs.counts()["done"] == 1


def test_a_job_that_fails_stops_no_other(shop: Workshop, caplog: pytest.LogCaptureFixture) -> None:
    jobs.enqueue("weigh", "there is none", NOW)
    computer = a_computer()
    an_attachment(computer, a_stored_contract(computer.viewer))
    assert runner.run_due(shop, always(NOW)) == 2
    assert jobs.counts() == {"ready": 1, "running": 0, "done": 1, "failed": 0}
    assert "there is none" in caplog.text


def always(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def test_a_computer_whose_clock_is_known_to_be_wrong_accuses_no_camera(shop: Workshop) -> None:
    computer = a_computer()
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer), a_photo())
    years = 3 * 365 * 86_400_000
    for error_ms, is_known, accused in (
        (-years, True, False),
        (-years, False, True),
        (10**15, True, False),
    ):
        manifest = a_manifest(
            read_at="2023-11-20T01:00:00.000000Z", clock_error_ms=error_ms, clock_known=is_known
        )
        row = models.Attachment.objects.get(id=op_id)
        row.manifest = manifest.signed(computer.key).text
        row.save()
        weighing.weigh(op_id, shop, later(minutes=1))
        assert ("T_FUTURE" in codes(models.Attachment.objects.get(id=op_id))) is accused


@pytest.mark.parametrize("modified_at", ["1601-01-01T00:00:00.000000Z", "yesterday"])
def test_a_file_whose_time_cannot_be_is_weighed_without_it(
    shop: Workshop, modified_at: str
) -> None:
    computer = a_computer()
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer), a_photo())
    row = models.Attachment.objects.get(id=op_id)
    row.manifest = a_manifest(modified_at=modified_at).signed(computer.key).text
    row.save()
    weighing.weigh(op_id, shop, later(minutes=1))
    assert "T_INSIDE" in codes(models.Attachment.objects.get(id=op_id))
