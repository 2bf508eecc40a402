from datetime import date

import pytest
from django.http import QueryDict

from tests.vendorserver.portal.conftest import Scene
from vendorserver.models import Contract
from vendorserver.portal.search import Search


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
    ],
)
def test_words_and_days_find_contracts(scene: Scene, query: str, found: bool) -> None:
    assert search(query).among(Contract.objects.all()).exists() is found


def test_search_is_kept_in_the_address() -> None:
    said = search("q=+책상++의자+&from=2026-01-02&to=x")
    assert said == Search(words="책상 의자", begins_on=date(2026, 1, 2))
    assert search(said.query) == said


def test_empty_search_is_none() -> None:
    assert not search("q=+&from=&to=")
