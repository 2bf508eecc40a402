"""Accepting and asking for more on the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from vendorcore.domain import Role

from tests.vendorserver.builders import an_account, an_attachment, later
from tests.vendorserver.portal.conftest import Scene, browser_of
from vendorserver.models import Attachment, Supplement

if TYPE_CHECKING:
    from django.test import Client

ASK = {"state": "more-asked", "reason": "더 밝은 사진", "person": "김담당", "phone": "033-1"}


def text(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def asked(scene: Scene) -> Supplement:
    answer = scene.officer.post(f"{scene.piece}/review", ASK | {"hours": "8"})
    assert answer.headers["Location"] == f"{scene.piece}#review"
    return Supplement.objects.get()


def test_officer_accepts_with_one_press(scene: Scene) -> None:
    assert "증빙으로 인정" in text(scene.officer, scene.piece)
    scene.officer.post(f"{scene.piece}/review", {"state": "accepted"})
    assert "증빙 확인 완료" in text(scene.vendor, scene.piece)


def test_vendor_reads_who_asks_for_what_until_when(scene: Scene) -> None:
    due = asked(scene).due_at
    page = text(scene.vendor, scene.piece)
    for words in ("더 밝은 사진", "김담당", "033-1", due.astimezone().strftime("%Y")):
        assert words in page
    assert "증빙으로 인정" not in page
    assert "더 밝은 사진" in text(scene.vendor, "/requests")


def test_incomplete_request_is_explained_and_kept(scene: Scene) -> None:
    answer = scene.officer.post(f"{scene.piece}/review", ASK | {"phone": "", "hours": "8"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "전화번호" in page
    assert "더 밝은 사진" in page


def test_strange_hours_are_no_hours(scene: Scene) -> None:
    for hours in ("", "x", "99999", "-4"):
        answer = scene.officer.post(f"{scene.piece}/review", ASK | {"hours": hours})
        assert answer.status_code == 422


def test_an_unknown_word_asks_for_nothing(scene: Scene) -> None:
    for state in ("", "bogus", "waiting"):
        said = ASK | {"state": state, "hours": "8"}
        assert scene.officer.post(f"{scene.piece}/review", said).status_code == 422
    assert not Supplement.objects.exists()


def test_the_list_shows_what_the_firm_says_to_a_finding(scene: Scene) -> None:
    Attachment.objects.update(reason="카메라 시계가 틀렸습니다")
    contract = f"/contracts/{Attachment.objects.get().contract_id}"
    for page in (contract, f"{contract}/photos"):
        assert "업체의 사유: 카메라 시계가 틀렸습니다" in text(scene.officer, page)


def test_vendor_answers_and_postpones_with_a_reason(scene: Scene) -> None:
    path = f"/requests/{asked(scene).id}"
    scene.vendor.post(f"{path}/reply", {"text": "다시 찍겠습니다"})
    assert scene.vendor.post(f"{path}/reply", {"text": ""}).status_code == 422
    assert scene.vendor.post(f"{path}/postpone", {"day": "x", "reason": "y"}).status_code == 422
    scene.vendor.post(f"{path}/postpone", {"day": "2031-01-06", "reason": "기계 고장"})
    page = text(scene.officer, scene.piece)
    assert "다시 찍겠습니다" in page
    assert "기한을 2031-01-06 18:00까지 미룸" in page


def test_overdue_requests_are_marked(scene: Scene) -> None:
    asked(scene)
    assert "기한 지남" not in text(scene.officer, "/requests")
    Supplement.objects.update(due_at=timezone.now() - (later(hours=1) - later()))
    assert "기한 지남 1건" in text(scene.officer, "/requests")
    assert "기한 지남" in text(scene.officer, scene.piece)


def test_others_find_no_request(scene: Scene) -> None:
    path = f"/requests/{asked(scene).id}"
    stranger = browser_of(an_account(Role.OWNER))
    assert stranger.post(f"{path}/reply", {"text": "x"}).status_code == 404
    assert "더 밝은 사진" not in text(stranger, "/requests")
    reader = browser_of(
        an_account(Role.READER, Attachment.objects.get().contract.parties.get().institution)
    )
    assert reader.post(f"{path}/reply", {"text": "x"}).status_code == 403


def test_pieces_lead_to_each_other_and_to_the_next_undecided(scene: Scene) -> None:
    second, _receipt = an_attachment(scene.computer, scene.contract)
    third, _receipt = an_attachment(scene.computer, scene.contract)
    ids = [scene.attachment, second, third]
    for hour, one in enumerate(ids):
        Attachment.objects.filter(id=one).update(captured_at=later(hours=hour))
    page = text(scene.officer, f"/evidence/{second}")
    assert f'href="/evidence/{ids[0]}" rel="prev"' in page
    assert f'href="/evidence/{ids[2]}" rel="next"' in page
    assert 'rel="prev"' not in text(scene.officer, scene.piece)
    scene.officer.post(f"/evidence/{second}/review", {"state": "accepted"})
    following = f'href="/evidence/{ids[2]}#review">다음 미확인 증빙 (2개 남음)'
    assert following in text(scene.officer, f"/evidence/{second}")
    assert "다음 미확인" not in text(scene.vendor, f"/evidence/{second}")
    for one in ids:
        scene.officer.post(f"/evidence/{one}/review", {"state": "accepted"})
    assert "더 없습니다" in text(scene.officer, scene.piece)


def test_an_erased_piece_is_not_offered_for_a_word(scene: Scene) -> None:
    Attachment.objects.update(erased_at=later())
    assert "증빙으로 인정" not in text(scene.officer, scene.piece)
    answer = scene.officer.post(f"{scene.piece}/review", {"state": "accepted"})
    assert answer.status_code == 404
