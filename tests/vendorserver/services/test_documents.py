"""Papers of contracts: taken into custody, given to the parties, kept, erased."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import Role, new_id
from vendorcore.errors import Busy, Conflict, InvalidEntry, Refused, VendorError
from vendorcore.protocol import Receipt

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_paper,
    a_stored_contract,
    a_submission,
    an_account,
    an_arrival,
    an_attachment,
    an_institution,
    later,
)
from vendorserver import models
from vendorserver.services import (
    contracts,
    documents,
    erasing,
    fsck,
    receipts,
    revisions,
    uploads,
    viewings,
    visible,
)
from vendorserver.services.access import viewer_of
from vendorserver.services.backup import back_up, bring_back
from vendorserver.services.contracts import Precondition
from vendorserver.services.signing import public_keys
from vendorserver.services.upload_room import room
from vendorserver.settings.folder import write_settings
from vendorserver.storage import blobs

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.domain import Contract

    from tests.vendorserver.builders import Computer
    from vendorserver.services.documents import NewDocument

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a contract"


@pytest.fixture
def computer(data_dir: Path) -> Computer:
    return a_computer()


def a_registered(computer: Computer, *institutions: models.Institution) -> Contract:
    contract = a_stored_contract(computer.viewer, *institutions)
    a_submission(computer.viewer, contract)
    return contract


def take_out(computer: Computer, contract: Contract) -> None:
    """Change the contract so that it names no papers any more."""
    present = contracts.one(computer.viewer, contract.id)
    wish = replace(present, documents=(), reason="잘못 붙였습니다")
    contracts.put(computer.viewer, wish, Precondition(if_match=f'"{present.version}"'), NOW)


def test_a_paper_gets_a_receipt_of_the_same_log(computer: Computer) -> None:
    contract = a_registered(computer)
    wish = an_arrival(computer.viewer, contract, PDF)
    an_attachment(computer, contract)
    signed, new = documents.put(computer.viewer, wish, NOW)
    receipt = Receipt.check(signed, public_keys())
    assert (new, receipt.op_id, receipt.contract, receipt.process) == (
        True,
        wish.id,
        contract.id,
        "",
    )
    assert (receipt.log_index, receipts.first_broken()) == (2, 0)
    assert documents.put(computer.viewer, wish, later(hours=1)) == (signed, False)
    assert documents.receipt(computer.viewer, wish.id) == signed


def test_a_changed_paper_shows_in_the_log(computer: Computer) -> None:
    wish = a_paper(computer.viewer, a_registered(computer))
    models.ContractDocument.objects.filter(id=wish.id).update(sha256="0" * 64)
    assert receipts.first_broken() == 1


def test_the_same_operation_is_for_one_paper(computer: Computer) -> None:
    wish = a_paper(computer.viewer, a_registered(computer))
    with pytest.raises(Conflict):
        documents.put(computer.viewer, replace(wish, sha256="0" * 64), NOW)


def other_size(wish: NewDocument) -> NewDocument:
    return replace(wish, size_bytes=wish.size_bytes + 1)


def other_hash(wish: NewDocument) -> NewDocument:
    return replace(wish, sha256="0" * 64)


def other_name(wish: NewDocument) -> NewDocument:
    return replace(wish, document=new_id())


@pytest.mark.parametrize("changed", [other_size, other_hash, other_name])
def test_only_what_the_contract_names_is_taken(computer: Computer, changed: object) -> None:
    wish = an_arrival(computer.viewer, a_registered(computer), PDF)
    with pytest.raises(InvalidEntry, match="document-not-named"):
        documents.put(computer.viewer, changed(wish), NOW)  # type: ignore[operator]  # see above
    assert not models.Receipt.objects.exists()


def test_the_bytes_are_what_was_promised(computer: Computer) -> None:
    wish = an_arrival(computer.viewer, a_registered(computer), PDF)
    other = an_arrival(computer.viewer, a_registered(computer), b"%PDF-1.7 another")
    with pytest.raises(Refused, match="hash-mismatch"):
        documents.put(computer.viewer, replace(wish, upload=other.upload), NOW)


def test_an_upload_that_is_not_whole_is_waited_for(computer: Computer) -> None:
    wish = an_arrival(computer.viewer, a_registered(computer), PDF)
    models.Upload.objects.filter(id=wish.upload).update(state=models.UploadState.OPEN)
    with pytest.raises(Busy, match="upload-incomplete"):
        documents.put(computer.viewer, wish, NOW)


@pytest.mark.parametrize("content", [b"MZ\x90\x00 a program", b"<html><script>"])
def test_what_can_run_is_not_taken_whatever_its_name(computer: Computer, content: bytes) -> None:
    wish = an_arrival(computer.viewer, a_registered(computer), content)
    with pytest.raises(InvalidEntry, match="document-can-run"):
        documents.put(computer.viewer, wish, NOW)


def test_the_parties_alone_can_fetch_it(computer: Computer) -> None:
    institution = an_institution()
    contract = a_registered(computer, institution)
    wish = a_paper(computer.viewer, contract)
    officer = viewer_of(an_account(Role.INSPECTOR, institution))
    for viewer in (computer.viewer, officer):
        file = documents.original(viewer, contract.id, wish.document, NOW)
        assert b"".join(file.read(0, file.size_bytes)) == PDF
    other = viewer_of(an_account(Role.INSPECTOR, an_institution("강릉시")))
    for viewer in (a_computer().viewer, other, viewer_of(an_account(Role.ADMIN))):
        with pytest.raises(Refused, match="not-found"):
            documents.original(viewer, contract.id, wish.document, NOW)
        assert not visible.documents(viewer).exists()
    actions = models.AuditEntry.objects.filter(action="document.original")
    assert [row.account for row in actions] == [computer.viewer.account_id, officer.account_id]


def test_a_look_at_a_paper_stands_in_the_log_that_both_parties_read(computer: Computer) -> None:
    institution = an_institution()
    contract = a_registered(computer, institution)
    wish = a_paper(computer.viewer, contract)
    officer = viewer_of(an_account(Role.INSPECTOR, institution))
    for viewer in (computer.viewer, officer, officer):
        documents.original(viewer, contract.id, wish.document, NOW)

    for reader in (computer.viewer, officer):
        (look,) = viewings.of_contract(reader, contract.id)
        assert (look.account_id, look.action) == (officer.account_id, viewings.ORIGINAL)
        assert look.document is not None
        assert look.document.name == wish.name


def test_a_paper_of_a_draft_is_its_vendors(computer: Computer) -> None:
    institution = an_institution()
    contract = a_stored_contract(computer.viewer, institution)
    wish = a_paper(computer.viewer, contract)
    assert (
        documents.original(computer.viewer, contract.id, wish.document, NOW).sha256 == wish.sha256
    )
    officer = viewer_of(an_account(Role.MANAGER, institution))
    with pytest.raises(Refused, match="not-found"):
        documents.original(officer, contract.id, wish.document, NOW)


def test_what_was_taken_out_of_the_contract_is_for_its_vendor_alone(computer: Computer) -> None:
    institution = an_institution()
    contract = a_registered(computer, institution)
    wish = a_paper(computer.viewer, contract)
    take_out(computer, contract)
    officer = viewer_of(an_account(Role.MANAGER, institution))
    with pytest.raises(Refused, match="not-found"):
        documents.original(officer, contract.id, wish.document, NOW)
    assert documents.original(computer.viewer, contract.id, wish.document, NOW).name == wish.name


def test_the_page_tells_what_has_arrived(computer: Computer) -> None:
    contract = a_registered(computer)
    here = a_paper(computer.viewer, contract)
    away = an_arrival(computer.viewer, contract, b"%PDF-1.7 later", name="규격서.pdf")
    row = models.Contract.objects.get(id=contract.id)
    shown = documents.of_contract(computer.viewer, row)
    assert [(one.id, one.arrived_at, one.may_open) for one in shown] == [
        (here.document, NOW, True),
        (away.document, None, False),
    ]


def test_the_history_names_the_papers_that_came_and_went(computer: Computer) -> None:
    contract = a_registered(computer)
    a_paper(computer.viewer, contract)
    take_out(computer, contract)
    gone, came = revisions.of(computer.viewer, contract.id)
    assert [(one.field, one.before, one.after) for one in came.differences] == [
        ("documents", "", "계약서.pdf")
    ]
    assert [(one.field, one.before, one.after) for one in gone.differences] == [
        ("documents", "계약서.pdf", "")
    ]


def test_its_bytes_are_custody_like_evidence(computer: Computer) -> None:
    wish = a_paper(computer.viewer, a_registered(computer))
    before = room(computer.vendor.id).quota_left
    models.Upload.objects.all().delete()
    uploads.clean_up(later(days=400))
    assert (blobs().size(wish.sha256), room(computer.vendor.id).quota_left) == (len(PDF), before)
    assert list(fsck.damaged_records()) == []
    models.Blob.objects.all().delete()
    found = [(damage.kind, damage.subject) for damage in fsck.damaged_records()]
    assert found == [("document", wish.id), ("quota", computer.vendor.id)]


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_backup_brings_its_bytes_back(computer: Computer, tmp_path: Path) -> None:
    write_settings(tmp_path / "data", {"server_id": "memory", "name": "시험"})
    contract = a_registered(computer)
    wish = a_paper(computer.viewer, contract)
    models.Upload.objects.all().delete()
    back_up(tmp_path / "backup", NOW, lambda names, _count: names)
    blobs().delete(wish.sha256)
    assert bring_back(tmp_path / "backup", lambda names, _count: names).originals == 1
    file = documents.original(computer.viewer, contract.id, wish.document, NOW)
    assert b"".join(file.read(0, file.size_bytes)) == PDF


def test_an_erased_paper_leaves_hash_receipt_and_tombstone(computer: Computer) -> None:
    contract = a_registered(computer)
    wish = a_paper(computer.viewer, contract)
    made = erasing.erase_document(an_account(Role.ADMIN), wish.id, "법원의 결정", NOW)
    assert (made.kind, made.subject, made.sha256) == ("document", wish.id, wish.sha256)
    assert models.Blob.objects.count() == 0
    with pytest.raises(Refused, match="not-found"):
        documents.original(computer.viewer, contract.id, wish.document, NOW)
    row = models.Contract.objects.get(id=contract.id)
    assert [one.erased for one in documents.of_contract(computer.viewer, row)] == [True]
    assert (receipts.first_broken(), list(fsck.damaged_records())) == (0, [])
    with pytest.raises(Refused, match="not-found"):
        erasing.erase_document(an_account(Role.ADMIN), wish.id, "다시", NOW)


def test_erasing_a_photo_of_the_same_content_keeps_the_paper(computer: Computer) -> None:
    contract = a_registered(computer)
    wish = a_paper(computer.viewer, contract)
    photo, _ = an_attachment(computer, contract, PDF)
    erasing.erase_evidence(an_account(Role.ADMIN), photo, "법원의 결정", NOW)
    assert models.Blob.objects.filter(sha256=wish.sha256).exists()
    assert list(fsck.damaged_records()) == []


@pytest.mark.parametrize("role", [Role.ADMIN, Role.MANAGER])
def test_erasing_needs_an_operator_and_a_reason(computer: Computer, role: Role) -> None:
    wish = a_paper(computer.viewer, a_registered(computer))
    with pytest.raises(VendorError, match=r"forbidden|invalid-entry"):
        erasing.erase_document(an_account(role), wish.id, "", NOW)


def test_ids_that_are_none_are_refused() -> None:
    with pytest.raises(InvalidEntry):
        documents.NewDocument(
            id="x", contract="x", document="x", upload="x", sha256="x", size_bytes=1, name="x"
        )
