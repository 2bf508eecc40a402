"""Room for uploads: what a vendor keeps counts for it, what it only announces takes no place."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from vendorcore.errors import Refused

from tests.vendorserver.builders import a_computer, a_stored_contract, an_attachment
from tests.vendorserver.uploads.builders import a_viewer
from vendorserver.models import Upload
from vendorserver.services import upload_room, uploads
from vendorserver.services.uploads import Wish

if TYPE_CHECKING:
    from vendorserver.services.access import Viewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

_MUCH = 1 << 20


def begun(viewer: Viewer, length: int | None, **changes: Any) -> Upload:
    row = uploads.create(viewer, Wish(length=length))
    Upload.objects.filter(id=row.id).update(**changes)
    return row


def disk_left() -> int:
    return upload_room.room("nobody").disk_left


@pytest.fixture
def mebibyte_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand for a disk whose free room does not move while the test looks."""
    monkeypatch.setattr(upload_room, "shelf_bytes", lambda: (1 << 40) + _MUCH)


def test_evidence_counts_for_the_quota_after_its_upload_is_forgotten(settings: Any) -> None:
    computer = a_computer()
    settings.SERVER = dataclasses.replace(settings.SERVER, vendor_quota_bytes=10)
    an_attachment(computer, a_stored_contract(computer.viewer), b"8 bytes.")
    uploads.terminate(computer.viewer, Upload.objects.get().id)
    with pytest.raises(Refused, match="quota-exceeded"):
        uploads.create(computer.viewer, Wish(length=8))


def test_an_original_counts_once_for_the_quota() -> None:
    computer = a_computer()
    before = upload_room.room(computer.vendor.id).quota_left
    contract = a_stored_contract(computer.viewer)
    an_attachment(computer, contract, b"8 bytes.")
    an_attachment(computer, contract, b"8 bytes.")
    assert before - upload_room.room(computer.vendor.id).quota_left == 8


@pytest.mark.usefixtures("mebibyte_free")
@pytest.mark.parametrize(
    ("length", "changes"),
    [
        (None, {}),
        (None, {"offset": 1}),
        (_MUCH, {}),
        (_MUCH, {"offset": 1, "expires_at": timezone.now() + timedelta(days=6)}),
    ],
)
def test_an_announcement_or_a_silent_sender_keeps_no_place_from_others(
    length: int | None, changes: dict[str, Any]
) -> None:
    before = disk_left()
    begun(a_viewer(), length, **changes)
    assert disk_left() == before


@pytest.mark.usefixtures("mebibyte_free")
def test_the_rest_of_what_is_arriving_keeps_its_place() -> None:
    before = disk_left()
    begun(a_viewer(), 1000, offset=100)
    assert before - disk_left() == 900
