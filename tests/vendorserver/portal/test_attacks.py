"""What somebody tries who wants in, or wants to know what is not theirs to know."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from vendorcore.domain import Role
from vendorcore.errors import InvalidEntry

from tests.vendorserver.builders import NOW, a_computer, a_stored_contract, an_account
from tests.vendorserver.builders import an_institution as an_office
from tests.vendorserver.portal.conftest import PASSWORD, browser_of
from tests.vendorserver.services.applications import VENDOR
from vendorserver.models import Account, Attachment, AuditEntry, LoginPause, SecondFactor, Viewing
from vendorserver.portal import assets
from vendorserver.services import applying, derived, invitations, second_factor, totp, viewing
from vendorserver.services.throttle import FREE_ATTEMPTS
from vendorserver.settings import current
from vendorserver.settings import django as ours
from vendorserver.settings.log_lines import JsonLine

if TYPE_CHECKING:
    from tests.vendorserver.portal.conftest import Scene


def secret_of(account: Account) -> str:
    """Register an app and return its secret."""
    secret = second_factor.secret_to_set_up(account)
    second_factor.set_up(account, totp.code_at(secret, totp.step_of(NOW)), NOW)
    return secret


def pending(account: Account) -> Client:
    """Return a browser that has shown the right password and nothing more."""
    browser = Client()
    answer = browser.post("/sign-in", {"login": account.login, "password": PASSWORD})
    assert answer.headers["Location"] == "/sign-in/code"
    return browser


@pytest.fixture
def officer(db: None, data_dir: object) -> Account:
    account = an_account(Role.MANAGER, password=make_password(PASSWORD))
    secret_of(account)
    return account


def test_the_second_proof_can_not_be_skipped(officer: Account) -> None:
    browser = pending(officer)
    for path in ("/contracts", "/account", "/officers", "/contracts.xlsx", "/notices"):
        assert browser.get(path).headers["Location"].startswith("/sign-in?next=")
    assert browser.get("/api/v1/contracts").status_code == 401
    # Nor may another proof be registered in the place of the first.
    assert browser.get("/sign-in/setup").headers["Location"] == "/sign-in"
    assert browser.post("/sign-in/setup", {"kind": "mail", "code": "1"}).status_code == 302


def test_a_proof_shown_for_one_person_signs_nobody_else_in(officer: Account) -> None:
    other = an_account(Role.MANAGER, password=make_password(PASSWORD))
    secret = secret_of(other)
    code = totp.code_at(secret, totp.step_of(NOW))
    assert pending(officer).post("/sign-in/code", {"code": code}).status_code == 401


def test_a_code_that_was_seen_over_a_shoulder_opens_no_second_browser(officer: Account) -> None:
    SecondFactor.objects.update(last_step=0)
    row = SecondFactor.objects.get()
    first, second = pending(officer), pending(officer)
    code = totp.code_at(row.secret, totp.step_of(timezone.now()))
    assert first.post("/sign-in/code", {"code": code}).status_code == 302
    assert second.post("/sign-in/code", {"code": code}).status_code == 401


def test_only_who_proved_both_is_said_to_have_signed_in(officer: Account) -> None:
    pending(officer)
    said = AuditEntry.objects.filter(account=officer.id).values_list("action", flat=True)
    assert "account.password-right" in said
    assert "account.signed-in" not in said


def test_unknown_and_known_logins_leave_the_same_trace(person: Account) -> None:
    for login in ("nobody", person.login):
        before = AuditEntry.objects.count()
        Client().post("/sign-in", {"login": login, "password": "wrong"})
        assert AuditEntry.objects.count() == before + 1


@pytest.mark.django_db
def test_the_form_of_applications_is_no_quicker_way_to_guess(data_dir: object) -> None:
    owner = an_account(Role.OWNER, password=make_password(PASSWORD))
    said = VENDOR | {"login": owner.login, "business_no": owner.vendor.business_no}  # type: ignore[union-attr]  # an owner has one
    for number in range(FREE_ATTEMPTS):
        guess = f"guess number {number}"
        tried = said | {"password": guess, "password_again": guess}
        Client().post("/apply/stockpile", tried)
    assert LoginPause.objects.get().failures >= FREE_ATTEMPTS
    right = {"password": PASSWORD, "password_again": PASSWORD}
    answer = Client().post("/apply/stockpile", said | right)
    assert answer.status_code == 422
    assert "잠시 멈추었습니다" in answer.content.decode()


def test_a_forged_host_is_refused_and_never_repeated(person: Account) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "127.0.0.1:80@evil.example"):
        answer = Client().get("/contracts", headers={"host": host})
        assert answer.status_code == 400
        assert "evil" not in answer.content.decode() + str(answer.headers)
    # The test runner adds a name of its own to a copy of these.
    assert "testserver" not in ours.ALLOWED_HOSTS


@pytest.mark.parametrize("address", ["jung@kоrea.kr", "jung@korea.kr\n", "정@korea.kr", "a@b"])
def test_addresses_that_look_like_others_get_no_letter(scene: Scene, address: str) -> None:
    with pytest.raises(InvalidEntry):
        invitations.invite(scene.computer.viewer, scene.contract.id, "속초시", f"x{address}y", NOW)


def test_a_line_break_in_a_name_makes_no_header(scene: Scene) -> None:
    name = 'a"\r\nSet-Cookie: a=b\r\n\u202egpj.exe'
    Attachment.objects.update(name=name)
    answer = scene.officer.get(f"/api/v1/attachments/{scene.attachment}/original")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "\n" not in answer.headers["Content-Disposition"]


def test_a_viewing_copy_fetched_by_itself_is_a_look_too(scene: Scene) -> None:
    row = Attachment.objects.get()
    part = current().folder("derived") / "part"
    part.write_bytes(b"a picture")
    viewing.keep(row.sha256, part, "image/jpeg")
    assert scene.officer.get(f"/api/v1/attachments/{row.id}/viewing").status_code == 200
    assert Viewing.objects.get().action == "page"


def test_choosing_by_verdict_tells_a_vendor_nothing_about_others(scene: Scene) -> None:
    foreign = [{"code": "D_SAME", "level": "warn", "values": {}}]
    Attachment.objects.update(verdict="pass", cross_findings=foreign)
    chosen = f"{scene.page}/photos?verdict=warn"
    assert scene.attachment not in scene.vendor.get(chosen).content.decode()
    assert scene.attachment in scene.officer.get(chosen).content.decode()


def test_what_signed_in_people_are_refused_is_logged(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = an_account(Role.OWNER)
    derived.keep_thumbnail(Attachment.objects.get().sha256, b"x")
    with caplog.at_level(logging.INFO, "vendorserver.settings.refusals"):
        browser_of(stranger).get(f"{scene.page}?secret=1")
        browser_of(stranger).get("/desk")
        browser_of(stranger).get(f"/api/v1/attachments/{scene.attachment}/thumbnail")
        Client().get(scene.page)
    lines = [json.loads(JsonLine().format(one))["message"] for one in caplog.records]
    assert [line.split()[1:4] for line in lines] == [
        ["404", "GET", scene.page],
        ["403", "GET", "/desk"],
        ["404", "GET", f"/api/v1/attachments/{scene.attachment}/thumbnail"],
    ]
    assert all(f"account={stranger.id} address=127.0.0.1" in line for line in lines)


def test_a_contract_that_names_another_institution_stays_closed_for_the_wrong_one(
    db: None, data_dir: object
) -> None:
    """The same name is not the same office: the code decides."""
    right, wrong = an_office("중앙고등학교", "7010001"), an_office("중앙고등학교", "7010002")
    contract = a_stored_contract(a_computer().viewer, right)
    browser = browser_of(an_account(Role.MANAGER, wrong))
    assert browser.get(f"/contracts/{contract.id}").status_code == 404
    assert contract.id not in browser.get("/contracts?q=책상").content.decode()


def test_pages_keep_nothing_in_the_browser() -> None:
    for script in (Path(assets.__file__).parent / "static").glob("*.js"):
        said = script.read_text("utf-8")
        assert not any(word in said for word in ("Storage", "indexedDB", "document.cookie")), script


@pytest.mark.django_db
def test_nobody_fills_the_disk_with_applications(data_dir: object) -> None:
    said = VENDOR | {"login": "hanbit", "password": PASSWORD, "password_again": PASSWORD}
    assert Client().post("/apply/vendor", said).status_code == 302
    LoginPause.objects.update(failures=applying.MOST_AN_HOUR)
    answer = Client().post("/apply/vendor", said | {"login": "hanbit2"})
    assert answer.status_code == 429
    assert "잠시 멈추었습니다" in answer.content.decode()
    assert 'value="hanbit2"' in answer.content.decode()
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.post("/apply/vendor", said | {"login": "hanbit2"}).status_code == 302
