from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from vendorcore.text import use_language

from vendorserver.portal import tags


def shown(source: str, **values: object) -> str:
    return Template("{% load portal %}" + source).render(Context(values))


def test_sentence_has_its_values_and_no_markup_of_others() -> None:
    said = shown('{% t "계약 {name}" name=name %}', name="<b>{x}</b>")
    assert said == "계약 &lt;b&gt;{x}&lt;/b&gt;"


def test_count_stands_in_its_sentence() -> None:
    assert shown('{% n "사진 {n}장" "사진 {n}장" count %}', count=3) == "사진 3장"


def test_page_names_its_language() -> None:
    with use_language("en"):
        assert shown("{% language %}") == "en"


def test_day_and_moment_are_korean() -> None:
    assert tags.day(date(2026, 3, 2)) == "2026-03-02"
    assert tags.moment(datetime(2026, 3, 1, 15, 30, tzinfo=UTC)) == "2026-03-02 00:30"
    assert tags.day(None) == tags.moment(None) == ""


@pytest.mark.parametrize(
    ("bytes_", "said"), [(0, "0 B"), (1023, "1023 B"), (1536, "1.5 KB"), (5 << 30, "5.0 GB")]
)
def test_sizes_are_said_as_people_say_them(bytes_: int, said: str) -> None:
    assert tags.size(bytes_) == said


def test_address_of_a_style_sheet_changes_with_it() -> None:
    assert shown('{% asset "portal.css" %}').startswith("/static/portal.css?v=")
