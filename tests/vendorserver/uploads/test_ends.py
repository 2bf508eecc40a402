"""How uploads end, and what a crash at any step leaves for the next start."""

import asyncio
import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from vendorcore.errors import VendorError

from tests.vendorserver.uploads.builders import Sender, a_viewer, metadata
from vendorserver.models import Blob, Upload, UploadState
from vendorserver.services import uploads
from vendorserver.services.access import Viewer
from vendorserver.storage import blobs

CONTENT = b"0123456789"
SHA = hashlib.sha256(CONTENT).hexdigest()


def sent(sender: Sender, body: bytes = CONTENT, length: int = 10, **pairs: str) -> str:
    """Send a body and return the upload's id."""

    async def run() -> str:
        path = await sender.begin(length, Upload_Metadata=metadata(**pairs))
        await sender.patch(path, 0, body)
        return path

    return asyncio.run(run()).rsplit("/", 1)[-1]


def test_finished_upload_is_an_original(sender: Sender, viewer: Viewer) -> None:
    blob = uploads.finished(viewer, sent(sender), SHA, 10)
    assert (blob.sha256, blob.size_bytes) == (SHA, 10)


@pytest.mark.parametrize(
    ("sha256", "size"), [("0" * 64, 10), (SHA, 9)], ids=["other hash", "other size"]
)
def test_another_file_than_promised_is_no_evidence(
    sender: Sender, viewer: Viewer, sha256: str, size: int
) -> None:
    upload_id = sent(sender)
    with pytest.raises(VendorError, match="hash-mismatch"):
        uploads.finished(viewer, upload_id, sha256, size)


def test_unfinished_upload_is_no_evidence(sender: Sender, viewer: Viewer) -> None:
    upload_id = sent(sender, b"0123")
    with pytest.raises(VendorError, match="upload-incomplete"):
        uploads.finished(viewer, upload_id, SHA, 10)


def test_another_ones_upload_is_unknown(sender: Sender) -> None:
    upload_id = sent(sender)
    with pytest.raises(VendorError, match="upload-unknown"):
        uploads.finished(a_viewer("lee"), upload_id, SHA, 10)


def test_abandoned_uploads_are_cleaned_up(sender: Sender) -> None:
    part, whole = sent(sender, b"0123"), sent(sender)
    later = timezone.now() + timedelta(days=8)
    assert uploads.clean_up(later) == 2
    assert (blobs().size(part), blobs().size(SHA)) == (-1, -1)
    assert not Upload.objects.exists()
    assert not Blob.objects.exists()
    assert whole != part


def test_evidence_is_never_cleaned_up(sender: Sender, viewer: Viewer) -> None:
    uploads.finished(viewer, sent(sender), SHA, 10)
    assert uploads.clean_up(timezone.now() + timedelta(days=3650)) == 0
    assert blobs().size(SHA) == 10


def test_original_of_two_uploads_outlives_one(sender: Sender, viewer: Viewer) -> None:
    uploads.finished(viewer, sent(sender), SHA, 10)
    uploads.terminate(viewer, sent(sender))
    assert blobs().size(SHA) == 10


def test_start_cuts_parts_back_to_what_is_safe(sender: Sender, viewer: Viewer) -> None:
    upload_id = sent(sender, b"0123")
    blobs().append(upload_id, 4, [b"never confirmed"])
    assert uploads.recover() == 1
    assert blobs().size(upload_id) == 4


def test_shorter_part_tells_a_smaller_offset(sender: Sender, viewer: Viewer) -> None:
    upload_id = sent(sender, b"012345")
    blobs().begin(upload_id, 2)
    assert uploads.standing(viewer, upload_id).offset == 2


def test_crash_before_the_seal_is_made_good(sender: Sender, viewer: Viewer) -> None:
    upload_id = sent(sender, b"0123")
    blobs().append(upload_id, 4, [CONTENT[4:]])
    Upload.objects.update(offset=10)
    assert uploads.standing(viewer, upload_id).state == UploadState.COMPLETE
    assert blobs().size(SHA) == 10


@pytest.mark.parametrize("body", [b"", CONTENT], ids=["bare", "with bytes"])
def test_what_waits_for_its_seal_is_sealed_in_its_turn(
    sender: Sender, viewer: Viewer, body: bytes
) -> None:
    said = metadata(op_id="op-1", sha256=SHA)
    upload_id = sent(sender, b"0123", op_id="op-1", sha256=SHA)
    blobs().append(upload_id, 4, [CONTENT[4:]])
    Upload.objects.update(offset=10)
    wish = uploads.Wish(length=10, op_id="op-1", sha256=SHA, metadata=said)
    begun = uploads.create(viewer, wish)  # whoever is just sealing it is not disturbed
    assert (begun.id, begun.state, begun.offset) == (upload_id, UploadState.OPEN, 10)
    answer = asyncio.run(sender.create(10, body, Upload_Metadata=said))
    assert (answer.status, answer.offset) == (201, 10)
    assert Upload.objects.get().state == UploadState.COMPLETE
    assert (blobs().size(SHA), blobs().size(upload_id)) == (10, -1)


def test_crash_inside_the_seal_is_made_good(sender: Sender, viewer: Viewer) -> None:
    upload_id = sent(sender, b"0123", sha256=SHA)
    blobs().append(upload_id, 4, [CONTENT[4:]])
    blobs().finish(upload_id)
    Upload.objects.update(offset=10)
    assert uploads.standing(viewer, upload_id).state == UploadState.COMPLETE


def test_crash_inside_the_seal_of_an_unnamed_file_begins_anew(
    sender: Sender, viewer: Viewer
) -> None:
    upload_id = sent(sender, b"0123")
    blobs().append(upload_id, 4, [CONTENT[4:]])
    blobs().finish(upload_id)
    Upload.objects.update(offset=10)
    assert uploads.standing(viewer, upload_id).offset == 0


def test_lost_original_is_asked_for_again(sender: Sender, viewer: Viewer) -> None:
    sent(sender)
    blobs().delete(SHA)
    wish = uploads.Wish(length=10, sha256=SHA)
    assert uploads.create(viewer, wish).offset == 0
