"""알림: each person by the ways they chose, now or in the morning, until the letter is gone."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest
from django.core import mail as letters
from django.db import connection

from vendorcore.domain import RegistrationState, ReviewState, Role
from vendorcore.errors import InvalidEntry

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_stored_contract,
    a_submission,
    a_vendor,
    an_account,
    an_attachment,
    an_institution,
    later,
)
from tests.vendorserver.portal.conftest import browser_of
from tests.vendorserver.services.applications import an_application
from vendorserver import models
from vendorserver.models.notices import DeliveryState
from vendorserver.services import (
    accounts,
    delivering,
    gateway,
    notices,
    registration,
    reviewing,
    watching,
)
from vendorserver.services.access import viewer_of
from vendorserver.services.notice_words import sentence
from vendorserver.services.registration import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import Settings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

LINK = "/contracts/1"


@pytest.fixture(autouse=True)
def _post_office(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def a_reader(role: Role = Role.MANAGER) -> models.Account:
    return an_account(role, email="reader@example.kr")


def told(account: models.Account, kind: str = notices.REQUEST) -> int:
    said = {"contract": "책상 구매", "reason": "흐림"}
    return notices.tell([account], kind, said, LINK, NOW)


def test_news_reaches_the_portal_and_the_letter_box() -> None:
    reader = a_reader(Role.OWNER)
    told(reader)
    assert delivering.deliver(NOW) == 1
    assert letters.outbox[0].to == ["reader@example.kr"]
    assert "책상 구매" in letters.outbox[0].body
    assert LINK in letters.outbox[0].body
    assert notices.unread(reader.id) == 1
    assert [one.kind for one in notices.read(viewer_of(reader), NOW)] == ["request"]
    assert notices.unread(reader.id) == 0


def test_daily_news_comes_as_one_letter_in_the_morning() -> None:
    reader = a_reader()
    for _ in range(3):
        told(reader, notices.EVIDENCE)
    assert delivering.deliver(NOW) == 0
    morning = notices.next_morning(NOW)
    assert morning.astimezone(NOW.tzinfo).hour == 0
    assert delivering.deliver(morning) == 3
    assert len(letters.outbox) == 1


def test_people_choose_how_they_hear() -> None:
    reader = a_reader()
    notices.choose(viewer_of(reader), notices.REQUEST, [], daily=False)
    told(reader)
    assert delivering.deliver(NOW) == 0
    assert notices.unread(reader.id) == 1
    with pytest.raises(InvalidEntry):
        notices.choose(viewer_of(reader), notices.REQUEST, ["pigeon"], daily=False)


def test_the_same_news_is_told_once() -> None:
    reader = a_reader()
    for _ in range(2):
        notices.tell([reader], notices.LATE, {"contract": "x", "day": "y"}, "", NOW, "late:1")
    assert notices.unread(reader.id) == 1


def test_a_letter_waits_while_the_mail_server_is_away_and_goes_later(settings: Settings) -> None:
    told(a_reader())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert delivering.deliver(NOW) == 0
    assert delivering.deliver(later(seconds=30)) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert delivering.deliver(later(minutes=2)) == 1


def test_what_can_never_be_sent_is_given_up_at_last(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    told(a_reader())
    models.Delivery.objects.update(attempts=delivering.MOST_ATTEMPTS - 1)
    delivering.deliver(NOW)
    assert delivering.waiting()[DeliveryState.GIVEN_UP] == 1


def test_pauses_grow_and_stop_growing() -> None:
    minutes = [delivering.pause_after(n).total_seconds() / 60 for n in (1, 2, 3, 30)]
    assert minutes == [1, 2, 4, 360]


@pytest.fixture
def hook() -> Iterator[tuple[str, list[dict[str, str]]]]:
    heard: list[dict[str, str]] = []

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            proved = self.headers["Vendor-Signature"] == gateway.signature(content)
            heard.append(json.loads(content) | {"proved": proved})
            self.send_response(202)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sms", heard
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_kind_with_short_messages_tells_its_result_through_the_gateway(
    hook: tuple[str, list[dict[str, str]]], settings: Settings
) -> None:
    settings.SERVER = replace(settings.SERVER, sms_hook_url=hook[0])
    row = registration.apply(an_application("stockpile"), NOW)
    approved = Decision(RegistrationState.APPROVED)
    registration.decide(an_account(Role.ADMIN), row.id, approved, NOW)
    delivering.deliver(NOW)
    texts = sorted(one["text"] for one in hook[1])
    assert len(texts) == 2
    assert all(one["to"] == "010-1234-5678" and one["proved"] for one in hook[1])
    assert any("승인" in text for text in texts)


def test_short_messages_go_to_the_number_that_somebody_gave(
    hook: tuple[str, list[dict[str, str]]], settings: Settings
) -> None:
    settings.SERVER = replace(settings.SERVER, sms_hook_url=hook[0])
    reader = a_reader(Role.OWNER)
    browser = browser_of(reader)
    assert "번호를 적지 않으면" in browser.get("/notices").content.decode()
    wrong = browser.post("/notices/choices", {"phone": "집 전화"})
    assert wrong.status_code == 422
    assert 'value="집 전화"' in wrong.content.decode()
    browser.post("/notices/choices", {"phone": "010-9999-8888", "request-sms": "on"})
    told(models.Account.objects.get(id=reader.id))
    assert delivering.deliver(NOW) == 1
    assert [one["to"] for one in hook[1]] == ["010-9999-8888"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM vendorserver_account")
        assert "9999" not in str(cursor.fetchall())


def test_a_short_message_waits_while_the_gateway_is_away_and_goes_later(
    hook: tuple[str, list[dict[str, str]]], settings: Settings
) -> None:
    settings.SERVER = replace(settings.SERVER, sms_hook_url="http://127.0.0.1:9/sms")
    reader = an_account(Role.OWNER, phone="010-9999-8888")
    notices.choose(viewer_of(reader), notices.REQUEST, [notices.SMS], daily=False)
    told(reader)
    assert delivering.deliver(NOW) == 0
    settings.SERVER = replace(settings.SERVER, sms_hook_url=hook[0])
    assert delivering.deliver(later(minutes=2)) == 1
    assert len(hook[1]) == 1


@pytest.mark.parametrize("url", ["http://example.com/sms", "ftp://127.0.0.1/", "https:///x"])
def test_messages_travel_protected_alone(url: str) -> None:
    with pytest.raises(InvalidEntry):
        gateway.check_address(url)


def test_officers_hear_of_new_evidence_and_vendors_of_the_answer() -> None:
    office = an_institution()
    officer = an_account(Role.INSPECTOR, office)
    computer = a_computer()
    contract = a_stored_contract(computer.viewer, office)
    attachment, _receipt = an_attachment(computer, contract)
    reviewing.review(viewer_of(officer), attachment, ReviewState.MORE_ASKED, "흐림", NOW)
    reviewing.review(viewer_of(officer), attachment, ReviewState.ACCEPTED, "", NOW)
    owner = computer.device.account
    kinds = sorted(one.kind for one in notices.read(viewer_of(owner), NOW))
    assert kinds == ["decision", "request"]
    assert [one.kind for one in notices.read(viewer_of(officer), NOW)] == ["evidence"]


def test_contracts_without_evidence_are_noticed_once_before_and_once_after_their_day() -> None:
    office = an_institution()
    officer = an_account(Role.MANAGER, office)
    computer = a_computer()
    contract = a_stored_contract(computer.viewer, office)
    a_submission(computer.viewer, contract)
    due = models.Contract.objects.filter(id=contract.id)
    due.update(due_on=date(2026, 11, 24))
    assert (watching.look(NOW), watching.look(later(hours=1))) == (2, 0)
    assert (watching.look(later(days=5)), watching.look(later(days=6))) == (2, 0)
    kinds = [one.kind for one in notices.read(viewer_of(officer), NOW)]
    assert sorted(kinds) == ["due-soon", "evidence", "late"]


def test_a_certificate_that_runs_out_is_told_to_its_vendor() -> None:
    vendor = a_vendor(certificate_until=date(2026, 12, 1))
    owner = an_account(Role.OWNER, vendor)
    assert watching.look(NOW) == 1
    told = notices.read(viewer_of(owner), NOW)[0]
    assert f"{vendor.name} 증명서의 기한이 2026-12-01" in sentence(told.kind, told.values)


def test_news_of_a_contract_that_is_closed_to_its_reader_tells_nothing() -> None:
    office, computer = an_institution(), a_computer()
    reader = an_account(Role.MANAGER, office, email="reader@example.kr")
    contract = a_stored_contract(computer.viewer, office)
    a_submission(computer.viewer, contract)
    assert models.Notice.objects.get(account=reader).values["contract"] == contract.name
    models.ContractParty.objects.all().delete()
    page = browser_of(reader).get("/notices").content.decode()
    assert contract.name not in page
    assert contract.id not in page
    assert "이제 볼 수 없는 계약의 소식입니다" in page
    assert delivering.deliver(later(days=2)) == 0
    assert models.Delivery.objects.get().state == DeliveryState.GIVEN_UP
    assert letters.outbox == []


def test_a_letter_that_waits_does_not_go_to_who_left() -> None:
    office, computer = an_institution(), a_computer()
    gone = an_account(Role.MANAGER, office, email="gone@example.kr")
    a_submission(computer.viewer, a_stored_contract(computer.viewer, office))
    accounts.deactivate(gone, NOW)
    assert delivering.deliver(later(days=2)) == 0
    assert models.Delivery.objects.get().state == DeliveryState.GIVEN_UP
    assert letters.outbox == []
