"""Pictures that look alike are found by indexes, and told to whom they concern."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from PIL import Image, ImageOps

from vendorcore.domain import PRACTICE, Role
from vendorcore.evidence import Facts, distance
from vendorcore.media import Workshop

from tests.vendorserver.builders import (
    NEW,
    NOW,
    a_computer,
    a_contract,
    a_stored_contract,
    a_viewer,
    an_attachment,
    an_institution,
    later,
)
from tests.vendorserver.services.test_weighing import codes, shown_codes, weighed
from vendorserver import models
from vendorserver.models.attachments import BANDS
from vendorserver.services import contracts, evidence, likeness, runner, weighing

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with Workshop() as opened:
        yield opened


def a_scene() -> Image.Image:
    across = Image.linear_gradient("L").rotate(70).resize((640, 480))
    down = Image.radial_gradient("L").rotate(20).resize((640, 480))
    return Image.merge("RGB", (across, down, across))


def as_jpeg(picture: Image.Image, taken: str = "2026:11:03 10:00:00") -> bytes:
    exif, out = Image.Exif(), BytesIO()
    exif[0x0110] = "EOS"
    exif.get_ifd(0x8769)[0x9003] = taken
    picture.save(out, "JPEG", exif=exif, quality=80)
    return out.getvalue()


def a_copy() -> bytes:
    """The scene made smaller, mirrored and dated anew."""
    return as_jpeg(ImageOps.mirror(a_scene()).resize((400, 300)), "2026:11:05 10:00:00")


def test_a_copy_of_the_vendors_own_picture_is_found(shop: Workshop) -> None:
    computer = a_computer()
    first = weighed(computer, shop, as_jpeg(a_scene()))
    second = weighed(computer, shop, a_copy())
    (found,) = [finding for finding in second.findings if finding["code"] == "D_NEAR"]
    assert found["values"]["sha256"] == first.sha256
    assert second.cross_findings == []


def test_a_copy_that_overtook_its_model_is_weighed_again(shop: Workshop) -> None:
    computer = a_computer()
    contract = a_stored_contract(computer.viewer)
    model, _ = an_attachment(computer, contract, as_jpeg(a_scene()))
    copy, _ = an_attachment(computer, contract, a_copy())
    models.Job.objects.filter(subject=model).update(run_after=later(minutes=2))
    runner.run_due(shop, lambda: later(minutes=1))
    assert "D_NEAR" not in codes(models.Attachment.objects.get(id=copy))
    runner.run_due(shop, lambda: later(minutes=3))
    assert "D_NEAR" in codes(models.Attachment.objects.get(id=copy))
    assert "D_NEAR" not in codes(models.Attachment.objects.get(id=model))


def test_a_copy_of_another_vendors_picture_is_told_to_the_institution_only(shop: Workshop) -> None:
    institution, computer = an_institution(), a_computer()
    weighed(a_computer(), shop, as_jpeg(a_scene()))
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer, institution), a_copy())
    weighing.weigh(op_id, shop, later(minutes=1))
    officer = a_viewer(Role.MANAGER, institution)
    told = [shown_codes(viewer, op_id) for viewer in (computer.viewer, officer)]
    assert ["D_NEAR" in one for one in told] == [False, True]
    (foreign,) = models.Attachment.objects.get(id=op_id).cross_findings
    assert foreign["values"].keys() == {"other", "bits"}
    assert foreign["values"]["other"] == ""
    assert evidence.one(computer.viewer, op_id)["verdict"] == "pass"
    assert evidence.one(officer, op_id)["verdict"] == "warn"
    logged = models.AuditEntry.objects.get(action="evidence.across-vendors")
    assert (logged.subject, logged.details) == (op_id, {"codes": ["D_NEAR"]})


@pytest.mark.parametrize("again", [as_jpeg(a_scene()), a_copy()], ids=["same", "alike"])
def test_an_institution_does_not_read_which_file_of_another_contract_it_is(
    shop: Workshop, again: bytes
) -> None:
    institution, computer = an_institution(), a_computer()
    first = weighed(computer, shop, as_jpeg(a_scene()))
    models.Attachment.objects.filter(id=first.id).update(name="국방부 납품.jpg")
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer, institution), again)
    weighing.weigh(op_id, shop, later(minutes=1))
    officer = a_viewer(Role.MANAGER, institution)
    told = [str(evidence.one(one, op_id)["findings"]) for one in (computer.viewer, officer)]
    assert ["국방부 납품.jpg" in one for one in told] == [True, False]


@pytest.mark.parametrize("again", [as_jpeg(a_scene()), a_copy()], ids=["same", "alike"])
def test_a_photo_sent_to_learn_with_speaks_against_none_in_a_contract(
    shop: Workshop, again: bytes
) -> None:
    computer = a_computer()
    practice = replace(a_contract(), method=PRACTICE, parties=())
    contracts.put(computer.viewer, practice, NEW, NOW)
    learnt, _ = an_attachment(computer, practice, as_jpeg(a_scene()))
    weighing.weigh(learnt, shop, NOW)
    said = codes(weighed(computer, shop, again))
    assert {"D_EXACT", "D_NEAR"}.isdisjoint(said)


def test_a_picture_without_a_hash_is_near_to_nothing(shop: Workshop) -> None:
    computer = a_computer()
    flat = as_jpeg(Image.new("RGB", (64, 48), (90, 90, 90)))
    row = weighed(computer, shop, flat)
    assert [getattr(row, name) for name in BANDS] == [None] * 4
    assert "D_NEAR" not in codes(weighed(computer, shop, as_jpeg(a_scene())))


@pytest.mark.parametrize("flips", [0, 0b1, 0x0001_0001_0001_0001, 0x0003_0001_0001_0001, 0x3F])
def test_seven_bits_at_most_always_have_a_piece_in_common(flips: int) -> None:
    whole = 0x0123_4567_89AB_CDEF
    other = likeness.bands(f"{whole ^ flips:016x}")
    asked = dict(
        child for child in likeness._near(Facts(name="a", dhash64=f"{whole:016x}")).children
    )
    assert any(other[name] in asked[f"{name}__in"] for name in BANDS)
    assert distance(f"{whole:016x}", f"{whole ^ flips:016x}") <= 6


def test_no_search_reads_the_whole_table() -> None:
    facts = Facts(name="a", dhash64="0123456789abcdef", turned64="f" * 16, turned256="f" * 64)
    query = models.Attachment.objects.order_by().filter(likeness._near(facts))
    plan = query.explain()
    scans = [line for line in plan.splitlines() if "SCAN" in line]
    assert connection.vendor != "sqlite" or ("INDEX" in plan and not scans)


def test_a_look_alike_is_named_only_to_those_who_may_see_it(shop: Workshop) -> None:
    here, elsewhere, computer = an_institution(), an_institution(), a_computer()
    model, _ = an_attachment(computer, a_stored_contract(computer.viewer, here), as_jpeg(a_scene()))
    models.Attachment.objects.update(name="MODEL.JPG")
    contract = a_stored_contract(computer.viewer, here, elsewhere)
    copy, _ = an_attachment(computer, contract, a_copy())
    runner.run_due(shop, lambda: later(minutes=1))
    sha256 = models.Attachment.objects.get(id=model).sha256
    stranger, party = a_viewer(Role.MANAGER, elsewhere), a_viewer(Role.MANAGER, here)
    told = [named(evidence.one(one, copy)) for one in (computer.viewer, party, stranger)]
    assert told == [("MODEL.JPG", sha256), ("MODEL.JPG", sha256), ("", None)]


def named(shown: dict[str, Any]) -> tuple[str, str | None]:
    (found,) = [one["values"] for one in shown["findings"] if one["code"] == "D_NEAR"]
    return found["other"], found.get("sha256")
