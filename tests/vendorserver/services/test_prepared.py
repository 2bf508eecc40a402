"""Statements that are put together once find and write the same as those of Django."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction

from vendorcore.domain import new_id
from vendorcore.errors import Conflict

from tests.vendorserver.builders import (
    NOW,
    Computer,
    a_computer,
    a_finished_upload,
    a_stored_contract,
    a_submission,
    an_account,
    an_attachment,
)
from vendorserver import models
from vendorserver.models import Account, Attachment, AuditEntry, Blob, Contract, Job, Submission
from vendorserver.models.prepared import Prepared, insert, insert_unless_known, known, update
from vendorserver.services import attaching, upload_ends, uploads, visible
from vendorserver.storage import blobs

if TYPE_CHECKING:
    from django.db.models import Model

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("data_dir")]

of_account = Prepared(lambda login: Account.objects.filter(login=login, is_active=True))
in_contract = Prepared(lambda contract, id_: Submission.objects.filter(contract=contract, id=id_))
one = Prepared(lambda id_: Attachment.objects.filter(id=id_))


def values(row: Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def an_entry(number: int) -> AuditEntry:
    return AuditEntry(
        number=number,
        at=NOW,
        account=new_id(),
        action="a.b",
        details={"이름": "홍길동", "n": [1, None]},
        previous_hash=f"{number:064}",
        entry_hash=f"{number + 1:064}",
    )


def test_a_row_is_found_as_django_finds_it() -> None:
    computer = a_computer()
    contract = a_stored_contract(computer.viewer)
    attachment, _ = an_attachment(computer, contract)
    found = one.first(attachment)
    assert found is not None
    assert values(found) == values(Attachment.objects.get(id=attachment))
    assert found == Attachment.objects.get(id=attachment)


def test_a_sealed_name_is_opened() -> None:
    account = an_account(name="김 사장")
    found = of_account.first(account.login)
    assert found is not None
    assert found.name == "김 사장"


def test_all_conditions_count() -> None:
    computer = a_computer()
    contract, other = a_stored_contract(computer.viewer), a_stored_contract(computer.viewer)
    submission = a_submission(computer.viewer, contract)
    assert in_contract.first(contract.id, submission) is not None
    assert in_contract.first(other.id, submission) is None
    account = an_account(is_active=False)
    assert of_account.first(account.login) is None


def test_no_text_is_taken_for_a_place() -> None:
    assert of_account.first("place 0") is None
    an_account(login="place 0")
    assert of_account.first("place 0") is not None
    assert of_account.first("' OR 1=1 --") is None


def test_another_thread_finds_the_same() -> None:
    account = an_account()

    def looked_up() -> Account | None:
        try:
            return of_account.first(account.login)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as beside:
        assert of_account.first(account.login) == beside.submit(looked_up).result() == account


def test_what_is_inserted_is_read_as_it_was() -> None:
    entry = an_entry(1)
    insert(entry)
    assert values(AuditEntry.objects.get(number=1)) == values(entry)
    entry.action = "c"
    entry.save()  # it is known as a row that is there
    assert AuditEntry.objects.get().action == "c"


def test_nothing_is_inserted_twice() -> None:
    insert(an_entry(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(an_entry(1))
    job = {"kind": "weigh", "subject": "a", "run_after": NOW, "created_at": NOW}
    assert insert_unless_known(Job(**job))
    assert not insert_unless_known(Job(**job))
    assert Job.objects.count() == 1


def test_what_is_known_is_known() -> None:
    blob = Blob(sha256="a" * 64, size_bytes=1, stored_at=NOW)
    assert not known(Blob, blob.sha256)
    insert(blob)
    assert known(Blob, blob.sha256)


def test_only_rows_that_are_as_expected_are_changed() -> None:
    insert(Blob(sha256="a" * 64, size_bytes=1, stored_at=NOW))
    later = NOW + timedelta(days=1)
    assert update(Blob, {"stored_at": later}, sha256="a" * 64, size_bytes=2) == 0
    assert Blob.objects.get().stored_at == NOW
    assert update(Blob, {"stored_at": later, "size_bytes": 3}, sha256="a" * 64) == 1
    assert (Blob.objects.get().stored_at, Blob.objects.get().size_bytes) == (later, 3)


def test_a_failed_statement_lets_nothing_of_its_transaction_stand() -> None:
    insert(an_entry(1))
    with transaction.atomic():
        insert(Blob(sha256="a" * 64, size_bytes=1, stored_at=NOW))
        with suppress(IntegrityError):
            insert(an_entry(1))
    assert not Blob.objects.exists()


def test_a_value_without_a_place_is_noticed() -> None:
    forgetful = Prepared(
        lambda vendor, id_: Contract.objects.filter(id=id_) if vendor else Contract.objects.none()
    )
    with pytest.raises(TypeError):
        forgetful.first(new_id(), new_id())
    with pytest.raises(TypeError):
        update(Blob, {"size_bytes": 1}, sha256=None)


def test_a_vendor_finds_its_own_alone() -> None:
    mine, other = a_computer(), a_computer()
    contract = a_stored_contract(mine.viewer)
    sent = a_finished_upload(mine.viewer, b"a photo")
    sha256 = hashlib.sha256(b"a photo").hexdigest()

    def found(computer: Computer) -> list[bool]:
        viewer = computer.viewer
        rows = (
            visible.contract(viewer, contract.id),
            uploads._mine.first(viewer.account_id, sent.id),
            uploads._sent_before.first(viewer.vendor_id, sha256),
            attaching._device.first(viewer.vendor_id, mine.device.key_id),
        )
        return [row is not None for row in rows]

    assert (found(mine), found(other)) == ([True] * 4, [False] * 4)
    models.Device.objects.update(revoked_at=NOW)
    models.Upload.objects.update(state=models.UploadState.WRONG)
    assert found(mine) == [True, True, False, False]


def test_an_upload_whose_row_is_gone_becomes_no_original() -> None:
    viewer = a_computer().viewer
    upload = uploads.create(viewer, uploads.Wish(length=7))
    blobs().begin(upload.id)
    upload.offset = blobs().append(upload.id, 0, [b"a photo"])
    models.Upload.objects.all().delete()
    with pytest.raises(Conflict), transaction.atomic():
        upload_ends.become(upload)
    assert not Blob.objects.exists()
