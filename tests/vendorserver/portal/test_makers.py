"""공개: only what both sides released, without the camera's notes, gone at once."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from PIL import Image

from vendorcore.domain import Role, new_id
from vendorcore.media.copying import make_copy

from tests.vendorserver.builders import NOW, an_account, an_institution
from tests.vendorserver.portal.conftest import browser_of
from vendorserver.models import Attachment, Contract, Showcase
from vendorserver.services import derived, viewing, withdrawing

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorserver.portal.conftest import Scene

pytestmark = pytest.mark.django_db


def a_picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(target, "JPEG")
    return target.getvalue()


@pytest.fixture
def manager(scene: Scene) -> Client:
    derived.keep_thumbnail(Attachment.objects.get().sha256, a_picture())
    institution = Contract.objects.get().parties.first().institution  # type: ignore[union-attr]  # the scene has one
    return browser_of(an_account(Role.MANAGER, institution))


def page(scene: Scene) -> str:
    return f"/makers/{scene.computer.vendor.id}"


def release(scene: Scene, manager: Client) -> str:
    """Let both say yes; return the address of the public picture."""
    for browser in (scene.vendor, manager):
        assert browser.post(f"{scene.piece}/release").status_code == 302
    return f"/makers/pictures/{Showcase.objects.get().id}"


def test_nothing_is_public_until_both_said_yes(scene: Scene, manager: Client) -> None:
    assert Client().get(page(scene)).status_code == 404
    manager.post(f"{scene.piece}/release")
    assert not Showcase.objects.exists()
    scene.vendor.post(f"{scene.piece}/release")
    assert Client().get(page(scene)).status_code == 404
    manager.post(f"{scene.piece}/release")
    answer = Client().get(page(scene))
    assert answer.status_code == 200
    assert "책상" in answer.content.decode()
    assert "책상 구매" not in answer.content.decode()


def test_the_public_picture_is_a_copy_without_the_cameras_notes(
    scene: Scene, manager: Client
) -> None:
    answer = Client().get(release(scene, manager))
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"Exif" not in answer.content
    assert dict(Image.open(io.BytesIO(answer.content)).getexif()) == {}


def test_place_and_camera_never_leave_with_a_public_picture(
    scene: Scene, manager: Client, tmp_path: Path
) -> None:
    photo, copy = tmp_path / "photo.jpg", tmp_path / "copy.jpg"
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "FieldCam", {1: "N", 2: (37.0, 12.0, 0.0)}
    Image.new("RGB", (640, 480), "teal").save(photo, "JPEG", exif=exif)
    assert b"FieldCam" in photo.read_bytes()
    assert make_copy(photo, copy) == "image/jpeg"
    viewing.keep(Attachment.objects.get().sha256, copy, "image/jpeg")
    public = Client().get(release(scene, manager)).content
    assert b"FieldCam" not in public
    picture = Image.open(io.BytesIO(public))
    assert (picture.size, dict(picture.getexif())) == ((640, 480), {})


@pytest.mark.parametrize("who", ["vendor", "manager"])
def test_what_one_side_takes_back_is_gone_at_once_and_its_copy_too(
    scene: Scene, manager: Client, who: str
) -> None:
    picture = release(scene, manager)
    browser = scene.vendor if who == "vendor" else manager
    assert browser.post(f"{scene.piece}/unrelease").status_code == 302
    assert Client().get(picture).status_code == Client().get(page(scene)).status_code == 404
    folder = derived.thumbnail_path("0" * 64).parents[2] / "public"
    assert list(folder.iterdir()) == []


def test_a_public_picture_that_a_backup_does_not_hold_is_made_again(
    scene: Scene, manager: Client
) -> None:
    picture = release(scene, manager)
    before = Client().get(picture).content
    for copy in (derived.thumbnail_path("0" * 64).parents[2] / "public").iterdir():
        copy.unlink()
    assert Client().get(picture).content == before


def test_withdrawn_evidence_is_public_no_more(scene: Scene, manager: Client) -> None:
    picture = release(scene, manager)
    wish = withdrawing.NewWithdrawal(id=new_id(), attachment=scene.attachment, reason="잘못 올림")
    withdrawing.withdraw(scene.computer.viewer, wish, NOW)
    assert Client().get(picture).status_code == Client().get(page(scene)).status_code == 404
    assert not list((derived.thumbnail_path("0" * 64).parents[2] / "public").iterdir())


def test_any_institution_finds_what_is_public_by_product_and_region(
    scene: Scene, manager: Client
) -> None:
    release(scene, manager)
    vendor = scene.computer.vendor
    vendor.details = {"factory": "경기도 화성시"}
    vendor.save()
    elsewhere = browser_of(an_account(Role.READER, an_institution("먼 기관")))

    def found(query: str) -> bool:
        return vendor.id in elsewhere.get(f"/makers?{query}").content.decode()

    assert found("")
    assert found("product=책상&region=화성")
    assert found("product=5610170301")
    assert not found("product=의자")
    assert not found("region=부산")
    assert scene.vendor.get("/makers").status_code == 403


def test_figures_are_counted_for_the_parties_and_leave_as_table(scene: Scene) -> None:
    page = scene.officer.get("/statistics?by=product").content.decode()
    assert "책상" in page
    sheet = scene.officer.get("/statistics.csv?by=month").content.decode("utf-8-sig")
    assert sheet.splitlines()[1].startswith("2026-10,1,1,0,")
    assert scene.officer.get("/statistics.xlsx").content.startswith(b"PK")


def test_an_operator_sees_no_figures_of_a_few_contracts(scene: Scene) -> None:
    operator = browser_of(an_account(Role.ADMIN))
    assert "아직 셀 계약이 없습니다" in operator.get("/statistics?by=product").content.decode()
