import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from vendorcore.domain import Role, new_id

from tests.vendorserver.builders import NOW, a_stored_contract, an_account, an_institution
from tests.vendorserver.portal.conftest import Scene, browser_of
from vendorserver.models import Attachment, Contract
from vendorserver.portal import contracts
from vendorserver.services import derived, withdrawing


def text(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def weighed(scene: Scene, **changes: object) -> None:
    """Let the server have read the photo."""
    fields = {
        "kind": "photo",
        "verdict": "warn",
        "captured_at": datetime(2026, 10, 29, 15, 5, tzinfo=UTC),
        "findings": [{"code": "T_BEFORE_PLAN", "level": "warn", "values": {"days": 3}}],
        "client_findings": [{"code": "T_INSIDE", "level": "pass", "values": {}}],
        "facts": {"name": "x", "make": "Canon", "model": "Canon EOS", "width": 40, "height": 30},
        "weighed_at": NOW,
    }
    row = Attachment.objects.get(id=scene.attachment)
    for name, value in (fields | changes).items():
        setattr(row, name, value)
    row.save()


def withdraw(scene: Scene) -> None:
    wish = withdrawing.NewWithdrawal(id=new_id(), attachment=scene.attachment, reason="잘못 올림")
    withdrawing.withdraw(scene.computer.viewer, wish, NOW)


def test_both_parties_see_the_contract_in_their_list(scene: Scene) -> None:
    for browser in (scene.vendor, scene.officer):
        page = text(browser, "/contracts")
        assert "책상 구매" in page
        assert "사진·동영상 1개" in page
        assert "공정 1개 중 1개 촬영" in page


def test_contract_page_shows_plan_photo_and_receipt(scene: Scene) -> None:
    weighed(scene)
    page = text(scene.officer, scene.page)
    assert "2026-11-02 ~ 2026-11-06" in page
    assert "3일 먼저 촬영했습니다" in page
    assert "2026-10-30 00:05" in page
    assert Attachment.objects.get().receipt.receipt_no in page


def test_photo_that_was_not_read_yet_says_so(scene: Scene) -> None:
    assert "점검 중" in text(scene.officer, scene.page)
    assert "서버가 파일을 점검하고 있습니다" in text(scene.officer, scene.piece)


def test_evidence_page_shows_remarks_of_both_sides_and_the_hash(scene: Scene) -> None:
    weighed(scene)
    page = text(scene.officer, scene.piece)
    assert "3일 먼저 촬영했습니다" in page
    assert "이행계획 기간 안에 촬영했습니다." in page
    assert Attachment.objects.get().sha256 in page
    assert ">Canon EOS<" in page


@pytest.mark.parametrize("who", ["other vendor", "other institution", "operator"])
def test_anybody_else_finds_nothing(scene: Scene, who: str) -> None:
    role = {"other vendor": Role.OWNER, "other institution": Role.MANAGER, "operator": Role.ADMIN}
    browser = browser_of(an_account(role[who]))
    assert "책상 구매" not in text(browser, "/contracts")
    for path in (scene.page, scene.piece):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert "책상" not in answer.content.decode()


def test_what_is_not_there_looks_like_what_is_hidden(scene: Scene) -> None:
    stranger = browser_of(an_account(Role.OWNER))
    hidden = stranger.get(scene.page).content
    absent = stranger.get(scene.page[:-4] + "0000").content
    assert _without_addresses(hidden) == _without_addresses(absent)


def _without_addresses(page: bytes) -> str:
    return re.sub(r'value="[^"]*"', "", page.decode())


def test_withdrawn_photo_tells_who_and_why_and_hides_the_picture(scene: Scene) -> None:
    weighed(scene)
    derived.keep_thumbnail(Attachment.objects.get().sha256, b"small")
    assert "/thumbnail" in text(scene.officer, scene.page)
    withdraw(scene)
    for path in (scene.page, scene.piece):
        page = text(scene.officer, path)
        assert "잘못 올림" in page
        assert "홍길동" in page
        assert "/thumbnail" not in page
        assert "/original" not in page
    assert "/original" in text(scene.vendor, scene.piece)


def test_draft_is_shown_to_its_vendor_alone(scene: Scene) -> None:
    institution = an_institution()
    draft = a_stored_contract(scene.computer.viewer, institution)
    officer = browser_of(an_account(Role.MANAGER, institution))
    assert scene.vendor.get(f"/contracts/{draft.id}").status_code == 200
    assert officer.get(f"/contracts/{draft.id}").status_code == 404


@pytest.mark.parametrize(
    ("role", "told"),
    [
        (Role.OWNER, "아직 계약이 없습니다"),
        (Role.READER, "아직 등록된 계약이 없습니다"),
        (Role.SUPPORT, "운영자에게는 계약이 보이지 않습니다"),
    ],
)
def test_empty_list_says_what_to_do(scene: Scene, role: Role, told: str) -> None:
    assert told in text(browser_of(an_account(role)), "/contracts")


def test_search_without_result_offers_the_way_back(scene: Scene) -> None:
    page = text(scene.officer, "/contracts?q=없는계약")
    assert "조건에 맞는 계약이 없습니다" in page
    assert 'value="없는계약"' in page


def test_long_lists_come_in_pages_that_keep_the_search(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contracts, "ROWS_A_PAGE", 1)
    a_stored_contract(scene.computer.viewer)
    first = text(scene.vendor, "/contracts?q=책상")
    assert "/contracts?page=2&amp;q=%EC%B1%85%EC%83%81" in first
    assert first.count('class="panel entry"') == 1
    assert text(scene.vendor, "/contracts?page=99").count('class="panel entry"') == 1


def test_list_asks_the_database_no_more_for_more_contracts(
    scene: Scene, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _one in range(5):
        a_stored_contract(scene.computer.viewer)
    with django_assert_max_num_queries(12):
        scene.vendor.get("/contracts")


def test_what_vendors_write_is_never_markup(scene: Scene) -> None:
    weighed(scene, name="<script>alert(1)</script>.jpg", note="<img src=x onerror=alert(1)>")
    Contract.objects.update(name="<b>굵은</b> 계약")
    for path in ("/contracts", scene.page, scene.piece):
        page = text(scene.officer, path)
        assert "<script>" not in page
        assert "<img src=x" not in page
        assert "<b>굵은" not in page


def test_pages_need_no_script_and_no_style_of_their_own(scene: Scene) -> None:
    for path in ("/contracts", scene.page, scene.piece):
        answer = scene.officer.get(path)
        page = answer.content.decode()
        assert "<script" not in page
        assert " style=" not in page
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"


def test_camera_with_a_wild_clock_does_not_bend_the_line(scene: Scene) -> None:
    weighed(scene, captured_at=datetime(1980, 1, 1, tzinfo=UTC))
    page = text(scene.officer, scene.page)
    assert "1980-01-01 09:00" in page
    assert "<span>2026-10-12</span>" in page


@pytest.mark.parametrize("name", ["portal.css", "print.css", "sign.svg"])
def test_looks_are_public_and_kept_by_browsers(db: None, name: str) -> None:
    answer = Client().get(f"/static/{name}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize("name", ["portal.py", "..%2Fguard.py", "Pretendard-Bold.ttf"])
def test_nothing_else_is_served_as_looks(db: None, name: str) -> None:
    assert Client().get(f"/static/{name}").status_code == 404


def test_broken_server_says_so_in_the_same_style(scene: Scene, settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.vendorserver.portal.broken"
    answer = Client(raise_request_exception=False).get("/broken")
    assert answer.status_code == 500
    assert "저장된 자료는 그대로 있습니다" in answer.content.decode()
