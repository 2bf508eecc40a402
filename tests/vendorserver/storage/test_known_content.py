"""Content that a vendor has sent before costs no second transfer, on files and on S3."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from vendorcore.errors import Refused

from tests.vendorserver.storage.shelves import sha
from tests.vendorserver.uploads.builders import a_viewer
from vendorserver.models import Upload, UploadState
from vendorserver.services import uploads
from vendorserver.services.uploads import Wish
from vendorserver.storage import blobs
from vendorserver.storage.bucket import Address, Bucket

if TYPE_CHECKING:
    from pathlib import Path

    from vendorserver.services.access import Viewer

pytestmark = pytest.mark.django_db

CONTENT = b"a photo that two computers of one firm have"


@pytest.fixture(params=["files", "s3"])
def shelf(request: pytest.FixtureRequest, data_dir: Path, settings: Any) -> None:
    if request.param == "s3":
        url = request.getfixturevalue("swift").url("known")
        Bucket(Address.from_url(url)).make()
        settings.SERVER = dataclasses.replace(settings.SERVER, blob_url=url)


def begun(viewer: Viewer, content: bytes = CONTENT) -> Upload:
    return uploads.create(viewer, Wish(length=len(content), sha256=sha(content)))


def sent(viewer: Viewer) -> Upload:
    upload = begun(viewer)
    blobs().begin(upload.id)
    return uploads.advance(upload, blobs().append(upload.id, 0, [CONTENT]))


@pytest.mark.usefixtures("shelf")
def test_known_content_is_there_at_once_for_its_vendor_alone() -> None:
    mine, theirs = a_viewer("mine"), a_viewer("theirs")
    sent(mine)
    again = begun(mine)
    assert (again.state, again.offset) == (UploadState.COMPLETE, len(CONTENT))
    assert uploads.finished(mine, again.id, sha(CONTENT), len(CONTENT)).sha256 == sha(CONTENT)
    assert (begun(theirs).state, begun(mine, b"other").state) == (UploadState.OPEN,) * 2
    assert {(one.name, one.size_bytes) for one in blobs().found()} == {(sha(CONTENT), len(CONTENT))}


@pytest.mark.usefixtures("shelf")
def test_a_part_that_was_cut_short_does_not_become_another_vendors_original() -> None:
    sent(a_viewer("theirs"))
    mine = a_viewer("mine")
    upload = begun(mine)
    blobs().begin(upload.id)
    blobs().append(upload.id, 0, [b"short"])
    # As a second worker finds it that opens the part between another one's offset and its seal.
    Upload.objects.filter(id=upload.id).update(offset=len(CONTENT))
    found = uploads.standing(mine, upload.id)
    assert (found.state, found.offset) == (UploadState.OPEN, len(b"short"))


@pytest.mark.usefixtures("shelf")
def test_what_the_shelf_has_lost_is_asked_for_again_and_heals() -> None:
    viewer = a_viewer()
    sent(viewer)
    blobs().delete(sha(CONTENT))
    assert sent(viewer).state == UploadState.COMPLETE
    assert b"".join(blobs().open_range(sha(CONTENT))) == CONTENT
    assert begun(viewer).state == UploadState.COMPLETE


@pytest.mark.usefixtures("shelf")
def test_what_the_shelf_has_lost_is_no_evidence() -> None:
    viewer = a_viewer()
    upload = sent(viewer)
    blobs().delete(sha(CONTENT))
    with pytest.raises(Refused, match="upload-unknown"):
        uploads.finished(viewer, upload.id, sha(CONTENT), len(CONTENT))
    healed = sent(viewer)
    assert uploads.finished(viewer, healed.id, sha(CONTENT), len(CONTENT)).sha256 == sha(CONTENT)
