"""No receipt for bytes that are not here: what was lost or let go is asked for once more."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from vendorcore.domain import Contract, Role, new_id
from vendorcore.errors import Busy, Refused

from tests.vendorserver.builders import (
    NOW,
    Computer,
    a_computer,
    a_stored_contract,
    a_submission,
    a_wish,
    an_account,
    an_attachment,
)
from vendorserver.models import Blob, Receipt, Upload, UploadState
from vendorserver.services import attaching, erasing, fsck, holdings, standing_by, upload_ends
from vendorserver.services import uploads as desk
from vendorserver.storage import blobs, shelf_of

if TYPE_CHECKING:
    from pathlib import Path

    from vendorserver.services.access import Viewer
    from vendorserver.services.attaching import NewAttachment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("data_dir")]

PHOTO = b"photo"
SHA = hashlib.sha256(PHOTO).hexdigest()


def waiting(computer: Computer, contract: Contract) -> NewAttachment:
    """Send a photo whole and return what is to be said at its attaching."""
    op_id = new_id()
    submission = a_submission(computer.viewer, contract, op_id)
    wish = a_wish(computer, contract, submission, op_id, PHOTO)
    Upload.objects.filter(id=wish.upload).update(op_id=op_id, sha256=SHA)
    return wish


def original(data_dir: Path) -> Path:
    return data_dir / "blobs" / SHA[:2] / SHA


def begun_anew(viewer: Viewer, wish: NewAttachment) -> Upload:
    return desk.create(viewer, desk.Wish(length=len(PHOTO), op_id=wish.id, sha256=SHA))


def sent_anew(viewer: Viewer, wish: NewAttachment) -> NewAttachment:
    """Let the same operation send its file once more; return what is said then."""
    upload = begun_anew(viewer, wish)
    assert (upload.state, upload.offset) == (UploadState.OPEN, 0)
    blobs().begin(upload.id)
    desk.advance(upload, blobs().append(upload.id, 0, [PHOTO]))
    return replace(wish, upload=upload.id)


def is_attached(viewer: Viewer, wish: NewAttachment) -> None:
    assert attaching.attach(viewer, wish, NOW)[1]
    assert b"".join(blobs().open_range(SHA)) == PHOTO
    assert list(fsck.damaged_originals(fsck.originals())) == []
    assert list(holdings.miscounted(mend=False)) == []


@pytest.mark.parametrize("left", [None, PHOTO[:2]], ids=["lost", "cut off"])
def test_no_receipt_for_what_the_shelf_has_not(data_dir: Path, left: bytes | None) -> None:
    computer = a_computer()
    wish = waiting(computer, a_stored_contract(computer.viewer))
    blobs().delete(SHA)
    if left is not None:
        original(data_dir).write_bytes(left)
    with pytest.raises(Refused, match="upload-unknown"):
        attaching.attach(computer.viewer, wish, NOW)
    assert not Receipt.objects.exists()
    row = Upload.objects.get(id=wish.upload)
    assert (row.state, row.op_id, row.blob_id) == (UploadState.WRONG, None, None)
    assert not Blob.objects.exists()
    assert holdings.stored_bytes(computer.viewer.vendor_id) == 0
    is_attached(computer.viewer, sent_anew(computer.viewer, wish))


def test_an_operation_whose_file_is_lost_begins_anew_at_once() -> None:
    computer = a_computer()
    wish = waiting(computer, a_stored_contract(computer.viewer))
    assert begun_anew(computer.viewer, wish).id == wish.upload
    blobs().delete(SHA)
    is_attached(computer.viewer, sent_anew(computer.viewer, wish))


def test_a_row_without_its_original_makes_way() -> None:
    computer = a_computer()
    wish = waiting(computer, a_stored_contract(computer.viewer))
    with holdings.letting_go(SHA):
        Upload.objects.filter(id=wish.upload).update(blob=None)
        Blob.objects.all().delete()
    with pytest.raises(Refused, match="upload-unknown"):
        attaching.attach(computer.viewer, wish, NOW)
    is_attached(computer.viewer, sent_anew(computer.viewer, wish))


def test_what_is_evidence_elsewhere_stays_counted_when_it_is_lost() -> None:
    computer = a_computer()
    contract = a_stored_contract(computer.viewer)
    an_attachment(computer, contract, content=PHOTO)
    wish = waiting(computer, contract)
    blobs().delete(SHA)
    with pytest.raises(Refused, match="upload-unknown"):
        attaching.attach(computer.viewer, wish, NOW)
    assert [one.subject for one in fsck.damaged_originals(fsck.originals())] == [SHA]
    is_attached(computer.viewer, sent_anew(computer.viewer, wish))


def test_a_healed_original_is_not_given_up() -> None:
    computer = a_computer()
    wish = waiting(computer, a_stored_contract(computer.viewer))
    desk.give_up(computer.viewer, wish.upload)
    desk.give_up(a_computer().viewer, wish.upload)
    is_attached(computer.viewer, wish)


def test_rows_go_for_good_before_the_file_does(data_dir: Path) -> None:
    computer = a_computer()
    wish = waiting(computer, a_stored_contract(computer.viewer))
    path = original(data_dir)
    path.unlink()
    path.mkdir()  # no unlinking works here: as if the power went at this moment
    with pytest.raises(OSError, match=SHA):
        upload_ends.forget(Upload.objects.get(id=wish.upload))
    assert not Upload.objects.exists()
    assert not Blob.objects.exists()
    with pytest.raises(Refused, match="upload-unknown"):
        attaching.attach(computer.viewer, wish, NOW)


def test_a_photo_that_comes_while_the_same_is_erased_stays() -> None:
    computer = a_computer()
    contract = a_stored_contract(computer.viewer)
    attachment, _receipt = an_attachment(computer, contract, content=PHOTO)
    arrived: list[NewAttachment] = []
    with transaction.atomic():
        # Runs between the commit of the erasing and its look at the shelf.
        transaction.on_commit(lambda: arrived.append(waiting(computer, contract)))
        erasing.erase_evidence(an_account(Role.ADMIN), attachment, "사유", NOW)
    is_attached(computer.viewer, arrived[0])


def test_erasing_lets_another_vendor_send_the_same_photo_once_more() -> None:
    computer, other = a_computer(), a_computer()
    wish = waiting(other, a_stored_contract(other.viewer))
    attachment, _receipt = an_attachment(
        computer, a_stored_contract(computer.viewer), content=PHOTO
    )
    erasing.erase_evidence(an_account(Role.ADMIN), attachment, "사유", NOW)
    assert blobs().size(SHA) == -1
    with pytest.raises(Refused, match="upload-unknown"):
        attaching.attach(other.viewer, wish, NOW)
    is_attached(other.viewer, sent_anew(other.viewer, wish))


def test_the_standby_does_not_take_nothing_for_a_copy(tmp_path: Path) -> None:
    with pytest.raises(Busy, match="standby-away"):
        standing_by.copy(SHA, shelf_of("", tmp_path))
