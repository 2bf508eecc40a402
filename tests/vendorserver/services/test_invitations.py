"""The officer of an institution that is not here yet: invited, approved, bound to one contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import Contract, Institution, Party, PartyRole, RegistrationState, Role
from vendorcore.errors import InvalidEntry, Refused

from tests.vendorserver.builders import (
    NEW,
    NOW,
    Computer,
    a_computer,
    a_contract,
    a_submission,
    an_account,
    an_institution,
    later,
)
from vendorserver.models import ContractParty, Invitation, Registration
from vendorserver.services import contracts, invitations, registration, visible
from vendorserver.services.access import viewer_of
from vendorserver.services.registration import Decision

if TYPE_CHECKING:
    from django.core.mail import EmailMessage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]
SCHOOL = "한빛초등학교"
SAID = {"organisation": SCHOOL, "contact_name": "김교사", "contact_phone": "033-123-4567"}
APPROVED = Decision(RegistrationState.APPROVED)


def a_contract_for(name: str, code: str = "", *, computer: Computer | None = None) -> Contract:
    party = Party(role=PartyRole.DEMANDING, institution=Institution(code=code, name=name))
    computer = computer or a_computer()
    made = contracts.put(computer.viewer, a_contract(parties=(party,)), NEW, NOW)[0]
    a_submission(computer.viewer, made)
    return made


def invited(computer: Computer, contract: Contract, name: str = SCHOOL) -> Invitation:
    return invitations.invite(computer.viewer, contract.id, name, "Teacher@School.kr", NOW)


def token_in(letter: EmailMessage) -> str:
    line = next(line for line in str(letter.body).splitlines() if "/invited/" in line)
    return line.rpartition("/")[2]


def test_an_approval_binds_the_party_and_sends_the_way_in(
    mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: object
) -> None:
    computer = a_computer()
    contract = a_contract_for(SCHOOL, computer=computer)
    invited(computer, contract)
    assert mailoutbox[0].to == ["teacher@school.kr"]
    row = invitations.accept(token_in(mailoutbox[0]), SAID, NOW)
    assert (row.login, row.state, row.number) == ("teacher@school.kr", "pending", "")
    with django_capture_on_commit_callbacks(execute=True):
        decided = registration.decide(an_account(Role.APPROVER), row.id, APPROVED, NOW)
    assert decided.account is not None
    officer = viewer_of(decided.account)
    assert [one.id for one in visible.contracts(officer)] == [contract.id]
    assert f"/contracts/{contract.id}" not in str(mailoutbox[-1].body)
    assert "/begin/" in str(mailoutbox[-1].body)


def test_a_refusal_is_told_with_its_reason(
    mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: object
) -> None:
    computer = a_computer()
    invited(computer, a_contract_for(SCHOOL, computer=computer))
    row = invitations.accept(token_in(mailoutbox[0]), SAID, NOW)
    no = Decision(RegistrationState.REJECTED, "기관 전화로 확인되지 않음")
    with django_capture_on_commit_callbacks(execute=True):
        registration.decide(an_account(Role.ADMIN), row.id, no, NOW)
    assert "확인되지 않음" in str(mailoutbox[-1].body)
    assert ContractParty.objects.get().institution is None


def test_a_party_with_another_code_is_not_bound(mailoutbox: list[EmailMessage]) -> None:
    computer = a_computer()
    first = a_contract_for(SCHOOL, computer=computer)
    other = a_contract_for("다른학교", computer=computer)
    invited(computer, first)
    row = invitations.accept(token_in(mailoutbox[0]), SAID, NOW)
    account = registration.decide(an_account(Role.ADMIN), row.id, APPROVED, NOW).account
    assert account is not None
    assert [one.id for one in visible.contracts(viewer_of(account))] == [first.id]
    assert other.id not in [one.id for one in visible.contracts(viewer_of(account))]


def test_an_address_works_once_and_the_newest_alone(mailoutbox: list[EmailMessage]) -> None:
    computer = a_computer()
    contract = a_contract_for(SCHOOL, computer=computer)
    invited(computer, contract)
    invited(computer, contract)
    old, new = map(token_in, mailoutbox)
    with pytest.raises(Refused, match="link-spent"):
        invitations.accept(old, SAID, NOW)
    assert invitations.look(new, later(days=15)) is None
    invitations.accept(new, SAID, NOW)
    with pytest.raises(Refused, match="link-spent"):
        invitations.accept(new, SAID, NOW)
    assert Registration.objects.count() == 1


def test_only_the_vendors_office_invites_and_only_to_what_was_handed_in(
    mailoutbox: list[EmailMessage],
) -> None:
    computer = a_computer()
    draft = contracts.put(computer.viewer, a_contract(), NEW, NOW)[0]
    with pytest.raises(Refused, match="not-registered-yet"):
        invitations.invite(computer.viewer, draft.id, SCHOOL, "a@b.kr", NOW)
    contract = a_contract_for(SCHOOL, computer=computer)
    with pytest.raises(InvalidEntry):
        invitations.invite(computer.viewer, contract.id, "없는기관", "a@b.kr", NOW)
    with pytest.raises(InvalidEntry):
        invitations.invite(computer.viewer, contract.id, SCHOOL, "no address", NOW)
    factory = viewer_of(an_account(Role.FACTORY, computer.vendor))
    with pytest.raises(Refused, match="forbidden"):
        invitations.invite(factory, contract.id, SCHOOL, "a@b.kr", NOW)
    with pytest.raises(Refused, match="not-found"):
        invitations.invite(a_computer().viewer, contract.id, SCHOOL, "a@b.kr", NOW)
    assert mailoutbox == []


def test_nobody_floods_a_mailbox(mailoutbox: list[EmailMessage]) -> None:
    computer = a_computer()
    contract = a_contract_for(SCHOOL, computer=computer)
    for _one in range(invitations.MOST_A_DAY):
        invited(computer, contract)
    with pytest.raises(Refused, match="too-many-letters"):
        invited(computer, contract)


def test_the_vendor_sees_how_far_its_invitations_are(mailoutbox: list[EmailMessage]) -> None:
    computer = a_computer()
    contract = a_contract_for(SCHOOL, computer=computer)
    invited(computer, contract)
    assert len(invitations.of(computer.viewer, contract.id)) == 1
    assert invitations.of(a_computer().viewer, contract.id) == []
    institution = an_institution(SCHOOL)
    officer = viewer_of(an_account(Role.MANAGER, institution))
    assert invitations.of(officer, contract.id) == []
