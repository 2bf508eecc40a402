"""목록화 요청 in the browser: asked, looked for, listed, merged, refused; the asker is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.catalogue import search_institutions
from vendorcore.domain import Role, new_id

from tests.vendorserver.builders import NOW, a_vendor, an_account
from tests.vendorserver.portal.conftest import browser_of
from vendorserver.models import CatalogueEntry, EntryKind, Notice
from vendorserver.services import catalogue_requests, notice_words
from vendorserver.services.access import viewer_of

if TYPE_CHECKING:
    from django.test import Client

    from vendorserver.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture
def asker() -> Account:
    return an_account(Role.OFFICE, a_vendor("별빛가구"))


@pytest.fixture
def desk() -> Client:
    return browser_of(an_account(Role.ADMIN))


def wish(asker: Account, name: str = "별나라시", kind: EntryKind = EntryKind.INSTITUTION) -> str:
    entry_id, key = new_id(), "name" if kind is EntryKind.INSTITUTION else "detail_name"
    catalogue_requests.ask(viewer_of(asker), entry_id, kind, {key: name}, "급합니다", NOW)
    return entry_id


def news(account: Account) -> list[str]:
    rows = Notice.objects.filter(account=account)
    return [notice_words.sentence(row.kind, row.values) for row in rows]


def test_the_oldest_opens_first_and_each_decision_opens_the_next(
    asker: Account, desk: Client
) -> None:
    ids = [wish(asker, f"별나라{number}시") for number in range(3)]
    place, seen = desk.get("/desk/catalogue").headers["Location"], []
    while place != "/desk/catalogue":
        page = desk.get(place).content.decode()
        assert "별빛가구" in page
        assert "급합니다" in page
        seen.append(place.rpartition("/")[2])
        said = {"state": "refused", "reason": "확인할 수 없습니다"}
        answer = desk.post(f"{place}/decide", said)
        place = desk.get(answer.headers["Location"]).headers.get("Location", "/desk/catalogue")
    assert seen == ids
    assert "심사할 목록화 요청이 없습니다" in desk.get(place).content.decode()
    assert "확인할 수 없습니다" in browser_of(asker).get("/catalogue").content.decode()


def test_what_is_listed_is_corrected_first_and_the_asker_is_told(
    asker: Account, desk: Client
) -> None:
    entry = wish(asker, "별나라 시")
    said = {"state": "listed", "name": " 별나라시 ", "code": "9900001", "region": "서울"}
    assert desk.post(f"/desk/catalogue/{entry}/decide", said).status_code == 302
    row = CatalogueEntry.objects.get(id=entry)
    assert (row.state, row.body["name"], row.body["code"]) == ("listed", "별나라시", "9900001")
    assert news(asker) == ["요청하신 항목을 목록에 넣었습니다: 별나라시"]
    assert "별나라시" in desk.get(f"/desk/catalogue/{entry}").content.decode()


def test_what_is_there_under_another_name_is_offered_and_merged(
    asker: Account, desk: Client
) -> None:
    entry, target = wish(asker, "속초시청"), search_institutions("속초시")[0]
    page = desk.get(f"/desk/catalogue/{entry}").content.decode()
    assert target.id in page
    refused = desk.post(f"/desk/catalogue/{entry}/decide", {"state": "merged"})
    assert refused.status_code == 422
    said = {"state": "merged", "into": target.id}
    assert desk.post(f"/desk/catalogue/{entry}/decide", said).status_code == 302
    assert target.name in news(asker)[0]
    assert target.name in browser_of(asker).get("/catalogue").content.decode()
    assert target.name in desk.get(f"/desk/catalogue/{entry}").content.decode()


@pytest.mark.parametrize("kind", EntryKind)
def test_the_operator_looks_through_the_whole_list(
    asker: Account, desk: Client, kind: EntryKind
) -> None:
    entry = wish(asker, "아무것도 아닌 것", kind)
    words = {EntryKind.INSTITUTION: "조달청", EntryKind.PRODUCT: "책상"}[kind]
    assert "비슷한 것이 없습니다" in desk.get(f"/desk/catalogue/{entry}").content.decode()
    assert "data-into" in desk.get(f"/desk/catalogue/{entry}?q={words}").content.decode()


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"state": "king"},
        {"state": "asked"},
        {"state": "refused"},
        {"state": "listed", "name": ""},
        {"state": "listed", "code": "12"},
        {"state": "listed", "region": "가" * 301},
    ],
)
def test_a_decision_that_is_none_is_asked_again(
    asker: Account, desk: Client, said: dict[str, str]
) -> None:
    entry = wish(asker)
    answer = desk.post(f"/desk/catalogue/{entry}/decide", said)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert CatalogueEntry.objects.get(id=entry).state == "asked"


def test_what_another_operator_decided_meanwhile_is_said(asker: Account, desk: Client) -> None:
    entry = wish(asker)
    desk.post(f"/desk/catalogue/{entry}/decide", {"state": "listed"})
    late = desk.post(f"/desk/catalogue/{entry}/decide", {"state": "refused", "reason": "x"})
    assert late.status_code == 422
    assert CatalogueEntry.objects.get(id=entry).state == "listed"


def test_a_firm_asks_in_the_browser_once(asker: Account) -> None:
    browser = browser_of(asker)
    said = {"kind": "product", "id": new_id(), "detail_name": "달빛 돛대", "note": "새 제품"}
    for _twice in range(2):
        assert browser.post("/catalogue", said).status_code == 302
    (row,) = CatalogueEntry.objects.filter(vendor=asker.vendor)
    assert (row.kind, row.body["detail_name"]) == ("product", "달빛 돛대")
    assert "달빛 돛대" in browser.get("/catalogue").content.decode()


def test_what_is_listed_already_is_shown_before_a_request_goes_out(asker: Account) -> None:
    browser = browser_of(asker)
    said = {"kind": "institution", "name": "속초시", "id": "x"}
    shown = browser.post("/catalogue", said)
    assert shown.status_code == 422
    assert "강원특별자치도 속초시" in shown.content.decode()
    assert browser.post("/catalogue", said | {"sure": "on"}).status_code == 302
    assert CatalogueEntry.objects.filter(vendor=asker.vendor).count() == 1


@pytest.mark.parametrize("said", [{}, {"kind": "product"}, {"kind": "institution", "code": "1"}])
def test_a_request_that_is_none_is_refused_in_words(asker: Account, said: dict[str, str]) -> None:
    answer = browser_of(asker).post("/catalogue", said)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_operators_hear_of_a_request_and_a_stranger_finds_none(asker: Account) -> None:
    operator = an_account(Role.APPROVER)
    wish(asker)
    assert news(operator) == ["목록화 요청이 심사를 기다립니다: 별나라시"]
    assert browser_of(operator).get(f"/desk/catalogue/{new_id()}").status_code == 404
    stranger = browser_of(an_account(Role.OFFICE, a_vendor()))
    assert "별나라시" not in stranger.get("/catalogue").content.decode()
