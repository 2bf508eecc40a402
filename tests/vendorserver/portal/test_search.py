import io
from datetime import date

import pytest
from django.http import QueryDict
from openpyxl import load_workbook

from vendorcore.domain import Role
from vendorcore.errors import InvalidEntry

from tests.vendorserver.builders import an_account
from tests.vendorserver.portal.conftest import Scene, browser_of
from vendorserver.models import Contract, SavedSearch
from vendorserver.portal.search import Search
from vendorserver.services import searches


def search(query: str) -> Search:
    return Search.from_query(QueryDict(query).dict())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("q=책상", True),
        ("q=속초", True),
        ("q=한빛", True),
        ("q=책상+속초시", True),
        ("q=책상+부산", False),
        ("from=2026-11-18", True),
        ("from=2026-11-19", False),
        ("to=2026-10-12", True),
        ("to=2026-10-11", False),
        ("from=yesterday", True),
        ("q=%25", False),
        ("period=signed&from=2026-10-12&to=2026-10-12", True),
        ("period=signed&from=2026-10-13", False),
        ("period=due&from=2026-11-18&to=2026-11-18", True),
        ("period=due&to=2026-11-17", False),
        ("period=x&from=2026-11-18", True),
        ("vendor=한빛", True),
        ("vendor=속초", False),
        ("no=999", False),
        ("method=OPEN", True),
        ("method=PRIVATE", False),
        ("state=registered", True),
        ("state=closed", False),
        ("state=nothing", True),
        ("product=책상", True),
        ("product=56101703", True),
        ("product=의자", False),
        ("q=%00책상", True),
    ],
)
def test_words_and_days_find_contracts(scene: Scene, query: str, found: bool) -> None:
    assert search(query).among(Contract.objects.all()).exists() is found


def test_search_is_kept_in_the_address() -> None:
    said = search("q=+책상++의자+&from=2026-01-02&to=x")
    assert said == Search(words="책상 의자", begins_on=date(2026, 1, 2))
    assert search(said.query) == said


def test_business_number_is_found_with_or_without_strokes(scene: Scene) -> None:
    number = Contract.objects.get().vendor.business_no
    written = f"{number[:3]}-{number[3:5]}-{number[5:]}"
    assert search(f"no={written}").among(Contract.objects.all()).exists()


def test_conditions_stay_in_the_form(scene: Scene) -> None:
    page = scene.officer.get("/contracts?method=OPEN&product=책상&period=due").content.decode()
    assert '<option value="OPEN" selected>' in page
    assert '<details class="whole" open>' in page


def test_search_is_kept_under_a_name_for_its_owner_alone(scene: Scene) -> None:
    said = {"name": " 올해  책상 ", "query": "q=책상&evil=1"}
    answer = scene.officer.post("/searches", said)
    assert answer.headers["Location"] == "/contracts?q=%EC%B1%85%EC%83%81"
    kept = SavedSearch.objects.get()
    assert (kept.name, kept.query) == ("올해 책상", "q=%EC%B1%85%EC%83%81")
    assert "올해 책상" in scene.officer.get("/contracts").content.decode()
    assert "올해 책상" not in scene.vendor.get("/contracts").content.decode()
    scene.vendor.post(f"/searches/{kept.id}/drop")
    assert SavedSearch.objects.exists()
    scene.officer.post(f"/searches/{kept.id}/drop")
    assert not SavedSearch.objects.exists()


def test_search_without_name_or_condition_is_not_kept(scene: Scene) -> None:
    scene.officer.post("/searches", {"name": " ", "query": "q=x"})
    scene.officer.post("/searches", {"name": "x", "query": ""})
    assert not SavedSearch.objects.exists()


def test_nobody_keeps_endless_searches(scene: Scene) -> None:
    viewer = scene.computer.viewer
    for number in range(searches.MOST):
        searches.keep(viewer, f"검색 {number}", "q=x")
    searches.keep(viewer, "검색 0", "q=y")
    for name in ("하나 더", " "):
        with pytest.raises(InvalidEntry):
            searches.keep(viewer, name, "q=x")


def test_list_is_exported_as_text_and_never_as_formula(scene: Scene) -> None:
    Contract.objects.update(name='=HYPERLINK("http://evil")')
    answer = scene.officer.get("/contracts.xlsx?state=registered")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet["A2"].value == '=HYPERLINK("http://evil")'
    assert (sheet["A2"].data_type, sheet["A2"].quotePrefix) == ("s", True)
    assert sheet["J2"].value == "책상 5610170301"


def test_export_holds_only_what_its_reader_may_see(scene: Scene) -> None:
    stranger = browser_of(an_account(Role.MANAGER))
    answer = stranger.get("/contracts.xlsx")
    assert load_workbook(io.BytesIO(answer.content)).worksheets[0].max_row == 1


def test_empty_search_is_none() -> None:
    assert not search("q=+&from=&to=")


def test_a_period_that_ends_before_it_begins_is_told(scene: Scene) -> None:
    for query, told in (("from=2026-03-02&to=2026-03-01", True), ("from=2026-03-01", False)):
        page = scene.officer.get(f"/contracts?{query}").content.decode()
        assert ("기간의 끝이 시작보다 앞섭니다" in page) == told
