"""Which role reads which field: every page and call is walked as each role and searched."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from vendorcore.domain import Contact, Institution, Party, PartyRole, Role, Side, Terms
from vendorcore.evidence import Facts

from tests.vendorserver.builders import (
    NEW,
    a_computer,
    a_contract,
    an_account,
    an_attachment,
    an_institution,
)
from tests.vendorserver.portal.conftest import browser_of
from tests.vendorserver.services.applications import PDF, an_application
from tests.vendorserver.test_outsider import WAITING, everything
from vendorserver import models
from vendorserver.models import Attachment, ContractItem, ContractProcess, Device
from vendorserver.services import (
    break_glass,
    contracts,
    invitations,
    papers,
    registration,
    supplements,
)
from vendorserver.services.access import viewer_of
from vendorserver.services.fields import FIELDS, OPENED
from vendorserver.services.policy import TABLE

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.domain import Contract

    from vendorserver.models import Account
    from vendorserver.services.access import Viewer
    from vendorserver.services.registration import Application

pytestmark = pytest.mark.django_db
CONTENT = b"a photo whose words are known"
# One word for each field, that stands nowhere else.
WORDS = {
    "attachment.sha256": hashlib.sha256(CONTENT).hexdigest(),
    "contract.name": "은밀한 책상 계약",
    "contract.number": "R26NUMBER77",
    "contract.contact.name": "계약담당김",
    "contract.contact.phone": "02-111-2222",
    "contract.contact.mail": "contact@field.example",
    "contract.terms.note": "특약의 말",
    "item.detail_name": "비밀책상품",
    "item.unit_price": "7654321",
    "plan.text": "계획의 말",
    "attachment.name": "FIELDNAME.JPG",
    "attachment.note": "설명의 말",
    "attachment.reason": "사유의 말",
    "facts.camera": "FieldCam X1",
    "facts.serial": "SERIAL998877",
    "facts.gps": "37.123456",
    "finding.of-another-vendor": "OTHERFIRM77",
    "supplement.reason": "보완할 말",
    "supplement.person": "보완담당박",
    "supplement.phone": "02-333-4444",
    "invitation.email": "invited@field.example",
    "account.email": "account@field.example",
    "computer.name": "FIELD-PC-01",
    "application.contact.name": "신청담당이",
    "application.contact.phone": "02-555-6666",
    "application.contact.email": "apply@field.example",
    "application.representative": "신청대표최",
    "application.paper.name": "FIELDSCAN.pdf",
}


@pytest.fixture
def ids(data_dir: Path) -> dict[str, str]:
    """One contract, its evidence and an application, each field with its own word."""
    institution = an_institution("속초시")
    computer = a_computer(an_account(Role.OWNER, email=WORDS["account.email"]))
    Device.objects.update(name=WORDS["computer.name"])
    contract = _a_contract(computer.viewer, institution)
    attachment = _a_piece(an_attachment(computer, contract, CONTENT)[0])
    officer = viewer_of(an_account(Role.MANAGER, institution, email=WORDS["account.email"]))
    ask = supplements.Ask(
        reason=WORDS["supplement.reason"],
        person=WORDS["supplement.person"],
        phone=WORDS["supplement.phone"],
        hours=8,
    )
    now = timezone.now()
    asked = supplements.ask(officer, attachment.id, ask, now)
    email = WORDS["invitation.email"]
    invitations.invite(computer.viewer, contract.id, "한빛초등학교", email, now)
    row = registration.apply(_an_application(), now)
    scan = papers.put(row, "business-licence", WORDS["application.paper.name"], PDF, now)
    return {
        "contract_id": contract.id,
        "attachment_id": attachment.id,
        "submission_id": attachment.submission_id,
        "request_id": asked.id,
        "registration_id": row.id,
        "paper_id": scan.id,
        "vendor_id": computer.vendor.id,
        "institution_id": institution.id,
    }


def _a_contract(viewer: Viewer, institution: models.Institution) -> Contract:
    contact = Contact(
        name=WORDS["contract.contact.name"],
        phone=WORDS["contract.contact.phone"],
        mail=WORDS["contract.contact.mail"],
    )
    here = Institution(code=institution.code, name=institution.name)
    absent = Institution(code="", name="한빛초등학교")
    parties = (
        Party(role=PartyRole.CONTRACTING, institution=here),
        Party(role=PartyRole.DEMANDING, institution=absent),
    )
    wish = a_contract(
        institution,
        name=WORDS["contract.name"],
        number=WORDS["contract.number"],
        parties=parties,
        terms=Terms(note=WORDS["contract.terms.note"], contact=contact),
    )
    made = contracts.put(viewer, wish, NEW, timezone.now())[0]
    price = int(WORDS["item.unit_price"])
    ContractItem.objects.update(detail_name=WORDS["item.detail_name"], unit_price=price)
    ContractProcess.objects.update(text=WORDS["plan.text"])
    return made


def _a_piece(attachment_id: str) -> Attachment:
    facts = Facts(
        name=WORDS["attachment.name"],
        make="FieldCam",
        model=WORDS["facts.camera"],
        serial=WORDS["facts.serial"],
        latitude=float(WORDS["facts.gps"]),
        longitude=127.5,
    )
    foreign = {"code": WORDS["finding.of-another-vendor"], "level": "warn", "values": {}}
    Attachment.objects.update(
        name=WORDS["attachment.name"],
        note=WORDS["attachment.note"],
        reason=WORDS["attachment.reason"],
        facts=facts.to_json(),
        client_facts=facts.to_json(),
        cross_findings=[foreign],
        verdict="pass",
        weighed_at=timezone.now(),
    )
    return Attachment.objects.get(id=attachment_id)


def _an_application() -> Application:
    return an_application(
        login="applicant",
        values={
            "contact_name": WORDS["application.contact.name"],
            "contact_phone": WORDS["application.contact.phone"],
            "contact_email": WORDS["application.contact.email"],
            "representative": WORDS["application.representative"],
        },
    )


def somebody(role: Role, ids: dict[str, str]) -> Account:
    """Return a person of a party in this role, or an operator."""
    if role.side is Side.VENDOR:
        return an_account(role, models.Vendor.objects.get(id=ids["vendor_id"]))
    if role.side is Side.INSTITUTION:
        return an_account(role, models.Institution.objects.get(id=ids["institution_id"]))
    return an_account(role)


def read_by(account: Account, ids: dict[str, str]) -> set[str]:
    """Return the fields whose word stands on any page or in any answer that this person gets."""
    browser = browser_of(account)
    names = {name for _method, route in TABLE for name in re.findall(r"\{(\w+)\}", route)}
    fill = dict.fromkeys(names, "x") | ids
    walked = [route for method, route in TABLE if method == "GET" and route not in WAITING]
    text = "".join(everything(browser.get(route.format_map(fill))) for route in walked)
    return {field for field, word in WORDS.items() if word in _plain(text)}


def _plain(text: str) -> str:
    """Return a text in which numbers are written without marks."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


@pytest.mark.parametrize("role", Role)
def test_each_role_reads_the_fields_of_the_table_and_no_other(
    ids: dict[str, str], role: Role
) -> None:
    due = {field for field, roles in FIELDS.items() if role in roles}
    assert read_by(somebody(role, ids), ids) == due


def test_break_glass_opens_what_the_table_says(ids: dict[str, str]) -> None:
    operator = an_account(Role.SUPPORT)
    reason, now = "오류 신고를 확인합니다", timezone.now()
    break_glass.open_contract(viewer_of(operator), ids["contract_id"], reason, now)
    assert read_by(operator, ids) == set(OPENED)


def test_every_field_of_the_table_has_a_word() -> None:
    assert FIELDS.keys() == WORDS.keys()
    assert set(OPENED) <= FIELDS.keys()
