"""From the letter to the first photo: an officer who is not here yet needs at most five actions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from vendorcore.domain import Role

from tests.vendorserver.builders import a_computer, an_account, an_attachment
from tests.vendorserver.portal.conftest import browser_of
from tests.vendorserver.services.test_invitations import APPROVED, SCHOOL, a_contract_for
from vendorserver.models import Attachment, Registration
from vendorserver.services import derived, registration

if TYPE_CHECKING:
    from pathlib import Path

    from django.core.mail import EmailMessage

pytestmark = pytest.mark.django_db
MOST_ACTIONS = 5


class Officer:
    """Somebody with a mailbox and a browser who counts what they have to do."""

    def __init__(self) -> None:
        self.browser, self.actions, self.page = Client(), 0, ""

    def open_link_of(self, letter: EmailMessage) -> None:
        found = re.search(r"https?://[^/\s]+(/\S+)", str(letter.body))
        assert found
        self._path = found[1]
        self._seen(self.browser.get(self._path, follow=True))

    def send_form(self, **fields: str) -> None:
        known = re.findall(r'name="(\w+)" value="([^"]*)"', self.page)
        said = {name: value for name, value in known if name != "csrfmiddlewaretoken"} | fields
        self._seen(self.browser.post(self._path, said, follow=True))

    def _seen(self, answer: object) -> None:
        self.actions += 1
        assert answer.status_code == 200
        self.page = answer.content.decode()


def test_officer_sees_the_first_photo_after_at_most_five_actions(
    data_dir: Path,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: object,
) -> None:
    computer = a_computer()
    contract = a_contract_for(SCHOOL, computer=computer)
    an_attachment(computer, contract)
    derived.keep_thumbnail(Attachment.objects.get().sha256, b"small")
    vendor = browser_of(computer.device.account)
    assert (
        "아직 가입하지 않은 기관입니다" in vendor.get(f"/contracts/{contract.id}").content.decode()
    )
    said = {"party": SCHOOL, "contact_email": "teacher@school.kr"}
    vendor.post(f"/contracts/{contract.id}/invitations", said)

    officer = Officer()
    officer.open_link_of(mailoutbox[-1])
    assert "책상 구매" in officer.page
    officer.send_form(contact_name="김교사", contact_phone="033-123-4567")
    assert "신청을 받았습니다" in officer.page
    row = Registration.objects.get()
    assert "담당자가 신청함" in vendor.get(f"/contracts/{contract.id}").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        registration.decide(an_account(Role.APPROVER), row.id, APPROVED, timezone.now())
    officer.open_link_of(mailoutbox[-1])
    officer.send_form(password="긴 비밀번호 하나", password_again="긴 비밀번호 하나")
    assert "/thumbnail" in officer.page
    assert officer.actions <= MOST_ACTIONS


def test_what_was_typed_stays_when_something_is_wrong(
    data_dir: Path, mailoutbox: list[EmailMessage]
) -> None:
    computer = a_computer()
    contract = a_contract_for(SCHOOL, computer=computer)
    vendor = browser_of(computer.device.account)
    path = f"/contracts/{contract.id}/invitations"
    wrong = vendor.post(path, {"party": SCHOOL, "contact_email": "x"})
    assert (wrong.status_code, "전자우편 주소가 아닙니다" in wrong.content.decode()) == (422, True)
    vendor.post(path, {"party": SCHOOL, "contact_email": "teacher@school.kr"})
    officer = Officer()
    officer.open_link_of(mailoutbox[-1])
    said = {"organisation": SCHOOL, "contact_name": "김교사", "contact_phone": "번호"}
    answer = officer.browser.post(officer._path, said)
    assert answer.status_code == 422
    assert 'value="김교사"' in answer.content.decode()


def test_an_address_that_is_spent_says_so(data_dir: Path) -> None:
    answer = Client().get("/invited/unknown")
    assert answer.status_code == 410
    assert "더는 쓸 수 없는 주소" in answer.content.decode()
