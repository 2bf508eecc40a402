"""Who looked is written down for both parties; an operator looks only with a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import Role, new_id

from tests.vendorserver.builders import NOW, a_stored_contract, an_account
from tests.vendorserver.portal.conftest import Scene, browser_of
from vendorserver.models import Attachment, AuditEntry, BreakGlass, Contract, Viewing
from vendorserver.services import changes, withdrawing

if TYPE_CHECKING:
    from django.test import Client


def text(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def an_operator(role: Role = Role.ADMIN) -> Client:
    return browser_of(an_account(role, name="서운영"))


def opened(scene: Scene, browser: Client) -> None:
    said = {"contract": scene.contract.id, "reason": "업체가 화면 오류를 문의함"}
    assert browser.post("/break-glass", said).headers["Location"] == scene.page


def test_both_parties_read_who_looked_and_what_was_taken(scene: Scene) -> None:
    scene.officer.get(scene.piece)
    scene.officer.get(f"/api/v1/attachments/{scene.attachment}/original")
    for browser in (scene.vendor, scene.officer):
        page = text(browser, f"{scene.page}/looks")
        assert "속초시 홍*동" in page
        assert "화면에서 봄" in page
        assert "원본을 내려받음" in page
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {
        "evidence.page",
        "evidence.original",
    }


def test_vendor_at_its_own_evidence_is_no_entry(scene: Scene) -> None:
    scene.vendor.get(scene.piece)
    assert not Viewing.objects.exists()
    assert "아직 아무도 보지 않았습니다" in text(scene.vendor, f"{scene.page}/looks")


def test_turning_back_is_the_same_look(scene: Scene) -> None:
    for _again in range(3):
        scene.officer.get(scene.piece)
    Viewing.objects.update(at=NOW - timedelta(days=1))
    scene.officer.get(scene.piece)
    assert Viewing.objects.count() == 2


def test_strangers_leave_and_find_no_mark(scene: Scene) -> None:
    stranger = browser_of(an_account(Role.MANAGER))
    scene.officer.get(scene.piece)
    assert stranger.get(scene.piece).status_code == 404
    assert stranger.get(f"{scene.page}/looks").status_code == 404
    assert Viewing.objects.count() == 1


def test_operator_opens_one_contract_and_everybody_is_told(scene: Scene) -> None:
    operator = an_operator()
    other = a_stored_contract(scene.computer.viewer)
    assert operator.get(scene.page).status_code == 404
    opened(scene, operator)
    assert operator.get(scene.page).status_code == 200
    assert operator.get(f"/contracts/{other.id}").status_code == 404
    for browser in (scene.vendor, scene.officer):
        page = text(browser, scene.page)
        assert "업체가 화면 오류를 문의함" in page
        assert "서운영" in page
    assert changes.read(scene.computer.viewer, "").changes[-1]["kind"] == "opened"


def test_opened_contract_closes_by_itself(scene: Scene) -> None:
    operator = an_operator()
    opened(scene, operator)
    BreakGlass.objects.update(until=NOW - timedelta(days=3650))
    assert operator.get(scene.page).status_code == 404
    assert scene.officer.get(scene.page).status_code == 200


def test_opening_is_for_the_one_who_gave_the_reason(scene: Scene) -> None:
    opened(scene, an_operator(Role.SUPPORT))
    assert an_operator().get(scene.page).status_code == 404


def test_operator_changes_nothing_and_sees_no_withdrawn_picture(scene: Scene) -> None:
    operator = an_operator()
    opened(scene, operator)
    answer = operator.post(f"{scene.piece}/review", {"state": "accepted"})
    assert answer.status_code == 403
    wish = withdrawing.NewWithdrawal(id=new_id(), attachment=scene.attachment, reason="사유")
    withdrawing.withdraw(scene.computer.viewer, wish, NOW)
    assert operator.get(f"/api/v1/attachments/{scene.attachment}/original").status_code == 404
    assert Attachment.objects.get().reviews.count() == 0


@pytest.mark.parametrize("reason", ["", "  "])
def test_no_contract_opens_without_a_reason(scene: Scene, reason: str) -> None:
    said = {"contract": scene.contract.id, "reason": reason}
    assert an_operator().post("/break-glass", said).status_code == 422
    assert not BreakGlass.objects.exists()


def test_without_a_reason_nobody_learns_whether_a_contract_is_here(scene: Scene) -> None:
    named = (scene.contract.id, new_id())
    operator = an_operator()
    pages = [operator.post("/break-glass", {"contract": one, "reason": ""}) for one in named]
    assert [page.status_code for page in pages] == [422, 422]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.APPROVER, Role.OWNER, Role.MANAGER])
def test_nobody_else_opens_contracts(scene: Scene, role: Role) -> None:
    browser = browser_of(an_account(role))
    assert browser.get("/break-glass").status_code == 403
    said = {"contract": scene.contract.id, "reason": "x"}
    assert browser.post("/break-glass", said).status_code == 403


def test_drafts_and_unclear_numbers_are_not_opened(scene: Scene) -> None:
    operator = an_operator()
    a_stored_contract(scene.computer.viewer)
    Contract.objects.update(number="2026-1")
    assert operator.post("/break-glass", {"contract": "", "reason": "x"}).status_code == 404
    opened_one = operator.post("/break-glass", {"contract": "2026-1", "reason": "x"})
    assert opened_one.headers["Location"] == scene.page
    assert operator.get("/break-glass").status_code == 200
