"""파기: the content goes, hash and receipt and tombstone stay; and who may read the log."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import Contact, RegistrationState, Role, Terms
from vendorcore.errors import InvalidEntry, Refused

from tests.vendorserver.builders import (
    NEW,
    NOW,
    Computer,
    a_computer,
    a_contract,
    a_stored_contract,
    an_account,
    an_attachment,
    an_institution,
    later,
)
from tests.vendorserver.portal.conftest import browser_of
from tests.vendorserver.services.applications import an_application
from vendorserver.models import (
    Attachment,
    AuditEntry,
    Blob,
    Contract,
    Delivery,
    Erasure,
    Receipt,
    Supplement,
)
from vendorserver.services import (
    accounts,
    audit,
    contracts,
    derived,
    erasing,
    evidence,
    fsck,
    registration,
    second_factor,
    supplements,
)
from vendorserver.services.access import viewer_of
from vendorserver.services.registration import Decision
from vendorserver.settings import current
from vendorserver.storage import blobs

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(data_dir: Path) -> tuple[Computer, Client, str]:
    institution, computer = an_institution(), a_computer()
    contract = a_stored_contract(computer.viewer, institution)
    attachment, _receipt = an_attachment(computer, contract)
    derived.keep_thumbnail(Attachment.objects.get().sha256, b"small")
    officer = an_account(Role.MANAGER, institution)
    wish = supplements.Ask(reason="사유", person="김담당", phone="02-1", hours=8)
    supplements.ask(viewer_of(officer), attachment, wish, NOW)
    return computer, browser_of(officer), attachment


def test_the_content_goes_and_its_proof_stays(office: tuple[Computer, Client, str]) -> None:
    computer, officer, attachment = office
    sha256 = Attachment.objects.get().sha256
    operator = an_account(Role.ADMIN)
    erasing.erase_evidence(operator, attachment, "얼굴이 찍혀 지워 달라는 요청", NOW)
    assert blobs().size(sha256) == -1
    assert not derived.thumbnail_path(sha256).exists()
    with pytest.raises(Refused, match="not-found"):
        evidence.original(computer.viewer, attachment)
    assert evidence.receipt(computer.viewer, attachment).payload["sha256"] == sha256
    page = officer.get(f"/evidence/{attachment}").content.decode()
    assert "원본을 파기했습니다" in page
    assert "얼굴이 찍혀" in page
    assert sha256 in page
    assert officer.get(f"/api/v1/attachments/{attachment}/original").status_code == 404
    stone = Erasure.objects.get()
    assert (stone.account, stone.sha256) == (operator.id, sha256)
    assert list(fsck.damaged_records()) == []
    assert Supplement.objects.get().person == ""
    assert Receipt.objects.count() == 1


def test_a_file_that_is_evidence_elsewhere_stays_there(
    office: tuple[Computer, Client, str],
) -> None:
    computer, _officer, attachment = office
    other, _receipt = an_attachment(computer, a_stored_contract(computer.viewer))
    erasing.erase_evidence(an_account(Role.ADMIN), attachment, "사유", NOW)
    assert Blob.objects.count() == 1
    assert evidence.original(computer.viewer, other).size_bytes > 0


def test_nobody_erases_without_right_or_reason_or_twice(
    office: tuple[Computer, Client, str],
) -> None:
    _computer, _officer, attachment = office
    with pytest.raises(Refused, match="forbidden"):
        erasing.erase_evidence(an_account(Role.SUPPORT), attachment, "사유", NOW)
    operator = an_account(Role.ADMIN)
    with pytest.raises(InvalidEntry):
        erasing.erase_evidence(operator, attachment, " ", NOW)
    erasing.erase_evidence(operator, attachment, "사유", NOW)
    with pytest.raises(Refused, match="not-found"):
        erasing.erase_evidence(operator, attachment, "사유", NOW)


def test_a_person_who_left_is_forgotten_and_the_log_stays_whole(data_dir: Path) -> None:
    operator, gone = an_account(Role.ADMIN), an_account(Role.OFFICE, login="gone", email="g@b.kr")
    with pytest.raises(Refused, match="account-still-open"):
        erasing.erase_person(operator, "gone", "퇴직", NOW)
    gone.is_active = False
    gone.save()
    with pytest.raises(Refused, match="account-unknown"):
        erasing.erase_person(operator, "nobody", "퇴직", NOW)
    with pytest.raises(InvalidEntry):
        erasing.erase_person(operator, "gone", "", NOW)
    with pytest.raises(Refused, match="forbidden"):
        erasing.erase_person(an_account(Role.OWNER), "gone", "퇴직", NOW)
    erasing.erase_person(operator, "gone", "퇴직", NOW)
    gone.refresh_from_db()
    assert (gone.name, gone.email, gone.login) == ("", "", f"erased-{gone.id}")
    assert audit.first_broken() == 0


def test_nothing_that_names_a_person_who_was_forgotten_stays(data_dir: Path) -> None:
    operator = an_account(Role.ADMIN)
    row = registration.apply(an_application(login="hong@example.kr"), NOW)
    registration.decide(operator, row.id, Decision(RegistrationState.APPROVED), NOW)
    row.refresh_from_db()
    assert row.account is not None
    second_factor.accept_mailbox(row.account, NOW)
    accounts.deactivate(row.account, NOW)
    erasing.erase_person(operator, "hong@example.kr", "퇴직", NOW)
    row.refresh_from_db()
    left = (row.login, row.contact_name, row.contact_email, *row.values.values())
    assert not {"hong@example.kr", "홍길동", "010-1234-5678"} & set(left)
    assert (row.organisation, row.values["organisation"]) == ("한빛가구", "한빛가구")
    assert not Delivery.objects.filter(notice__account=row.account).exists()
    assert not second_factor.is_set_up(row.account)


def test_places_and_phones_of_contracts_long_over_are_forgotten(
    office: tuple[Computer, Client, str], settings: Settings
) -> None:
    facts = {"name": "x", "latitude": 37.5, "longitude": 127.0, "serial": "1", "make": "Canon"}
    Attachment.objects.update(facts=facts)
    assert erasing.forget_people(later(days=4000)) == 0
    Contract.objects.update(state="closed")
    settings.SERVER = dataclasses.replace(current(), retention_days=100)
    assert erasing.forget_people(later(days=50)) == 0
    assert erasing.forget_people(later(days=101)) == 1
    row = Attachment.objects.get()
    assert row.facts == {"name": "x", "make": "Canon"}
    assert (Supplement.objects.get().phone, row.erased_at) == ("", None)
    assert erasing.forget_people(later(days=102)) == 0


def test_the_person_in_charge_of_a_contract_long_over_is_forgotten(
    data_dir: Path, settings: Settings
) -> None:
    viewer, known = a_computer().viewer, Contact(name="김담당", phone="02-1", mail="kim@korea.kr")
    contract = contracts.put(viewer, a_contract(terms=Terms(contact=known)), NEW, NOW)[0]
    Contract.objects.update(state="closed")
    settings.SERVER = dataclasses.replace(current(), retention_days=100)
    erasing.forget_people(later(days=50))
    assert contracts.one(viewer, contract.id).terms.contact == known
    erasing.forget_people(later(days=101))
    assert contracts.one(viewer, contract.id).terms.contact == Contact()


def test_the_auditor_reads_the_log_and_nothing_else(
    office: tuple[Computer, Client, str],
) -> None:
    auditor = an_account(Role.AUDITOR, login="auditor")
    browser = browser_of(auditor)
    page = browser.get("/audit").content.decode()
    assert "attachment.put" in page
    assert "02-1" not in page
    assert AuditEntry.objects.filter(action="audit.read", account=auditor.id).exists()
    assert "attachment.put" not in browser.get("/audit?action=audit").content.decode()
    assert "attachment.put" not in browser.get("/audit?to=2001-01-01&from=x").content.decode()
    assert "audit.read" in browser.get("/audit?login=auditor").content.decode()
    assert browser_of(an_account(Role.ADMIN)).get("/audit").status_code == 403
