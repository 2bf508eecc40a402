"""The job that makes viewing copies, and who gets them."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from vendorcore.domain import Role
from vendorcore.errors import Refused
from vendorcore.media import Workshop

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_stored_contract,
    a_viewer,
    an_attachment,
    an_institution,
    later,
)
from vendorserver.models import Job
from vendorserver.services import jobs, runner, viewing
from vendorserver.services.access import viewer_of
from vendorserver.storage import as_file

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db


def a_photo() -> bytes:
    target = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((2000, 1000)).save(target, "JPEG")
    return target.getvalue()


def test_weighed_photo_gets_its_copy_and_the_original_stays(data_dir: Path) -> None:
    computer, content = a_computer(), a_photo()
    attachment, _ = an_attachment(computer, a_stored_contract(computer.viewer), content)
    with Workshop() as shop:
        assert runner.run_due(shop, lambda: NOW) == 2
    copy = viewing.one(computer.viewer, attachment)
    shown = b"".join(copy.read(0, copy.size_bytes))
    with Image.open(io.BytesIO(shown)) as picture:
        assert (copy.mime, picture.size) == ("image/jpeg", (1600, 800))
    with as_file(hashlib.sha256(content).hexdigest()) as path:
        assert path.read_bytes() == content
    assert b"".join(copy.read(2, 4)) == shown[2:4]


def test_file_that_is_no_picture_has_no_copy(data_dir: Path) -> None:
    computer = a_computer()
    attachment, _ = an_attachment(computer, a_stored_contract(computer.viewer))
    with Workshop() as shop:
        assert runner.run_due(shop, lambda: NOW) == 1
        viewing.make(hashlib.sha256(b"a photo").hexdigest(), shop, NOW)
    with pytest.raises(Refused):
        viewing.one(computer.viewer, attachment)


def test_strangers_find_no_copy(data_dir: Path, tmp_path: Path) -> None:
    computer, institution = a_computer(), an_institution()
    attachment, _ = an_attachment(computer, a_stored_contract(computer.viewer, institution))
    (tmp_path / "part").write_bytes(b"x")
    viewing.keep(hashlib.sha256(b"a photo").hexdigest(), tmp_path / "part", "video/mp4")
    assert viewing.one(a_viewer(Role.READER, institution), attachment).mime == "video/mp4"
    for stranger in (a_viewer(), a_viewer(Role.ADMIN), a_viewer(Role.MANAGER)):
        with pytest.raises(Refused):
            viewing.one(stranger, attachment)
    assert viewer_of(computer.device.account).vendor_id


def test_slow_work_waits_for_its_own_runner(data_dir: Path) -> None:
    jobs.enqueue(viewing.JOB, "0" * 64, NOW)
    assert jobs.claim(NOW, ("weigh",)) is None
    taken = jobs.claim(NOW, runner.SLOW, runner.SLOW_LEASE)
    assert taken is not None
    assert jobs.claim(later(minutes=30), runner.SLOW) is None
    assert Job.objects.get().attempts == 1
