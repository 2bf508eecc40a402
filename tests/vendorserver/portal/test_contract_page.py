"""The page of one contract: steps, officers, photos by day, beside each other, the ledger."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from vendorcore.domain import Role, korean_day, new_id

from tests.vendorserver.builders import NOW, an_account
from tests.vendorserver.portal.conftest import Scene, browser_of
from vendorserver.models import (
    Attachment,
    AuditEntry,
    Contract,
    Milestone,
    Receipt,
    Supplement,
    Viewing,
)
from vendorserver.services import ledgers
from vendorserver.services.access import viewer_of

if TYPE_CHECKING:
    from django.test import Client

    from vendorserver.models import Account

PHOTOS = 300
MOST_BYTES = 150_000


@pytest.fixture
def today(scene: Scene) -> str:
    """The day of the steps; the contract began before it."""
    return korean_day(timezone.now()).isoformat()


def text(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def manager_of(scene: Scene) -> Account:
    institution = Contract.objects.get(id=scene.contract.id).parties.get().institution
    return an_account(Role.MANAGER, institution, name="정주무관")


def many(scene: Scene, count: int) -> None:
    """Let there be many more pieces like the first one, each taken an hour later."""
    first = Attachment.objects.select_related("receipt").get()
    text_of = first.receipt.text
    rows, receipts = [], []
    for number in range(1, count):
        row = Attachment.objects.get(id=first.id)
        row.id, row.sha256 = new_id(), f"{number:064x}"
        row.captured_at = datetime(2026, 11, 2, tzinfo=UTC) + timedelta(hours=number)
        row.kind, row.verdict, row.weighed_at = "photo", "pass", NOW
        row.name = f"IMG_{number:04}.JPG"
        rows.append(row)
        receipts.append(
            Receipt(
                attachment=row,
                receipt_no=f"{first.receipt.receipt_no}-{number}",
                log_index=first.receipt.log_index + number,
                text=text_of,
                **_other_columns(first.receipt, number),
            )
        )
    Attachment.objects.bulk_create(rows)
    Receipt.objects.bulk_create(receipts)


def _other_columns(receipt: Receipt, number: int) -> dict[str, object]:
    known = {"id", "attachment", "receipt_no", "log_index", "text"}
    names = [one.name for one in Receipt._meta.fields if one.name not in known]
    return {
        name: f"{number:064x}" if name.endswith("hash") else getattr(receipt, name)
        for name in names
    }


def test_page_with_300_photos_is_light(scene: Scene) -> None:
    many(scene, PHOTOS)
    for path in (scene.page, f"{scene.page}/photos"):
        page = text(scene.officer, path)
        assert len(page.encode()) < MOST_BYTES, path
        assert "사진·동영상 300개" in page
    assert "이 공정의 나머지 264개 보기" in text(scene.officer, scene.page)


def test_photos_lie_by_day_and_a_choice_leaves_some(scene: Scene) -> None:
    many(scene, 30)
    page = text(scene.officer, f"{scene.page}/photos")
    assert ">2026-11-02 <" in page
    assert ">2026-11-03 <" in page
    assert "촬영 시각을 알 수 없음" in page
    Attachment.objects.filter(name="IMG_0007.JPG").update(verdict="warn")
    assert text(scene.officer, f"{scene.page}/photos?verdict=warn").count('class="card"') == 1
    process = scene.contract.processes[0].id
    assert "사진·동영상 30개" in text(scene.officer, f"{scene.page}/photos?process={process}")
    assert "조건에 맞는 사진이 없습니다" in text(scene.officer, f"{scene.page}/photos?process=x")
    scene.officer.post(f"{scene.piece}/review", {"state": "accepted"})
    assert "사진·동영상 29개" in text(scene.officer, f"{scene.page}/photos?review=waiting")


def test_long_days_come_in_pages_that_keep_the_choice(scene: Scene) -> None:
    many(scene, 70)
    page = text(scene.officer, f"{scene.page}/photos?review=waiting")
    assert f"{scene.page}/photos?page=2&amp;review=waiting" in page


def test_photos_stand_beside_each_other_with_their_facts(scene: Scene) -> None:
    many(scene, 3)
    ids = list(Attachment.objects.values_list("id", flat=True))
    page = text(scene.officer, "/beside?" + "&".join(f"id={one}" for one in ids))
    assert page.count("<figure") == 3
    assert Viewing.objects.count() == 3
    assert "고른 사진이 없습니다" in text(scene.officer, "/beside")
    assert scene.officer.get(f"/beside?id={ids[0]}&id={new_id()}").status_code == 404


def test_ledger_is_a_pdf_and_leaving_the_house_is_logged(scene: Scene) -> None:
    answer = scene.officer.get(f"{scene.page}/ledger.pdf")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.filter(action="contract.ledger").count() == 1


def test_a_ledger_that_cannot_hold_all_photos_counts_the_others(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(scene, 30)
    monkeypatch.setattr(ledgers, "MOST", 20)
    viewer, contract = viewer_of(manager_of(scene)), Contract.objects.get(id=scene.contract.id)

    ledger = ledgers.of(viewer, contract, NOW)

    assert (len(ledger.entries), ledger.left_out) == (20, 10)


def test_reality_is_told_beside_the_plan(scene: Scene) -> None:
    Attachment.objects.update(captured_at=datetime(2026, 11, 1, 3, tzinfo=UTC), verdict="warn")
    page = text(scene.officer, scene.page)
    assert "실제 2026-11-01 ~ 2026-11-01 · 계획보다 1일 먼저 시작" in page
    Attachment.objects.update(captured_at=datetime(2026, 11, 9, 3, tzinfo=UTC), verdict="pass")
    assert "계획보다 3일 늦게까지" in text(scene.officer, scene.page)
    Attachment.objects.update(captured_at=None)
    page = text(scene.officer, scene.page)
    # What is there is never called nothing.
    assert "찍은 날로 쓸 수 있는 증빙이 아직 없습니다." in page
    assert "증빙이 없고" not in page


def test_the_menu_marks_the_page_at_hand(scene: Scene) -> None:
    for path in ("/contracts", scene.page, scene.piece):
        page = text(scene.officer, path)
        assert re.findall(r'href="([^"]*)" aria-current="page"', page) == ["/contracts"]
    assert 'href="/notices" aria-current="page"' in text(scene.officer, "/notices")


def test_days_are_told_aloud_only_while_a_contract_is_made(scene: Scene) -> None:
    assert '<p class="small late">납품기한이 지났습니다</p>' in text(scene.officer, "/contracts")
    Contract.objects.update(state="delivered")
    assert "납품기한이 지났습니다" not in text(scene.officer, "/contracts")


def test_delivery_inspection_and_end_on_the_page(scene: Scene, today: str) -> None:
    manager = browser_of(manager_of(scene))
    steps = f"{scene.page}/steps"
    said = {"kind": "delivered", "on": today, "quantity": "10개"}
    assert scene.vendor.post(steps, said).status_code == 302
    assert "수량 10개" in text(manager, scene.page)
    wrong = manager.post(steps, {"kind": "inspected", "on": today, "result": "failed"})
    assert (wrong.status_code, "비어 있습니다" in wrong.content.decode()) == (422, True)
    passed = {"kind": "inspected", "on": today, "result": "passed", "confirmed": "yes"}
    manager.post(steps, passed)
    assert "검수 합격" in text(scene.vendor, scene.page)
    manager.post(steps, {"kind": "closed", "on": today, "confirmed": "yes"})
    assert Contract.objects.get(id=scene.contract.id).state == "closed"
    assert "단계" in manager.post(steps, {"kind": "zzz", "on": today}).content.decode()
    assert manager.post(steps, {"kind": "closed", "on": "gestern"}).status_code == 422


def test_a_wrong_quantity_is_told_in_its_form_and_keeps_the_rest(scene: Scene, today: str) -> None:
    said = {"kind": "delivered", "on": today, "quantity": "-5", "note": "두 번에 나누어"}
    answer = scene.vendor.post(f"{scene.page}/steps", said)
    form = answer.content.decode().partition("납품했다고 알리기")[2]
    assert answer.status_code == 422
    for words in ("수량", "0보다 큰 수로 시작하지 않습니다", 'value="-5"', "두 번에 나누어"):
        assert words in form
    assert not Milestone.objects.exists()


def test_closing_shows_what_is_open_and_ends_the_requests(scene: Scene, today: str) -> None:
    ask = {"state": "more-asked", "reason": "더 밝게", "person": "김", "phone": "1", "hours": "8"}
    scene.officer.post(f"{scene.piece}/review", ask)
    Contract.objects.update(state="inspected")
    Attachment.objects.update(verdict="fail")
    manager, said = browser_of(manager_of(scene)), {"kind": "closed", "on": today}
    answer = manager.post(f"{scene.page}/steps", said)
    form = answer.content.decode().partition("계약 종결하기")[2]
    assert answer.status_code == 422
    for words in ("답을 기다리는 보완 요청 1건", "문제가 나온 사진·동영상 1개", 'name="confirmed"'):
        assert words in form
    assert "더 밝게" in form
    assert f'href="{scene.piece}">{Attachment.objects.get().name}</a>' in form
    assert "더 밝게" in text(manager, "/requests")
    assert manager.post(f"{scene.page}/steps", said | {"confirmed": "yes"}).status_code == 302
    assert "더 밝게" not in text(manager, "/requests")
    page = text(manager, scene.piece)
    assert "종결로 끝남" in page
    assert "보완 요청 보내기" not in page
    again = manager.post(f"{scene.piece}/review", ask)
    assert again.status_code == 422
    assert "끝난 계약이라 보완을 요청할 수 없습니다." in again.content.decode()
    assert Supplement.objects.count() == 1


def test_cancelling_asks_before_it_ends_what_is_open(scene: Scene, today: str) -> None:
    ask = {"state": "more-asked", "reason": "더 밝게", "person": "김", "phone": "1", "hours": "8"}
    scene.officer.post(f"{scene.piece}/review", ask)
    manager = browser_of(manager_of(scene))
    form = text(manager, scene.page).partition("해제·해지 남기기")[2]
    assert "해제·해지는 되돌릴 수 없습니다." in form
    assert "더 밝게" in form
    said = {"kind": "cancelled", "on": today, "note": "예산이 없어졌습니다"}
    answer = manager.post(f"{scene.page}/steps", said)
    assert (answer.status_code, "예산이 없어졌습니다" in answer.content.decode()) == (422, True)
    assert "되돌릴 수 없는 단계라 아직 바꾸지 않았습니다." in answer.content.decode()
    assert manager.post(f"{scene.page}/steps", said | {"confirmed": "yes"}).status_code == 302
    told = text(scene.vendor, "/notices")
    assert "답을 기다리던 보완 요청 1건도 함께 끝났습니다" in told
    assert f'href="{scene.page}"' in told


def test_officer_takes_a_contract_and_hands_it_over(scene: Scene, today: str) -> None:
    boss, officer = manager_of(scene), scene.officer
    manager = browser_of(boss)
    officer.post(f"{scene.page}/take")
    assert "속초시 담당자" in text(scene.vendor, scene.page)
    assert "책상 구매" in text(officer, "/contracts?mine=1")
    assert "책상 구매" not in text(manager, "/contracts?mine=1")
    giver = Contract.objects.get(id=scene.contract.id).charges.get().account
    page = text(manager, "/officers")
    assert "담당하는 계약 1건" in page
    said = {"giver": giver.id, "taker": boss.id, "reason": "인사이동", "leave": "1"}
    assert "계약 1건을 넘겼습니다." in manager.post("/officers/hand-over", said).content.decode()
    assert "정주무관" in text(scene.vendor, scene.page)
    assert officer.get("/contracts").status_code == 302
    wrong = manager.post("/officers/hand-over", {**said, "taker": boss.id, "reason": ""})
    assert wrong.status_code == 422


def test_substitute_is_named_on_the_page(scene: Scene, today: str) -> None:
    boss = manager_of(scene)
    scene.officer.post(f"{scene.page}/take")
    said = {"substitute": boss.id, "until_on": today}
    answer = scene.officer.post("/officers/substitute", said)
    assert "대신할 담당자를 정했습니다" in answer.content.decode()
    assert f"{today}까지 정주무관 대신" in text(scene.vendor, scene.page)
    assert "책상 구매" in text(browser_of(boss), "/contracts?mine=1")
