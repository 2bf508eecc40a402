"""What each vendor has on the shelf is counted as it comes and goes, and the count is the sum."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vendorcore.domain import Role
from vendorcore.errors import VendorError

from tests.vendorserver.builders import (
    NOW,
    Computer,
    a_computer,
    a_stored_contract,
    an_account,
    an_attachment,
)
from vendorserver.models import Attachment, Blob, Holding, Upload, UploadState
from vendorserver.services import erasing, fsck, holdings, uploads
from vendorserver.services.uploads import Wish
from vendorserver.storage import blobs

if TYPE_CHECKING:
    from vendorcore.domain import Contract

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

CONTENTS = tuple(bytes([65 + number]) * (number + 1) for number in range(3))


class Office:
    """Two vendors that send, attach, take back, erase and let expire the same few contents."""

    def __init__(self) -> None:
        self.computers = (a_computer(), a_computer())
        self.contracts = tuple(a_stored_contract(one.viewer) for one in self.computers)
        self.operator = an_account(Role.ADMIN)

    def do(self, act: str, who: int, what: int) -> None:
        one, contract = self.computers[who], self.contracts[who]
        try:
            getattr(self, act)(one, contract, CONTENTS[what])
        except VendorError:
            return

    def send(self, one: Computer, _contract: Contract, content: bytes) -> None:
        sha256 = hashlib.sha256(content).hexdigest()
        upload = uploads.create(one.viewer, Wish(length=len(content), sha256=sha256))
        if upload.state == UploadState.OPEN:
            blobs().begin(upload.id)
            blobs().append(upload.id, 0, [content])
            uploads.advance(upload, len(content))

    def attach(self, one: Computer, contract: Contract, content: bytes) -> None:
        an_attachment(one, contract, content)

    def take_back(self, one: Computer, _contract: Contract, content: bytes) -> None:
        upload = self._uploads(one, content).first()
        if upload is not None:
            uploads.terminate(one.viewer, upload.id)

    def expire(self, one: Computer, _contract: Contract, content: bytes) -> None:
        old = NOW - timedelta(days=1)
        self._uploads(one, content).exclude(expires_at=None).update(expires_at=old)
        uploads.clean_up(NOW)

    def erase(self, one: Computer, _contract: Contract, content: bytes) -> None:
        sha256 = hashlib.sha256(content).hexdigest()
        mine = Attachment.objects.filter(vendor=one.vendor, sha256=sha256, erased_at=None)
        row = mine.first()
        if row is not None:
            erasing.erase_evidence(self.operator, row.id, "사유", NOW)

    def _uploads(self, one: Computer, content: bytes) -> Any:
        sha256 = hashlib.sha256(content).hexdigest()
        return Upload.objects.filter(vendor=one.vendor, blob_id=sha256)


ACTS = st.tuples(
    st.sampled_from(["send", "attach", "take_back", "expire", "erase"]),
    st.integers(0, 1),
    st.integers(0, len(CONTENTS) - 1),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=st.lists(ACTS, max_size=14))
def test_the_count_is_the_plain_sum_after_every_step(acts: list[tuple[str, int, int]]) -> None:
    office = Office()
    for act in acts:
        office.do(*act)
        for one in office.computers:
            counted, plain = holdings.stored_bytes(one.vendor.id), holdings.counted(one.vendor.id)
            assert counted == plain, (act, counted, plain)
            assert counted >= 0


def test_every_original_of_two_vendors_counts_for_both() -> None:
    office = Office()
    office.do("send", 0, 2)
    office.do("send", 1, 2)
    assert Blob.objects.count() == 1
    assert [holdings.stored_bytes(one.vendor.id) for one in office.computers] == [3, 3]


def test_erased_evidence_is_counted_no_more_and_not_again_when_another_sends_it() -> None:
    office = Office()
    office.do("attach", 0, 2)
    office.do("erase", 0, 2)
    office.do("send", 1, 2)
    assert [holdings.stored_bytes(one.vendor.id) for one in office.computers] == [0, 3]


def test_a_wrong_count_is_told_once_and_put_right() -> None:
    office = Office()
    office.do("send", 0, 1)
    Holding.objects.update(stored_bytes=77)
    vendor = office.computers[0].vendor
    assert list(fsck.damaged_records()) == [fsck.Damage("quota", vendor.id)]
    assert holdings.stored_bytes(vendor.id) == 2
    assert list(fsck.damaged_records()) == []


def test_a_beginning_sums_no_originals(django_assert_max_num_queries: Any) -> None:
    office = Office()
    office.do("send", 0, 1)
    with django_assert_max_num_queries(12) as seen:
        uploads.create(office.computers[0].viewer, Wish(length=5))
    summed = [query["sql"] for query in seen.captured_queries if "SUM(" in query["sql"].upper()]
    assert summed
    assert not [sql for sql in summed if 'FROM "blob"' in sql]
